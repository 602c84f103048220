namespace Fearless.Plumbing;

/// <summary>The items for which a delegate says so.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct PredicateSeparator<T> : ISeparator<T>
{
    private readonly Func<T, bool> _isSeparator;

    internal PredicateSeparator(Func<T, bool> isSeparator) => _isSeparator = isSeparator;

    /// <inheritdoc/>
    public int IndexOf(ReadOnlySpan<T> items)
    {
        int index = 0;
        while (index < items.Length && !_isSeparator(items[index]))
            index++;
        return index < items.Length ? index : -1;
    }

    /// <inheritdoc/>
    public int LastIndexOf(ReadOnlySpan<T> items)
    {
        int index = items.Length - 1;
        while (index >= 0 && !_isSeparator(items[index]))
            index--;
        return index;
    }

    /// <inheritdoc/>
    public int LengthAt(ReadOnlySpan<T> items, int index) => 1;
}
