using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Finds the first of the greatest items, by <see cref="Comparer{T}.Default"/>. Vectorised for primitive numbers that lie side by side
    /// in memory.</summary>
    /// <remarks>As in LINQ: nulls do not count, and NaN is smaller than every other number, so it is the result only if there is nothing
    /// else.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>The greatest item; null if there are no items and <typeparamref name="T"/> can be null.</returns>
    /// <exception cref="InvalidOperationException">There are no items, and <typeparamref name="T"/> cannot be null.</exception>
    /// <exception cref="ArgumentException">The items cannot be compared.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T? Max<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ExtremumConsumer<T, Greatest> result = source.Drive(default(ExtremumConsumer<T, Greatest>));
        if (!result.HasValue && default(T) is not null)
            NoElements.Throw();
        return result.Best;
    }

    /// <summary>Finds the first of the greatest items, by <paramref name="comparer"/>.</summary>
    /// <remarks>As in LINQ: nulls do not count.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="comparer">Orders the items; null for the default. Several workers call it at once.</param>
    /// <returns>The greatest item; null if there are no items and <typeparamref name="T"/> can be null.</returns>
    /// <exception cref="InvalidOperationException">There are no items, and <typeparamref name="T"/> cannot be null.</exception>
    /// <exception cref="ArgumentException">The items cannot be compared.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T? Max<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, IComparer<T>? comparer)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.MaxBy(static item => item, comparer);
}
