namespace Fearless.Plumbing;

/// <summary>A line feed, a carriage return, or one of each, which are not separated.</summary>
public readonly struct LineSeparator : ISeparator<char>
{
    /// <inheritdoc/>
    public int IndexOf(ReadOnlySpan<char> items) => items.IndexOfAny('\r', '\n');

    /// <inheritdoc/>
    public int LastIndexOf(ReadOnlySpan<char> items) => items.LastIndexOfAny('\r', '\n');

    /// <inheritdoc/>
    public int LengthAt(ReadOnlySpan<char> items, int index) =>
        items[index] == '\r' && index + 1 < items.Length && items[index + 1] == '\n' ? 2 : 1;
}
