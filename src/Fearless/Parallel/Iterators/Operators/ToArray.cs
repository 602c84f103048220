using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items, in the order of the source.</summary>
    /// <remarks>
    /// An indexed iterator's items are written in place: nothing is allocated but the array and the run's one object. An unindexed one's
    /// are gathered in buffers of the shared array pool, and copied once.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>A new array, or the shared empty one.</returns>
    /// <exception cref="InvalidOperationException">There are more items than an array can hold.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T[] ToArray<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(T).IsValueType)
            return ToArray<TSource, T, T, TKind>(source);
        return ToArray<ErasedSource<TSource, T>, T, Reference, TKind>(source.Erase());
    }

    // TItem is T, or its erasure.
    private static T[] ToArray<TSource, T, TItem, TKind>(ParallelIterator<TSource, TItem, TKind> source)
        where TSource : IParallelSource<TItem>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(TKind) == typeof(Indexed))
            return source.Source.Open<ToArrayCallback<T, TItem>, T[]>(new(source.Options));

        return source.Drive(default(GatherConsumer<TItem>)).MoveToArray<T>(source.Options.EffectivePool);
    }
}
