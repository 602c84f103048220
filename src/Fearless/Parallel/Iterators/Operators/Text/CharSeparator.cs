using System.Buffers;

namespace Fearless.Plumbing;

/// <summary>Some UTF-16 characters.</summary>
public readonly struct CharSeparator : ISeparator<char>
{
    private readonly SearchValues<char> _separators;

    internal CharSeparator(SearchValues<char> separators) => _separators = separators;

    /// <summary>What <see cref="char.IsWhiteSpace(char)"/> says.</summary>
    internal static CharSeparator WhiteSpace { get; } = new(
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(static code => (char)code).Where(char.IsWhiteSpace)]));

    /// <inheritdoc/>
    public int IndexOf(ReadOnlySpan<char> items) => items.IndexOfAny(_separators);

    /// <inheritdoc/>
    public int LastIndexOf(ReadOnlySpan<char> items) => items.LastIndexOfAny(_separators);

    /// <inheritdoc/>
    public int LengthAt(ReadOnlySpan<char> items, int index) => 1;
}
