using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Counts the items. The operators run for each item, as in LINQ.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see
    /// <see cref="LongCount{TSource, T, TKind}(ParallelIterator{TSource, T, TKind})"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static int Count<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => checked((int)source.LongCount());

    /// <summary>Counts the items for which <paramref name="predicate"/> returns true.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="predicate">Called once for each item, by several workers at once.</param>
    /// <returns>The number of items that fulfil it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static int Count<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, bool> predicate)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => source.Where(predicate).Count();

    /// <summary>Counts the items. The operators run for each item, as in LINQ.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static long LongCount<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind =>
        typeof(T).IsValueType ? source.Drive(default(CountConsumer<T>)).Count : source.Erase().Drive(default(CountConsumer<Reference>)).Count;
}
