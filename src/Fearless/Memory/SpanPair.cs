namespace Fearless;

/// <summary>Two parts of a span that do not overlap.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct SpanPair<T>
{
    internal SpanPair(Span<T> low, Span<T> high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The elements before the cut.</summary>
    public Span<T> Low { get; }

    /// <summary>The elements from the cut on.</summary>
    public Span<T> High { get; }

    /// <summary>Takes the pair apart.</summary>
    /// <param name="low">The elements before the cut.</param>
    /// <param name="high">The elements from the cut on.</param>
    public void Deconstruct(out Span<T> low, out Span<T> high)
    {
        low = Low;
        high = High;
    }
}
