using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Appends the items to a list, in the order of the source. Rayon's <c>par_extend</c>, and behind <c>Clear</c>, which keeps the
    /// list's buffer, its <c>collect_into_vec</c>.</summary>
    /// <remarks>
    /// An indexed iterator's items are written in place, and nothing is allocated if the list's capacity suffices. If anything is thrown, the
    /// list holds what it held. Nobody may use it until this returns, so its own items cannot be the source: if anyone does, the run throws
    /// <see cref="InvalidOperationException"/>.
    /// </remarks>
    /// <example>
    /// <code>
    /// List&lt;double&gt; roots = [];
    /// roots.AddRange(numbers.Par().Select(Math.Sqrt));
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="items">The iterator.</param>
    /// <exception cref="ArgumentNullException"><paramref name="list"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are more items than a list can hold, or the list was changed meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void AddRange<TSource, T, TKind>(this List<T> list, ParallelIterator<TSource, T, TKind> items)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(list);
        Append(list, items);
    }

    private static List<T> Append<TSource, T, TKind>(List<T> list, ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => typeof(T).IsValueType
        ? AppendItems<TSource, T, T, TKind>(list, source)
        : AppendItems<ErasedSource<TSource, T>, T, Reference, TKind>(list, source.Erase());

    // TItem is T, or its erasure.
    private static List<T> AppendItems<TSource, T, TItem, TKind>(List<T> list, ParallelIterator<TSource, TItem, TKind> source)
        where TSource : IParallelSource<TItem>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(TKind) == typeof(Indexed))
            return source.Source.Open<AddRangeCallback<T, TItem>, List<T>>(new(list, source.Options));

        GatherConsumer<TItem> gathered = source.Drive(default(GatherConsumer<TItem>));
        ListEnd.Fill<T, TItem, (GatherConsumer<TItem> Items, WorkerPool Pool)>(
            list, gathered.Count, (gathered, source.Options.EffectivePool), static (from, places) => from.Items.MoveTo(places, from.Pool));
        return list;
    }
}
