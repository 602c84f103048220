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
        if (typeof(T).IsValueType)
            return source.Drive(new IndexConsumer<T, FirstEnd>(new(), predicate, 0)).Index;
        return source.Erase().Drive(new IndexConsumer<Reference, FirstEnd>(new(), Erasure.Function<Func<Reference, bool>>(predicate), 0)).Index;
    }

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
        if (typeof(T).IsValueType)
            return source.Drive(new IndexConsumer<T, LastEnd>(new(), predicate, 0)).Index;
        return source.Erase().Drive(new IndexConsumer<Reference, LastEnd>(new(), Erasure.Function<Func<Reference, bool>>(predicate), 0)).Index;
    }

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
        if (typeof(T).IsValueType)
            return source.Drive(new IndexConsumer<T, AnyEnd>(new(), predicate, 0)).Index;
        return source.Erase().Drive(new IndexConsumer<Reference, AnyEnd>(new(), Erasure.Function<Func<Reference, bool>>(predicate), 0)).Index;
    }
}
