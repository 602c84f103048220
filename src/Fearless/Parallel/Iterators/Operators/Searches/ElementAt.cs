using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Computes the item at an index, on the calling thread: the operators run for no other.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="index">The index, from zero.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no item at <paramref name="index"/>.</exception>
    public static T ElementAt<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, long index)
        where TSource : IParallelSource<T>, allows ref struct
    {
        (bool isFound, T? item) = source.Source.Open<ElementAtCallback<T>, (bool, T?)>(new(index));
        return isFound ? item! : throw new ArgumentOutOfRangeException(nameof(index), index, "There is no item at this index.");
    }
}
