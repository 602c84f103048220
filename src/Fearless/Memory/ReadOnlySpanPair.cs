namespace Fearless;

/// <summary>Two parts of a span that do not overlap.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly ref struct ReadOnlySpanPair<T>
{
    internal ReadOnlySpanPair(ReadOnlySpan<T> low, ReadOnlySpan<T> high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The elements before the cut.</summary>
    public ReadOnlySpan<T> Low { get; }

    /// <summary>The elements from the cut on.</summary>
    public ReadOnlySpan<T> High { get; }

    /// <summary>Takes the pair apart.</summary>
    /// <param name="low">The elements before the cut.</param>
    /// <param name="high">The elements from the cut on.</param>
    public void Deconstruct(out ReadOnlySpan<T> low, out ReadOnlySpan<T> high)
    {
        low = Low;
        high = High;
    }
}
