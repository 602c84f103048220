using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Finds the number of the first item for which <paramref name="predicate"/> returns true.</summary>
    /// <remarks>Workers that look at items after one that was found stop soon; those before it go on. So the operators may run for some items that do not
    /// decide. Rayon's <c>position_first</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindIndex<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return SearchIndex<TSource, T, FirstEnd>(source, predicate);
    }

    /// <summary>Finds the number of the first item for which a struct, which the JIT inlines, returns true.</summary>
    /// <remarks>As <see cref="FindIndex{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TPredicate">The type of the predicate.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once. It must not keep state.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindIndex<TSource, T, TPredicate>(this ParallelIterator<TSource, T, Indexed> source, TPredicate predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TPredicate : struct, IFunc<T, bool> => SearchIndex<TSource, T, FirstEnd, TPredicate>(source, predicate);

    /// <summary>Finds the number of the last item for which <paramref name="predicate"/> returns true.</summary>
    /// <remarks>Workers that look at items before one that was found stop soon; those after it go on. So the operators may run for most items. Rayon's <c>position_last</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindLastIndex<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return SearchIndex<TSource, T, LastEnd>(source, predicate);
    }

    /// <summary>Finds the number of the last item for which a struct, which the JIT inlines, returns true.</summary>
    /// <remarks>As <see cref="FindLastIndex{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TPredicate">The type of the predicate.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once. It must not keep state.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindLastIndex<TSource, T, TPredicate>(this ParallelIterator<TSource, T, Indexed> source, TPredicate predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TPredicate : struct, IFunc<T, bool> => SearchIndex<TSource, T, LastEnd, TPredicate>(source, predicate);

    /// <summary>Finds the number of any item for which <paramref name="predicate"/> returns true.</summary>
    /// <remarks>All workers stop soon after one has found an item. Which item it is depends on timing; it costs less than the first one. Rayon's <c>position_any</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindAnyIndex<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return SearchIndex<TSource, T, AnyEnd>(source, predicate);
    }

    /// <summary>Finds the number of any item for which a struct, which the JIT inlines, returns true.</summary>
    /// <remarks>As <see cref="FindAnyIndex{TSource, T}(ParallelIterator{TSource, T, Indexed}, Func{T, bool})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TPredicate">The type of the predicate.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called at most once for each item, by several workers at once. It must not keep state.</param>
    /// <returns>The number, from zero; -1 if there is none.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long FindAnyIndex<TSource, T, TPredicate>(this ParallelIterator<TSource, T, Indexed> source, TPredicate predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TPredicate : struct, IFunc<T, bool> => SearchIndex<TSource, T, AnyEnd, TPredicate>(source, predicate);

    private static long SearchIndex<TSource, T, TEnd>(ParallelIterator<TSource, T, Indexed> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TEnd : struct, ISearchEnd
    {
        if (typeof(T).IsValueType)
            return source.Drive(new IndexConsumer<T, TEnd, DelegateFunc<T, bool>>(new(), new(predicate), 0)).Index;
        var erased = new DelegateFunc<Reference, bool>(Erasure.Function<Func<Reference, bool>>(predicate));
        return source.Erase().Drive(new IndexConsumer<Reference, TEnd, DelegateFunc<Reference, bool>>(new(), erased, 0)).Index;
    }

    private static long SearchIndex<TSource, T, TEnd, TPredicate>(ParallelIterator<TSource, T, Indexed> source, TPredicate predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TEnd : struct, ISearchEnd
        where TPredicate : struct, IFunc<T, bool> => typeof(T).IsValueType
        ? source.Drive(new IndexConsumer<T, TEnd, TPredicate>(new(), predicate, 0)).Index
        : SearchIndex<TSource, T, TEnd>(source, predicate.Invoke);
}
