using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Counts how many items fall into each of a number of bins.</summary>
    /// <remarks>Each piece has counts of its own, an array of as many numbers as there are bins: for many bins and few items, or keys that are not numbers, use
    /// <see cref="CountBy"/>.</remarks>
    /// <example><code>long[] lengths = names.Par().Histogram(10, static name =&gt; Math.Min(name.Length, 9));</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="bins">How many bins there are.</param>
    /// <param name="binSelector">Says which bin an item falls into, from zero; called once for each item, by several workers at once.</param>
    /// <returns>A new array with the count of each bin.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="binSelector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is negative.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="binSelector"/> returned a bin that there is not.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long[] Histogram<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, int bins, Func<T, int> binSelector)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentNullException.ThrowIfNull(binSelector);
        return source.Aggregate(
            () => new long[bins],
            (counts, item) =>
            {
                int bin = binSelector(item);
                if ((uint)bin >= (uint)counts.Length)
                    throw new InvalidOperationException($"The bin selector returned {bin}, and the bins go from 0 to {counts.Length - 1}. Clamp its result, or ask for more bins.");
                counts[bin]++;
                return counts;
            },
            static (left, right) =>
            {
                for (int bin = 0; bin < left.Length; bin++)
                    left[bin] += right[bin];
                return left;
            });
    }
}
