using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>A variable: where it lies, and what is in it.</summary>
internal sealed record Slot(Root Root, Value Value);

/// <summary>What is known at one point of the code, whichever way it was reached.</summary>
internal sealed record State
{
    public static State Initial { get; } = new();

    /// <summary>The variables.</summary>
    public ImmutableDictionary<ISymbol, Slot> Variables { get; init; } = ImmutableDictionary.Create<ISymbol, Slot>(SymbolEqualityComparer.Default);

    /// <summary>What was stored in fields and elements on the way here.</summary>
    public ImmutableDictionary<Place, Value> Stored { get; init; } = ImmutableDictionary<Place, Value>.Empty;

    /// <summary>What the structs in variables were copied from.</summary>
    public ImmutableDictionary<Root, Place> Origins { get; init; } = ImmutableDictionary<Root, Place>.Empty;

    /// <summary>Where new objects were put for others to find.</summary>
    public ImmutableDictionary<Root, Place> Published { get; init; } = ImmutableDictionary<Root, Place>.Empty;

    /// <summary>The strands that were put into an object, such as a list of tasks.</summary>
    public ImmutableDictionary<Place, ImmutableHashSet<Strand>> Handles { get; init; } = ImmutableDictionary<Place, ImmutableHashSet<Strand>>.Empty;

    /// <summary>Whether some object may hold strands, or code.</summary>
    public bool HoldsWork { get; init; }

    /// <summary>The strands that may be running.</summary>
    public ImmutableHashSet<Strand> Live { get; init; } = [];

    public LockSet Locks { get; init; } = LockSet.None;

    public Timing Timing { get; init; } = Timing.None;

    public Facts Facts { get; init; } = Facts.None;

    /// <summary>What the execution has read and not written since.</summary>
    public ImmutableHashSet<Symbol> Read { get; init; } = [];

    /// <summary>What is known of words while the same locks are held.</summary>
    public Section Section { get; init; } = Section.None;

    /// <summary>What is known where two paths meet.</summary>
    public State Join(State other, Scope scope)
    {
        if (ReferenceEquals(this, other))
            return this;
        Facts common = Facts.Common(other.Facts);
        var numbers = new NumberJoin(scope, Facts.Except(common), other.Facts.Except(common));
        return new State
        {
            Variables = Join(Variables, other.Variables, static (_, slot) => slot, (x, y) => x with { Value = x.Value.Join(y.Value, numbers.Join) }),
            // Where nothing was stored, what lay there before lies there still.
            Stored = Join(Stored, other.Stored, (place, value) => value.Join(Value.Of(place), numbers.Join), (x, y) => x.Join(y, numbers.Join)),
            Origins = Join(Origins, other.Origins, static (_, place) => place, static (place, _) => place),
            Published = Join(Published, other.Published, static (_, place) => place, static (place, _) => place),
            Handles = Join(Handles, other.Handles, static (_, strands) => strands, static (x, y) => x.Union(y)),
            HoldsWork = HoldsWork || other.HoldsWork,
            Live = Live.Union(other.Live),
            Locks = Locks.Common(other.Locks),
            Timing = Timing.Join(other.Timing),
            Facts = common,
            Read = Read.Intersect(other.Read),
            Section = Section == other.Section ? Section : Section.None,
        };
    }

    /// <summary>The same, with other strands in the place of some.</summary>
    public State ReplaceStrands(IReadOnlyDictionary<Strand, Strand> replacements)
    {
        if (replacements.Count == 0)
            return this;
        return this with
        {
            Live = Replace(Live),
            Variables = Variables.SetItems(
                Variables.Where(static slot => !slot.Value.Value.Strands.IsEmpty)
                    .Select(slot => new KeyValuePair<ISymbol, Slot>(
                        slot.Key, slot.Value with { Value = slot.Value.Value with { Strands = Replace(slot.Value.Value.Strands) } }))),
            Stored = Stored.SetItems(
                Stored.Where(static stored => !stored.Value.Strands.IsEmpty)
                    .Select(stored => new KeyValuePair<Place, Value>(stored.Key, stored.Value with { Strands = Replace(stored.Value.Strands) }))),
            Handles = Handles.SetItems(Handles.Select(held => new KeyValuePair<Place, ImmutableHashSet<Strand>>(held.Key, Replace(held.Value)))),
        };

        ImmutableHashSet<Strand> Replace(ImmutableHashSet<Strand> strands) =>
            [.. strands.Select(strand => replacements.TryGetValue(strand, out Strand? replacement) ? replacement : strand)];
    }

    private static ImmutableDictionary<TKey, T> Join<TKey, T>(
        ImmutableDictionary<TKey, T> left, ImmutableDictionary<TKey, T> right, Func<TKey, T, T> joinOne, Func<T, T, T> join)
        where TKey : notnull
    {
        if (left == right)
            return left;
        var joined = left.ToBuilder();
        foreach (KeyValuePair<TKey, T> entry in right)
        {
            if (!left.TryGetValue(entry.Key, out T? mine))
                joined[entry.Key] = joinOne(entry.Key, entry.Value);
            else if (!ReferenceEquals(mine, entry.Value))
                joined[entry.Key] = join(mine, entry.Value);
        }
        foreach (KeyValuePair<TKey, T> entry in left)
        {
            if (!right.ContainsKey(entry.Key))
                joined[entry.Key] = joinOne(entry.Key, entry.Value);
        }
        return joined.ToImmutable();
    }

    /// <summary>A number that is one thing on one path and another on the other; each pair of them gets one symbol.</summary>
    private sealed class NumberJoin(Scope scope, Facts left, Facts right)
    {
        private readonly Dictionary<(Polynomial, Polynomial), Polynomial> _joined = [];

        public Polynomial? Join(Polynomial? x, Polynomial? y)
        {
            if (x is null || y is null)
                return null;
            if (!_joined.TryGetValue((x, y), out Polynomial? number))
            {
                var symbol = new Symbol("either", scope) { Branches = [new Branch(left, x), new Branch(right, y)] };
                _joined.Add((x, y), number = Polynomial.Of(symbol));
            }
            return number;
        }
    }
}
