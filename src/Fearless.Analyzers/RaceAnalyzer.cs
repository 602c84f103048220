using Fearless.Analyzers.Conflicts;
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
            var starters = new Lazy<Starters>(() => new Starters(start.Compilation, start.CancellationToken));
            var summaries = new Summaries(new Bodies(start.Compilation));
            var budget = new CompilationBudget(_limit);
            start.RegisterSemanticModelAction(file => Analyze(file, starters.Value, summaries, budget));
        });
    }

    private void Analyze(SemanticModelAnalysisContext file, Starters starters, Summaries summaries, CompilationBudget budget)
    {
        foreach (MemberNames member in starters.MembersIn(file.SemanticModel.SyntaxTree, file.CancellationToken))
        {
            if (member.SymbolIn(file.SemanticModel, file.CancellationToken) is not { } method)
                continue;
            foreach (Diagnostic diagnostic in Check(method, member.Declaration, summaries, new Budget(budget, file.CancellationToken, _steps)))
                file.ReportDiagnostic(diagnostic);
        }
    }

    // The checker's own failure is said aloud, at the member that is not checked because of it: it must neither stop the build nor pass for
    // a proof.
    private IEnumerable<Diagnostic> Check(IMethodSymbol method, SyntaxNode declaration, Summaries summaries, Budget budget)
    {
        try
        {
            _beforeMember(method);
            var found = MemberCheck.Run(method, summaries, budget);
            IEnumerable<Diagnostic> diagnostics = found.Races.Select(race => ToDiagnostic(race, method, declaration));
            if (found.Unchecked.Count > 0)
            {
                string callees = string.Join(", ", found.Unchecked.Select(static callee => $"'{callee.Name}'").OrderBy(static name => name, StringComparer.Ordinal));
                diagnostics = diagnostics.Append(TooLarge(method, $"'{method.Name}' is checked for data races without what it calls and is too large for that: {callees}"));
            }
            return [.. diagnostics];
        }
        catch (BudgetExceededException)
        {
            return [TooLarge(method, $"'{method.Name}' is too large to be checked for data races, or came after the time for the project was spent")];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [Diagnostic.Create(Rule.AnalysisFailed, method.Locations[0], $"'{method.Name}' could not be checked for data races, because of an error of the checker: {exception.GetType().Name}: {exception.Message}")];
        }
        finally
        {
            budget.End();
        }
    }

    private static Diagnostic TooLarge(IMethodSymbol method, string message) => Diagnostic.Create(Rule.BudgetExceeded, method.Locations[0], message);

    // What is wholly in other members, which this one calls, is told at its name.
    private static Diagnostic ToDiagnostic(Race race, IMethodSymbol method, SyntaxNode declaration)
    {
        SyntaxNode[] inside = [.. new[] { race.First.At, race.Second.At, race.Strand.Start }
            .Where(node => node.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(node.Span))];
        SyntaxNode primary = inside.Length > 0 ? inside[0] : declaration;
        Microsoft.CodeAnalysis.Location[] others = [.. new[] { race.First.At, race.Second.At, race.Strand.Start }
            .Where(node => node != primary).Distinct().Select(static node => node.GetLocation())];
        Explanation explanation = Explanation.Of(race, primary);
        return Diagnostic.Create(explanation.Rule, inside.Length > 0 ? primary.GetLocation() : method.Locations[0], others, explanation.Message);
    }
}
