using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Numbers the items from zero, as LINQ's does. Rayon's <c>enumerate</c>.</summary>
    /// <remarks>Only for indexed iterators: the number is that of the item in the source, so put it before a <c>Where</c>.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>An indexed iterator over pairs of number and item.</returns>
    /// <exception cref="OverflowException">When it runs: there are more than <see cref="int.MaxValue"/> items.</exception>
    public static ParallelIterator<IndexSource<TSource, T>, (int Index, T Item), Indexed> Index<TSource, T>(this ParallelIterator<TSource, T, Indexed> source)
        where TSource : IParallelSource<T>, allows ref struct => new(new IndexSource<TSource, T>(source.Source), source.Options);
}
