using System.Collections.Concurrent;
using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>The summaries of the methods of a compilation, made when they are first asked for and shared by all who ask.</summary>
internal sealed class Summaries
{
    private readonly ConcurrentDictionary<IMethodSymbol, Summary> _finished = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Allowance> _givenUp = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Root> _statics = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Overrides> _overrides;

    public Summaries(Bodies bodies)
    {
        Bodies = bodies;
        Starting = new StartingCode(this);
        _overrides = new(() => new Overrides(bodies.Compilation));
    }

    public Bodies Bodies { get; }

    /// <summary>Which code is worth being executed.</summary>
    public StartingCode Starting { get; }

    /// <summary>The methods that a virtual call may reach.</summary>
    public ImmutableArray<IMethodSymbol> ImplementationsOf(IMethodSymbol method) => _overrides.Value.Of(method);

    /// <summary>The one place of a static field.</summary>
    public Root StaticRoot(ISymbol field) =>
        _statics.GetOrAdd(field.OriginalDefinition, static symbol => new Root(RootKind.Static, symbol.Name, symbol, scope: null));

    /// <summary>
    /// What a method does; where that is being found out just now, what is known so far. Of one that is too large, nothing but that: it is not
    /// tried again by those who have hardly more to spend on it, and their own code is looked at without it.
    /// </summary>
    public Summary? Of(IMethodSymbol method, Progress progress, Budget budget)
    {
        method = method.OriginalDefinition;
        if (_finished.TryGetValue(method, out Summary? summary) && !summary.Unchecked.Any(callee => IsWorthTrying(callee, budget.ForCallee())))
            return summary;
        if (progress.Find(method) is { } unfinished)
            return unfinished;
        if (Bodies.Find(method, budget.CancellationToken) is not { } body)
            return null;
        Budget part = budget.ForCallee();
        if (!IsWorthTrying(method, part))
            return GivenUp(method);
        try
        {
            return progress.Solve(method, Empty(), () => Execute(method, body, progress, part), (finished, found) => _finished[finished] = found);
        }
        catch (BudgetExceededException) when (budget.Survives(part))
        {
            // It may have been a callee that took most of it: without that one, it is not too large.
            if (!part.HasLostPart)
                _givenUp[method] = part.Allowance;
            return GivenUp(method);
        }
    }

    private bool IsWorthTrying(IMethodSymbol method, Budget part) =>
        !_givenUp.TryGetValue(method, out Allowance former) || part.Allowance.IsWellAbove(former);

    private static Summary GivenUp(IMethodSymbol method) => Empty() with { Unchecked = [method] };

    private static Summary Empty() => new(new Scope(null), new Root(RootKind.Given, "this", null, scope: null));

    private Summary Execute(IMethodSymbol method, IOperation body, Progress progress, Budget budget)
    {
        var interpreter = new Interpreter(Bodies, this, budget, new Scope(null), new RaceFinder(budget, isSilent: true)) { Progress = progress };
        return interpreter.Calls.Summarize(method, body);
    }
}
