using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over the overlapping windows of <paramref name="size"/> items of an array, a list, memory or a span: the first begins at
    /// the first item, the next at the second. Nothing is copied.</summary>
    /// <example><code>int rises = samples.Par().Windows(2).Count(static pair => pair[1] > pair[0]);</code></example>
    /// <typeparam name="TSource">The source, without operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="size">How many items a window holds, at least one.</param>
    /// <returns>An indexed iterator over the windows; over none if there are fewer items than one holds.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than one.</exception>
    public static ParallelIterator<WindowsSource<TSource, T>, ReadOnlySpan<T>, Indexed> Windows<TSource, T>(
        this ParallelIterator<TSource, T, Indexed> source, int size)
        where TSource : IContiguousSource<T>, allows ref struct
    {
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A window holds at least one item. Pass 2 for neighbours.");
        return new(new WindowsSource<TSource, T>(source.Source, size), source.Options);
    }
}
