namespace Fearless;

/// <summary>Cuts spans into parts that do not overlap, so that each can be lent to a thread of its own.</summary>
public static class SpanSplitting
{
    /// <summary>Cuts a span in two: the first <paramref name="index"/> elements and the rest.</summary>
    /// <remarks>Like <c>split_at_mut</c>: the parts are disjoint by construction, so two threads may write to them. Allocates
    /// nothing.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="span">The span to cut.</param>
    /// <param name="index">The length of the first part.</param>
    /// <returns>Both parts; take them with <c>var (low, high) = span.SplitAt(index);</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/>
    /// is negative or greater than the length of the span.</exception>
    public static SpanPair<T> SplitAt<T>(this Span<T> span, int index)
    {
        ThrowIfOutside(index, span.Length);
        return new SpanPair<T>(span[..index], span[index..]);
    }

    /// <inheritdoc cref="SplitAt{T}(Span{T}, int)"/>
    public static ReadOnlySpanPair<T> SplitAt<T>(this ReadOnlySpan<T> span, int index)
    {
        ThrowIfOutside(index, span.Length);
        return new ReadOnlySpanPair<T>(span[..index], span[index..]);
    }

    /// <summary>Cuts an array in two: the first <paramref name="index"/> elements and the rest.</summary>
    /// <param name="array">The array to cut.</param>
    /// <param name="index">The length of the first part.</param>
    /// <inheritdoc cref="SplitAt{T}(Span{T}, int)"/>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    public static SpanPair<T> SplitAt<T>(this T[] array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.AsSpan().SplitAt(index);
    }

    /// <summary>Cuts a span into <paramref name="count"/> chunks whose lengths differ by one at most, the longer ones first.</summary>
    /// <remarks>No chunk is empty, so a span of fewer than <paramref name="count"/> elements gives fewer chunks. Allocates
    /// nothing.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="span">The span to cut.</param>
    /// <param name="count">The number of chunks, such as <see cref="Environment.ProcessorCount"/>.</param>
    /// <returns>The chunks in order; go through them with <c>foreach</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is zero or negative.</exception>
    public static SpanChunks<T> ChunksFor<T>(this Span<T> span, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SpanChunks<T>(span, count);
    }

    /// <inheritdoc cref="ChunksFor{T}(Span{T}, int)"/>
    public static ReadOnlySpanChunks<T> ChunksFor<T>(this ReadOnlySpan<T> span, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new ReadOnlySpanChunks<T>(span, count);
    }

    /// <summary>Cuts an array into <paramref name="count"/> chunks whose lengths differ by one at most, the longer ones first.</summary>
    /// <param name="array">The array to cut.</param>
    /// <param name="count">The number of chunks, such as <see cref="Environment.ProcessorCount"/>.</param>
    /// <inheritdoc cref="ChunksFor{T}(Span{T}, int)"/>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    public static SpanChunks<T> ChunksFor<T>(this T[] array, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.AsSpan().ChunksFor(count);
    }

    private static void ThrowIfOutside(int index, int length)
    {
        if ((uint)index > (uint)length)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The span has {length} elements: split it at 0 to {length}.");
    }
}
