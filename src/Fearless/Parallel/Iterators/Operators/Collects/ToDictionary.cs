using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes a dictionary of the items. The selectors run on all workers, and the dictionary is filled on the calling thread.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="keySelector">Called once for each item, by several workers at once.</param>
    /// <param name="valueSelector">Called once for each item, by several workers at once.</param>
    /// <param name="comparer">Says which keys are equal; null for the default.</param>
    /// <returns>A new dictionary.</returns>
    /// <exception cref="ArgumentNullException">A selector is null, or made a key that is.</exception>
    /// <exception cref="ArgumentException">Two items have the same key.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Dictionary<TKey, TValue> ToDictionary<TSource, T, TKind, TKey, TValue>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, Func<T, TValue> valueSelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        ArgumentNullException.ThrowIfNull(valueSelector);
        KeyValuePair<TKey, TValue>[] pairs = source.Select(item => new KeyValuePair<TKey, TValue>(keySelector(item), valueSelector(item))).ToArray();
        return new Dictionary<TKey, TValue>(pairs, comparer);
    }
}
