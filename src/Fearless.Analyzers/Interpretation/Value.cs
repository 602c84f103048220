using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>A delegate whose code is known: a lambda, a local function or a method, with its receiver.</summary>
internal sealed record Closure(IMethodSymbol Method, IOperation? Body, Value? Receiver)
{
    /// <summary>The variables of the method that it was made in, once it has left that; each execution has its own.</summary>
    public ImmutableDictionary<ISymbol, Slot>? Captured { get; init; }
}

/// <summary>What the engine knows of a value.</summary>
internal sealed record Value
{
    public static Value Unknown { get; } = new();

    /// <summary>The objects that it may refer to; none where that is not known.</summary>
    public ImmutableArray<Place> Places { get; init; } = [];

    /// <summary>The number that it is.</summary>
    public Polynomial? Number { get; init; }

    /// <summary>How far before the end an index is that counts from there, as <c>^1</c> does.</summary>
    public Polynomial? FromEnd { get; init; }

    /// <summary>Where a slice begins in its object; <see langword="null"/> for the whole.</summary>
    public Polynomial? Offset { get; init; }

    /// <summary>How long a slice is, if that is known.</summary>
    public Polynomial? Length { get; init; }

    /// <summary>The delegates that it may be.</summary>
    public ImmutableArray<Closure> Closures { get; init; } = [];

    /// <summary>The strands that can be waited for with it.</summary>
    public ImmutableHashSet<Strand> Strands { get; init; } = [];

    /// <summary>The stages of a parallel query, which all run while the query does.</summary>
    public ImmutableArray<Strand> Stages { get; init; } = [];

    /// <summary>The parts of a tuple.</summary>
    public ImmutableArray<Value> Parts { get; init; } = [];

    /// <summary>What one gets by enumerating it.</summary>
    public Sequence? Items { get; init; }

    /// <summary>The lock that is held if it is true.</summary>
    public TriedLock? Tried { get; init; }

    /// <summary>What has been signaled when it, a task, has ended.</summary>
    public Place? Completion { get; init; }

    /// <summary>The lock that ends with it.</summary>
    public Place? Releases { get; init; }

    public static Value Of(Polynomial? number) => number is null ? Unknown : new Value { Number = number };

    public static Value Of(Place place) => new() { Places = [place] };

    public static Value Of(Root root) => Of(new Place(root));

    /// <summary>What is known where two paths meet, with either value.</summary>
    public Value Join(Value other, Func<Polynomial?, Polynomial?, Polynomial?> joinNumbers)
    {
        if (ReferenceEquals(this, other) || Equals(other))
            return this;
        bool sameSlice = Equals(Offset, other.Offset) && Equals(Length, other.Length);
        return new Value
        {
            Places = [.. Places.Union(other.Places).Take(MaxPlaces)],
            Number = Equals(Number, other.Number) ? Number : joinNumbers(Number, other.Number),
            FromEnd = Equals(FromEnd, other.FromEnd) ? FromEnd : null,
            Offset = sameSlice ? Offset : joinNumbers(Offset ?? Polynomial.Zero, other.Offset ?? Polynomial.Zero),
            Length = sameSlice ? Length : null,
            Closures = [.. Closures.Union(other.Closures)],
            Strands = Strands.Union(other.Strands),
            Stages = [.. Stages.Union(other.Stages)],
            Parts = Parts.Length == other.Parts.Length ? [.. Parts.Zip(other.Parts, (x, y) => x.Join(y, joinNumbers))] : [],
            Items = Items ?? other.Items,
        };
    }

    private const int MaxPlaces = 6;
}
