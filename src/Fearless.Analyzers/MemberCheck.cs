using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers;

/// <summary>What was found in one member.</summary>
/// <param name="Races">The races.</param>
/// <param name="Unchecked">The methods that it calls and that are too large to be looked at.</param>
/// <param name="Doubts">What it does in strands, and nothing is known of.</param>
internal sealed record MemberCheck(IReadOnlyList<Race> Races, IReadOnlyCollection<IMethodSymbol> Unchecked, IReadOnlyCollection<Doubt> Doubts)
{
    /// <summary>Looks for the races of a member.</summary>
    public static MemberCheck Run(IMethodSymbol method, Summaries summaries, Budget budget)
    {
        if (summaries.Bodies.Find(method, budget.CancellationToken) is not { } body
            || !summaries.Starting.In(body, budget.CancellationToken))
            return new([], [], []);
        var races = new RaceFinder(budget);
        var interpreter = new Interpreter(summaries.Bodies, summaries, budget, new Scope(null), races);
        interpreter.Calls.Summarize(method, body);
        // Lambdas that are only handed out: whoever calls them, the strands that they start are checked.
        foreach (IAnonymousFunctionOperation lambda in body.Descendants().OfType<IAnonymousFunctionOperation>())
        {
            if (interpreter.State is null || interpreter.Calls.Executed.Contains(lambda.Symbol))
                continue;
            interpreter.State = interpreter.State with { Live = [] };
            interpreter.Calls.InvokeClosure(new Closure(lambda.Symbol, lambda.Body, null), []);
        }
        return new(races.Races, interpreter.Unchecked, interpreter.InDoubt);
    }
}
