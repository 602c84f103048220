using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>What an execution has waited for, and told others, on the way to some code.</summary>
/// <param name="Awaited">The events, counts and the like that it has waited for, on all paths.</param>
/// <param name="Signaled">Those that it may have signaled already.</param>
/// <param name="Phases">The phase of each barrier that it has been at, <see langword="null"/> where that is not known; zero of any other.</param>
internal sealed record Timing(ImmutableHashSet<Place> Awaited, ImmutableHashSet<Place> Signaled, ImmutableDictionary<Place, Polynomial?> Phases)
{
    public static Timing None { get; } = new([], [], ImmutableDictionary<Place, Polynomial?>.Empty);

    public Polynomial? PhaseOf(Place barrier) => Phases.TryGetValue(barrier, out Polynomial? phase) ? phase : Polynomial.Zero;

    /// <summary>What is known where two paths meet.</summary>
    public Timing Join(Timing other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var phases = Phases.Keys.Union(other.Phases.Keys)
            .ToImmutableDictionary(static barrier => barrier, barrier => Equals(PhaseOf(barrier), other.PhaseOf(barrier)) ? PhaseOf(barrier) : null);
        return new Timing(Awaited.Intersect(other.Awaited), Signaled.Union(other.Signaled), phases);
    }

    /// <summary>The same of other objects.</summary>
    public Timing Replace(Func<Place, ImmutableArray<Place>> replacement, Func<Polynomial, Polynomial?> replaceNumber) =>
        ReferenceEquals(this, None)
            ? this
            : new Timing(
                [.. Awaited.Select(replacement).Where(static found => found.Length == 1).Select(static found => found[0])],
                [.. Signaled.SelectMany(place => replacement(place))],
                Phases.SelectMany(phase => replacement(phase.Key).Select(barrier => new KeyValuePair<Place, Polynomial?>(barrier, phase.Value is null ? null : replaceNumber(phase.Value))))
                    .GroupBy(static phase => phase.Key)
                    .ToImmutableDictionary(static same => same.Key, static same => same.Count() == 1 ? same.First().Value : null));

    public bool Equals(Timing? other) =>
        ReferenceEquals(this, other)
        || other is not null && Awaited.SetEquals(other.Awaited) && Signaled.SetEquals(other.Signaled)
        && Phases.Count == other.Phases.Count && Phases.All(phase => other.Phases.TryGetValue(phase.Key, out Polynomial? same) && Equals(phase.Value, same));

    public override int GetHashCode() => (Awaited.Count * 31 + Signaled.Count) * 31 + Phases.Count;
}
