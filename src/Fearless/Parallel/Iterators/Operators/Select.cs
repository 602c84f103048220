using Fearless.Plumbing;

namespace Fearless;

/// <summary>The operators of parallel iterators, one a file. See <see cref="ParallelIterator{TSource, T, TKind}"/> for what holds for all
/// of them.</summary>
public static partial class ParallelIterator
{
    /// <summary>Projects each item. The result keeps the order, and is indexed if the source is.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="selector">Called once for each item, by several workers at once.</param>
    /// <returns>An iterator over the projected items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    public static ParallelIterator<StagedSource<TSource, T, SelectStage<DelegateFunc<T, TResult>, T, TResult>, TResult>, TResult, TKind> Select<TSource, T, TKind, TResult>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TResult> selector)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TResult : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(selector);
        return source.Select<DelegateFunc<T, TResult>, TResult>(new(selector));
    }
}
