using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Keeps the first items.</summary>
    /// <remarks>Only for indexed iterators: put it before a <c>Where</c>, not after. The operators before it do not run for the other
    /// items.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="count">How many; none if it is negative, as in LINQ.</param>
    /// <returns>An indexed iterator over them; over all if there are fewer.</returns>
    public static ParallelIterator<MappedSource<TSource, T, Window>, T, Indexed> Take<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, long count)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
    {
        return new(new MappedSource<TSource, T, Window>(source.Source, new Window(0, Math.Max(count, 0))), source.Options);
    }
}
