using System.Threading;
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

    /// <summary>Makes the analyzer; the compiler does.</summary>
    public RaceAnalyzer() : this(static _ => { })
    {
    }

    /// <summary>Makes one that calls back before each member, so that a test can see what becomes of a failure.</summary>
    internal RaceAnalyzer(Action<ISymbol> beforeMember) => _beforeMember = beforeMember;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rule.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var starters = new Lazy<Starters>(() => new Starters(start.Compilation, start.CancellationToken));
            var summaries = new Summaries(new Bodies(start.Compilation));
            start.RegisterSemanticModelAction(file => Analyze(file, starters.Value, summaries));
        });
    }

    private void Analyze(SemanticModelAnalysisContext file, Starters starters, Summaries summaries)
    {
        foreach (SyntaxNode declaration in starters.MembersIn(file.SemanticModel.SyntaxTree.GetRoot(file.CancellationToken)))
        {
            ISymbol? member = declaration is Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax
                ? (file.SemanticModel.GetDeclaredSymbol(declaration.Parent!, file.CancellationToken) as IPropertySymbol)?.GetMethod
                : file.SemanticModel.GetDeclaredSymbol(declaration, file.CancellationToken);
            if (member is not IMethodSymbol method)
                continue;
            foreach (Diagnostic diagnostic in Check(method, declaration, summaries, file.CancellationToken))
                file.ReportDiagnostic(diagnostic);
        }
    }

    // The checker's own failure is said aloud, at the member that is not checked because of it: it must neither stop the build nor pass for
    // a proof.
    private IEnumerable<Diagnostic> Check(IMethodSymbol method, SyntaxNode declaration, Summaries summaries, CancellationToken cancellationToken)
    {
        try
        {
            _beforeMember(method);
            return [.. MemberCheck.Run(method, summaries, new Budget(cancellationToken)).Select(race => ToDiagnostic(race, declaration))];
        }
        catch (BudgetExceededException)
        {
            return [Diagnostic.Create(Rule.BudgetExceeded, method.Locations[0], $"'{method.Name}' is too large to be checked for data races")];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [Diagnostic.Create(Rule.AnalysisFailed, method.Locations[0], $"'{method.Name}' could not be checked for data races, because of an error of the checker: {exception.GetType().Name}: {exception.Message}")];
        }
    }

    private static Diagnostic ToDiagnostic(Race race, SyntaxNode declaration)
    {
        SyntaxNode[] inside = [.. new[] { race.First.At, race.Second.At, race.Strand.Start }
            .Where(node => node.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(node.Span))];
        SyntaxNode primary = inside.Length > 0 ? inside[0] : declaration;
        Microsoft.CodeAnalysis.Location[] others = [.. new[] { race.First.At, race.Second.At, race.Strand.Start }
            .Where(node => node != primary).Distinct().Select(static node => node.GetLocation())];
        Explanation explanation = Explanation.Of(race, primary);
        return Diagnostic.Create(explanation.Rule, primary.GetLocation(), others, explanation.Message);
    }
}
