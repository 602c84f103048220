using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the largest items, as LINQ's <c>OrderDescending().Take(count)</c> would, without sorting the others.</summary>
    /// <inheritdoc cref="TakeSmallest{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, int, IComparer{T})"/>
    public static T[] TakeLargest<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, int count, IComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind => source.TakeLargestBy(static item => item, count, comparer);

    /// <summary>Makes an array of the items with the largest keys, as LINQ's <c>OrderByDescending(keySelector).Take(count)</c> would, without sorting the
    /// others.</summary>
    /// <inheritdoc cref="TakeSmallestBy{TSource, T, TKind, TKey}(ParallelIterator{TSource, T, TKind}, Func{T, TKey}, int, IComparer{TKey})"/>
    public static T[] TakeLargestBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, int count, IComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        IComparer<TKey> order = comparer ?? Comparer<TKey>.Default;
        return source.TakeSmallestBy(keySelector, count, Comparer<TKey>.Create((x, y) => order.Compare(y, x)));
    }
}
