using System.Collections.Concurrent;
using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>The summaries of the methods of a compilation, made when they are first asked for and shared by all who ask.</summary>
internal sealed class Summaries(Bodies bodies)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Summary> _finished = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Root> _statics = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Overrides> _overrides = new(() => new Overrides(bodies.Compilation));

    public Bodies Bodies => bodies;

    /// <summary>The methods that a virtual call may reach.</summary>
    public ImmutableArray<IMethodSymbol> ImplementationsOf(IMethodSymbol method) => _overrides.Value.Of(method);

    /// <summary>The one place of a static field.</summary>
    public Root StaticRoot(ISymbol field) =>
        _statics.GetOrAdd(field.OriginalDefinition, static symbol => new Root(RootKind.Static, symbol.Name, symbol, scope: null));

    /// <summary>What a method does; where that is being found out just now, what is known so far.</summary>
    public Summary? Of(IMethodSymbol method, Progress progress, Budget budget)
    {
        method = method.OriginalDefinition;
        if (_finished.TryGetValue(method, out Summary? summary))
            return summary;
        if (progress.Find(method) is { } unfinished)
            return unfinished;
        if (bodies.Find(method, budget.CancellationToken) is not { } body)
            return null;
        // A method that calls itself is looked at twice: the second time with what the first has found.
        Summary found = progress.Solve(method, Empty(), known => Execute(method, body, progress, budget));
        if (!progress.IsProvisional)
            _finished.TryAdd(method, found);
        return found;
    }

    private static Summary Empty() => new(new Scope(null), new Root(RootKind.Given, "this", null, scope: null));

    private Summary Execute(IMethodSymbol method, IOperation body, Progress progress, Budget budget)
    {
        var interpreter = new Interpreter(bodies, this, budget, new Scope(null), new RaceFinder(budget, isSilent: true)) { Progress = progress };
        return interpreter.Calls.Summarize(method, body);
    }
}
