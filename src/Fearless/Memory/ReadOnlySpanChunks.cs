namespace Fearless;

/// <summary>The chunks of a span, in order; both the sequence and its enumerator.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public ref struct ReadOnlySpanChunks<T>
{
    private ReadOnlySpan<T> _rest;
    private int _count;

    internal ReadOnlySpanChunks(ReadOnlySpan<T> span, int count)
    {
        _rest = span;
        _count = Math.Min(count, span.Length);
    }

    /// <summary>How many chunks are left.</summary>
    public readonly int Count => _count;

    /// <summary>The chunk that the last <see cref="MoveNext"/> reached.</summary>
    public ReadOnlySpan<T> Current { get; private set; }

    /// <summary>Starts from the first chunk that is left; called by <c>foreach</c>.</summary>
    /// <returns>A copy of this value.</returns>
    public readonly ReadOnlySpanChunks<T> GetEnumerator() => this;

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (_count == 0)
            return false;
        // Rounded up, so the longer chunks come first and what is left divides again among those that are left.
        int length = ((_rest.Length - 1) / _count) + 1;
        Current = _rest[..length];
        _rest = _rest[length..];
        _count--;
        return true;
    }
}
