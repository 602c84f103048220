using System.Threading;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fearless.Analyzers;

/// <summary>Refuses data races, in the bodies given to Fearless and to the base class library.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RaceAnalyzer : DiagnosticAnalyzer
{
    private readonly Action<ISymbol> _beforeMember;
    private readonly TimeSpan _limit;
    private readonly int _steps;

    /// <summary>Makes the analyzer; the compiler does.</summary>
    public RaceAnalyzer() : this(static _ => { })
    {
    }

    /// <summary>Makes one that calls back before each member, so that a test can see what becomes of a failure.</summary>
    /// <param name="beforeMember">Called with each member.</param>
    /// <param name="limit">The time for a compilation, if not the usual.</param>
    /// <param name="steps">What may be executed for one member.</param>
    internal RaceAnalyzer(Action<ISymbol> beforeMember, TimeSpan? limit = null, int steps = Budget.UsualSteps) =>
        (_beforeMember, _limit, _steps) = (beforeMember, limit ?? CompilationBudget.Usual, steps);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rule.Races;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            // Whoever is stopped leaves it to the next one to find them.
            var starters = new Lazy<Starters>(() => new Starters(start.Compilation, start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);
            var check = new CompilationCheck(start.Compilation, _limit, _steps, _beforeMember);
            start.RegisterSemanticModelAction(file => Analyze(file, starters.Value, check));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext file, Starters starters, CompilationCheck check)
    {
        foreach (MemberNames member in starters.MembersIn(file.SemanticModel.SyntaxTree, file.CancellationToken))
        {
            foreach (Diagnostic diagnostic in check.Check(member, file.SemanticModel, file.CancellationToken))
                file.ReportDiagnostic(diagnostic);
        }
    }
}
