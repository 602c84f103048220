namespace Fearless.Plumbing;

/// <summary>Makes a pair.</summary>
/// <typeparam name="TFirst">The type of the first.</typeparam>
/// <typeparam name="TSecond">The type of the second.</typeparam>
public readonly struct PairCombiner<TFirst, TSecond> : ICombiner<TFirst, TSecond, (TFirst First, TSecond Second)>
{
    /// <inheritdoc/>
    public (TFirst First, TSecond Second) Combine(TFirst first, TSecond second) => (first, second);
}
