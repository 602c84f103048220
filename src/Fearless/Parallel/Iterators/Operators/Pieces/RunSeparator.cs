namespace Fearless.Plumbing;

/// <summary>Nothing, between two items that a relation does not hold for. It is found at the first of the two, which is the last of its
/// run.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct RunSeparator<T> : ISeparator<T>
{
    private readonly Func<T, T, bool> _belongTogether;

    internal RunSeparator(Func<T, T, bool> belongTogether) => _belongTogether = belongTogether;

    /// <inheritdoc/>
    public int IndexOf(ReadOnlySpan<T> items)
    {
        int last = items.Length - 1;
        int index = 0;
        while (index < last && _belongTogether(items[index], items[index + 1]))
            index++;
        return index < last ? index : -1;
    }

    /// <inheritdoc/>
    public int LastIndexOf(ReadOnlySpan<T> items)
    {
        int index = items.Length - 2;
        while (index >= 0 && _belongTogether(items[index], items[index + 1]))
            index--;
        return Math.Max(index, -1);
    }

    /// <inheritdoc/>
    public int LengthAt(ReadOnlySpan<T> items, int index) => 1;
}
