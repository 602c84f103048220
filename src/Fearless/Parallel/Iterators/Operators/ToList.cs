using System.Runtime.InteropServices;
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
        where TKind : struct, IIterationKind
    {
        if (typeof(T).IsValueType)
            return ToList<TSource, T, T, TKind>(source);
        return ToList<ErasedSource<TSource, T>, T, Reference, TKind>(source.Erase());
    }

    // TItem is T, or its erasure.
    private static List<T> ToList<TSource, T, TItem, TKind>(ParallelIterator<TSource, TItem, TKind> source)
        where TSource : IParallelSource<TItem>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(TKind) == typeof(Indexed))
            return source.Source.Open<ToListCallback<T, TItem>, List<T>>(new(source.Options));

        GatherConsumer<TItem> gathered = source.Drive(default(GatherConsumer<TItem>));
        int count = gathered.Count;
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        gathered.MoveTo(new ListTarget<T, TItem>(list), source.Options.EffectivePool);
        return list;
    }
}
