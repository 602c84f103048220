using System.Collections.Concurrent;
using System.Threading;
using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Rules;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers;

/// <summary>Looks for the races of a compilation, member by member, and tells each of them once. Any thread.</summary>
/// <param name="compilation">The code.</param>
/// <param name="limit">The time for all of it.</param>
/// <param name="steps">What may be executed for one member.</param>
/// <param name="beforeMember">Called with each member.</param>
internal sealed class CompilationCheck(Compilation compilation, TimeSpan limit, int steps, Action<ISymbol> beforeMember)
{
    private readonly Summaries _summaries = new(new Bodies(compilation));
    private readonly CompilationBudget _budget = new(limit);
    private readonly ConcurrentDictionary<SyntaxNode, Outcome> _members = [];

    // Races that lie wholly in what a member calls, and the member that tells them.
    private readonly ConcurrentDictionary<(SyntaxNode, SyntaxNode), SyntaxNode> _tellers = [];

    // What nothing is known of, and the member that tells it.
    private readonly ConcurrentDictionary<(SyntaxNode, DiagnosticDescriptor), SyntaxNode> _doubters = [];

    /// <summary>What there is to say of a member.</summary>
    public IEnumerable<Diagnostic> Check(MemberNames member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (OutcomeOf(member, model, cancellationToken) is not { } outcome)
            return [];
        return outcome.Failure is { } failure ? [failure] : DiagnosticsOf(outcome, member, cancellationToken);
    }

    private IEnumerable<Diagnostic> DiagnosticsOf(Outcome outcome, MemberNames member, CancellationToken cancellationToken)
    {
        var told = new HashSet<(SyntaxNode, DiagnosticDescriptor)>();
        foreach (Race race in outcome.Found.Races)
        {
            RacePlaces places = new(race, member.Declaration);
            if (places.AreElsewhere && !TellsOfOthers(race, member, cancellationToken))
                continue;
            Explanation explanation = Explanation.Of(race, places.Primary);
            // A start of what has many ways to race is told once for each rule.
            if (places.Primary != race.Strand.Start || told.Add((places.Primary, explanation.Rule)))
                yield return Diagnostic.Create(explanation.Rule, places.Primary.GetLocation(), places.Others, explanation.Message);
        }
        foreach (Doubt doubt in outcome.Found.Doubts.GroupBy(static doubt => (doubt.Rule, doubt.At)).Select(static same => same.First()))
        {
            if (_doubters.GetOrAdd((doubt.At, doubt.Rule), member.Declaration) == member.Declaration)
                yield return Diagnostic.Create(doubt.Rule, doubt.At.GetLocation(), doubt.Message);
        }
        if (outcome.Found.Unchecked.Count > 0)
        {
            string callees = string.Join(", ", outcome.Found.Unchecked.Select(static callee => $"'{callee.Name}'").OrderBy(static name => name, StringComparer.Ordinal));
            yield return TooLarge(outcome.Method, $"'{outcome.Method.Name}' is checked for data races without what it calls and is too large for that: {callees}");
        }
    }

    // A race that lies wholly in what a member calls is told by the member that starts the strand, if it is one there already; else, as it
    // takes the arguments of callers to make it one, by the first of these.
    private bool TellsOfOthers(Race race, MemberNames member, CancellationToken cancellationToken)
    {
        (SyntaxNode, SyntaxNode) pair = race.Key;
        return !IsToldWhereItStarts(race, cancellationToken) && _tellers.GetOrAdd(pair, member.Declaration) == member.Declaration;
    }

    private bool IsToldWhereItStarts(Race race, CancellationToken cancellationToken)
    {
        SyntaxNode start = race.Strand.Start;
        return MemberNames.In(start.SyntaxTree, cancellationToken).LastOrDefault(member => member.Declaration.Span.Contains(start.Span)) is { } starting
            && OutcomeOf(starting, compilation.GetSemanticModel(start.SyntaxTree), cancellationToken) is { Failure: null } outcome
            && outcome.Found.Races.Any(other => other.Key == race.Key);
    }

    private Outcome? OutcomeOf(MemberNames member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (_members.TryGetValue(member.Declaration, out Outcome? known))
            return known;
        return member.SymbolIn(model, cancellationToken) is { } method
            ? _members.GetOrAdd(member.Declaration, Run(method, new Budget(_budget, cancellationToken, steps)))
            : null;
    }

    // The checker's own failure is said aloud, at the member that is not checked because of it: it must neither stop the build nor pass for
    // a proof.
    private Outcome Run(IMethodSymbol method, Budget budget)
    {
        try
        {
            beforeMember(method);
            return new Outcome(method, MemberCheck.Run(method, _summaries, budget), null);
        }
        catch (BudgetExceededException)
        {
            return Failed(TooLarge(method, $"'{method.Name}' is too large to be checked for data races, or came after the time for the project was spent"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(Diagnostic.Create(Rule.AnalysisFailed, method.Locations[0], $"'{method.Name}' could not be checked for data races, because of an error of the checker: {exception.GetType().Name}: {exception.Message}"));
        }
        finally
        {
            budget.End();
        }

        Outcome Failed(Diagnostic failure) => new(method, new MemberCheck([], [], []), failure);
    }

    private static Diagnostic TooLarge(IMethodSymbol method, string message) => Diagnostic.Create(Rule.BudgetExceeded, method.Locations[0], message);

    /// <summary>What was found in a member, or why nothing was.</summary>
    private sealed record Outcome(IMethodSymbol Method, MemberCheck Found, Diagnostic? Failure);
}
