namespace Fearless.Plumbing;

/// <summary>Notices that a list was changed.</summary>
/// <remarks>An enumerator remembers the version of its list and throws at its next step if that is another one: no private field is read
/// here.</remarks>
internal readonly struct ListGuard<T>(List<T> list)
{
    private readonly List<T>.Enumerator _enumerator = list.GetEnumerator();

    /// <exception cref="InvalidOperationException">The list was changed since this guard was made.</exception>
    public void ThrowIfChanged()
    {
        List<T>.Enumerator enumerator = _enumerator;
        enumerator.MoveNext();
    }

    /// <summary>Whether the list was changed since this guard was made.</summary>
    public bool IsChanged()
    {
        try
        {
            ThrowIfChanged();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
