namespace Fearless.Plumbing;

/// <summary>Makes a triple of a pair and a third.</summary>
/// <typeparam name="TFirst">The type of the first.</typeparam>
/// <typeparam name="TSecond">The type of the second.</typeparam>
/// <typeparam name="TThird">The type of the third.</typeparam>
public readonly struct TripleCombiner<TFirst, TSecond, TThird>
    : ICombiner<(TFirst First, TSecond Second), TThird, (TFirst First, TSecond Second, TThird Third)>
{
    /// <inheritdoc/>
    public (TFirst First, TSecond Second, TThird Third) Combine((TFirst First, TSecond Second) first, TThird second) => (first.First, first.Second, second);
}
