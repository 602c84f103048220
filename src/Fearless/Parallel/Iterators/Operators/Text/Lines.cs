using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over the lines of a text, as <see cref="StringReader.ReadLine"/> does: they end with a line feed, a carriage return or
    /// one of each, or with the text, and none follows the last end of a line. Unindexed; nothing is copied.</summary>
    /// <remarks>As <c>Split</c>, see there.</remarks>
    /// <example><code>long comments = text.Par().Lines().Count(static line =&gt; line.StartsWith("//"));</code></example>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <returns>An iterator over the lines without their ends, in order.</returns>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, LineSeparator>, ReadOnlySpan<char>, Unindexed> Lines<TSource>(
        this ParallelIterator<TSource, char, Indexed> source)
        where TSource : IContiguousSource<char>, allows ref struct => new(new(source.Source, default, PieceKind.Terminated), source.Options);

    /// <summary>Goes over the words of a text: what is between white space, as <see cref="char.IsWhiteSpace(char)"/> says, the empty ones
    /// left out. Unindexed; nothing is copied. Rayon's <c>par_split_whitespace</c>.</summary>
    /// <remarks>As <c>Split</c>, see there.</remarks>
    /// <example><code>int longest = text.Par().Words().Select(static word =&gt; word.Length).Max();</code></example>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <returns>An iterator over the words, in order.</returns>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> Words<TSource>(
        this ParallelIterator<TSource, char, Indexed> source)
        where TSource : IContiguousSource<char>, allows ref struct => new(new(source.Source, CharSeparator.WhiteSpace, PieceKind.NonEmpty), source.Options);
}
