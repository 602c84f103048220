using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Memory;

/// <summary>What an execution has waited for, and told others, on the way to some code.</summary>
/// <param name="Awaited">The events, counts and the like that it has waited for, on all paths.</param>
/// <param name="Signaled">Those that it may have signaled already.</param>
/// <param name="Phases">The phase of each barrier that it has been at, <see langword="null"/> where that is not known; zero of any other.</param>
internal sealed record Timing(ImmutableHashSet<Place> Awaited, ImmutableHashSet<Place> Signaled, ImmutableDictionary<Place, Polynomial?> Phases)
{
    public static Timing None { get; } = new([], [], ImmutableDictionary<Place, Polynomial?>.Empty);

    /// <summary>The strands that it has waited for, on all paths.</summary>
    public ImmutableHashSet<Strand> Joined { get; init; } = [];

    /// <summary>The words that it may have written already, and where.</summary>
    public ImmutableHashSet<(Place Word, SyntaxNode At)> Written { get; init; } = [];

    /// <summary>The words that it has for itself, on all paths.</summary>
    public ImmutableDictionary<Place, Claim> Claims { get; init; } = ImmutableDictionary<Place, Claim>.Empty;

    /// <summary>The readings that were one step with a writing, on all paths.</summary>
    public ImmutableHashSet<Draw> Drawn { get; init; } = [];

    public Polynomial? PhaseOf(Place barrier) => Phases.TryGetValue(barrier, out Polynomial? phase) ? phase : Polynomial.Zero;

    /// <summary>What is known where two paths meet.</summary>
    public Timing Join(Timing other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var phases = Phases.Keys.Union(other.Phases.Keys)
            .ToImmutableDictionary(static barrier => barrier, barrier => Equals(PhaseOf(barrier), other.PhaseOf(barrier)) ? PhaseOf(barrier) : null);
        return new Timing(Awaited.Intersect(other.Awaited), Signaled.Union(other.Signaled), phases)
        {
            Joined = Joined.Intersect(other.Joined),
            Written = Written.Union(other.Written),
            Claims = Claims.RemoveRange(Claims.Where(claim => !other.Claims.Contains(claim)).Select(static claim => claim.Key)),
            Drawn = Drawn.Intersect(other.Drawn),
        };
    }

    /// <summary>The same of an execution that had done something before already.</summary>
    public Timing After(Timing before)
    {
        if (ReferenceEquals(this, None))
            return before;
        if (ReferenceEquals(before, None))
            return this;
        var phases = Phases.Keys.Union(before.Phases.Keys)
            .ToImmutableDictionary(static barrier => barrier, barrier => PhaseOf(barrier) is { } mine && before.PhaseOf(barrier) is { } first ? first + mine : null);
        return new Timing(before.Awaited.Union(Awaited), before.Signaled.Union(Signaled), phases)
        {
            Joined = before.Joined.Union(Joined),
            Written = before.Written.Union(Written),
            Claims = before.Claims.RemoveRange(Written.Select(static written => written.Word)).SetItems(Claims),
            Drawn = before.Drawn.Union(Drawn),
        };
    }

    /// <summary>The same, with nothing that belongs to the execution alone: what another one knows that it starts.</summary>
    public Timing ForStrand() => Claims.IsEmpty ? this : this with { Claims = Claims.Clear() };

    /// <summary>The same, once a round is over: what was drawn in it may have been drawn by a later one as well.</summary>
    public Timing Leave(Scope round) =>
        Drawn.Any(draw => round.Contains(draw.Scope)) ? this with { Drawn = [.. Drawn.Where(draw => !round.Contains(draw.Scope))] } : this;

    /// <summary>The same of other objects.</summary>
    public Timing Replace(Substitution substitution)
    {
        if (ReferenceEquals(this, None))
            return this;
        var phases = Phases.SelectMany(phase => substitution.Apply(phase.Key).Select(barrier => (Barrier: barrier, Phase: phase.Value is null ? null : substitution.Apply(phase.Value))))
            .GroupBy(static phase => phase.Barrier)
            .ToImmutableDictionary(static same => same.Key, static same => same.Count() == 1 ? same.First().Phase : null);
        return new Timing(
            [.. Awaited.Select(place => substitution.Apply(place)).Where(static found => found.Length == 1).Select(static found => found[0])],
            [.. Signaled.SelectMany(place => substitution.Apply(place))],
            phases)
        {
            Joined = Joined,
            Written = [.. Written.SelectMany(written => substitution.Apply(written.Word).Select(word => (word, written.At)))],
            Claims = Claims.IsEmpty ? Claims : ClaimsOf(substitution),
            Drawn = [.. Drawn.Select(substitution.Apply)],
        };
    }

    private ImmutableDictionary<Place, Claim> ClaimsOf(Substitution substitution)
    {
        var claims = ImmutableDictionary.CreateBuilder<Place, Claim>();
        foreach (KeyValuePair<Place, Claim> claim in Claims)
        {
            if (substitution.Apply(claim.Key) is [var word] && substitution.Apply(claim.Value.Value) is { } value)
                claims[word] = claim.Value with { Value = value };
        }
        return claims.ToImmutable();
    }

    public bool Equals(Timing? other) =>
        ReferenceEquals(this, other)
        || other is not null && Awaited.SetEquals(other.Awaited) && Signaled.SetEquals(other.Signaled)
        && Joined.SetEquals(other.Joined) && Written.SetEquals(other.Written) && Drawn.SetEquals(other.Drawn) && AreEqual(Claims, other.Claims) && AreEqual(Phases, other.Phases);

    public override int GetHashCode() => (((Awaited.Count * 31 + Signaled.Count) * 31 + Phases.Count) * 31 + Written.Count) * 31 + Claims.Count;

    private static bool AreEqual<T>(ImmutableDictionary<Place, T> left, ImmutableDictionary<Place, T> right) =>
        left.Count == right.Count && left.All(entry => right.TryGetValue(entry.Key, out T? same) && Equals(entry.Value, same));
}
