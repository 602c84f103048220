namespace Fearless.Collections;

/// <summary>Orders strings, and spans of characters among strings, by the numbers of their characters: the order of
/// <see cref="StringComparer.Ordinal"/>.</summary>
/// <remarks>A collection that is given <see cref="StringComparer.Ordinal"/> can be searched by spans too.</remarks>
public sealed class OrdinalComparer : IComparer<string>, IAlternateComparer<ReadOnlySpan<char>, string>
{
    private OrdinalComparer()
    {
    }

    /// <summary>The only instance.</summary>
    public static OrdinalComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => string.CompareOrdinal(x, y);

    /// <inheritdoc/>
    public int Compare(ReadOnlySpan<char> alternate, string key) => alternate.SequenceCompareTo(key);

    /// <inheritdoc/>
    public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();
}
