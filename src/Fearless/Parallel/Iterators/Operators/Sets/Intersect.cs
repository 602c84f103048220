using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the items that are among others, too, without repetitions, in order.</summary>
    /// <inheritdoc cref="Except{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, IEnumerable{T}, IEqualityComparer{T})"/>
    public static T[] Intersect<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(second);
        var others = second.ToHashSet(comparer);
        return source.Where(item => others.Contains(item)).Distinct(comparer);
    }

    /// <summary>Makes an array of the items whose key is among others, too, without those whose key came before, in order.</summary>
    /// <inheritdoc cref="ExceptBy{TSource, T, TKind, TKey}(ParallelIterator{TSource, T, TKind}, IEnumerable{TKey}, Func{T, TKey}, IEqualityComparer{TKey})"/>
    public static T[] IntersectBy<TSource, T, TKind, TKey>(
        this ParallelIterator<TSource, T, TKind> source, IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(keySelector);
        var others = second.ToHashSet(comparer);
        return DistinctPairs(source.Select(item => (Key: keySelector(item), Item: item)).Where(pair => others.Contains(pair.Key)), comparer);
    }
}
