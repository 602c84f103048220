using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What is known of words as long as locks are held: nobody else writes them.</summary>
/// <param name="Locks">The locks, as they were taken then.</param>
/// <param name="Known">The numbers.</param>
internal sealed record Section(LockSet Locks, ImmutableDictionary<Place, Polynomial> Known)
{
    public static Section None { get; } = new(LockSet.None, ImmutableDictionary<Place, Polynomial>.Empty);
}
