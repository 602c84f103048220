namespace Fearless.Plumbing;

/// <summary>Where UTF-16 text must not be cut.</summary>
internal static class SurrogatePairs
{
    /// <summary>Whether a position is in the midst of a pair.</summary>
    public static bool AreCutAt(ReadOnlySpan<char> text, int position) =>
        position > 0 && position < text.Length && char.IsSurrogatePair(text[position - 1], text[position]);
}
