using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Turns the order round: the last item comes first.</summary>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>An indexed iterator over the same items.</returns>
    public static ParallelIterator<MappedSource<TSource, T, Reversed>, T, Indexed> Reverse<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        return new(new MappedSource<TSource, T, Reversed>(source.Source, default), source.Options);
    }
}
