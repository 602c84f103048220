using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes a list of the items, in the order of the source.</summary>
    /// <remarks>
    /// An indexed iterator's items are written in place: nothing is allocated but the list and the run's one object. An unindexed one's are
    /// gathered in buffers of the shared array pool, and copied once.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>A new list.</returns>
    /// <exception cref="InvalidOperationException">There are more items than a list can hold.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static List<T> ToList<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => Append(new List<T>(), source);
}
