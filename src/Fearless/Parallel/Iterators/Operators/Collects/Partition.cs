using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes two arrays: of the items for which <paramref name="predicate"/> returns true, and of the others, in order.</summary>
    /// <remarks>The items are gathered in buffers of the shared array pool, and copied once.</remarks>
    /// <example><code>var (positive, others) = numbers.Par().Partition(static x => x > 0);</code></example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called once for each item, by several workers at once.</param>
    /// <returns>Two new arrays.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static (T[] Matching, T[] Others) Partition<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(predicate);
        WorkerPool pool = source.Options.EffectivePool;
        if (typeof(T).IsValueType)
        {
            PartitionConsumer<T> parts = source.Drive(new PartitionConsumer<T>(predicate));
            return (parts.Matching.MoveToArray<T>(pool), parts.Others.MoveToArray<T>(pool));
        }
        var erased = source.Erase().Drive(new PartitionConsumer<Reference>(Erasure.Function<Func<Reference, bool>>(predicate)));
        return (erased.Matching.MoveToArray<T>(pool), erased.Others.MoveToArray<T>(pool));
    }
}
