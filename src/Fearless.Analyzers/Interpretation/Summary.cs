using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What a method does, said in terms of what it is given: found out once, and carried over to each call.</summary>
internal sealed record Summary(Scope Scope, Root This)
{
    public ImmutableArray<Access> Accesses { get; init; } = [];

    /// <summary>What it does that nothing is known of.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>What it starts and does not wait for.</summary>
    public ImmutableHashSet<Strand> Live { get; init; } = [];

    public Value Result { get; init; } = Value.Unknown;

    /// <summary>Whether something runs beside it, or beside its own code.</summary>
    public bool HasStarted { get; init; }

    /// <summary>
    /// Whether it takes locks and keeps them, gives back those of others, says whether it got one, signals or waits: then it is executed where
    /// it is called.
    /// </summary>
    public bool Synchronizes { get; init; }

    /// <summary>What it has done, at its end, that others are told by.</summary>
    public Timing Timing { get; init; } = Timing.None;

    /// <summary>What it has learnt of what it has read.</summary>
    public Facts Learnt { get; init; } = Facts.None;

    /// <summary>Which of the objects that it is given it has put where.</summary>
    public ImmutableArray<KeyValuePair<Place, Value>> Puts { get; init; } = [];

    /// <summary>The words that it writes.</summary>
    public ImmutableArray<WordWrite> Writes { get; init; } = [];

    /// <summary>The methods that it calls and that are too large to be looked at.</summary>
    public ImmutableArray<IMethodSymbol> Unchecked { get; init; } = [];

    /// <summary>The static fields of the thread that it uses.</summary>
    public IReadOnlyDictionary<ISymbol, Root> OwnStatics { get; init; } = ImmutableDictionary.Create<ISymbol, Root>(SymbolEqualityComparer.Default);

    /// <summary>What its numbers are called in the summary.</summary>
    public ImmutableDictionary<IParameterSymbol, Symbol> Numbers { get; init; } =
        ImmutableDictionary.Create<IParameterSymbol, Symbol>(SymbolEqualityComparer.Default);

    /// <summary>What its objects are called in the summary.</summary>
    public ImmutableDictionary<IParameterSymbol, Root> Objects { get; init; } =
        ImmutableDictionary.Create<IParameterSymbol, Root>(SymbolEqualityComparer.Default);
}
