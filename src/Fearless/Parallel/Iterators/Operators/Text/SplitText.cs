using System.Buffers;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Cuts a text at a character, or at any of some, as <see cref="string.Split(char, StringSplitOptions)"/> does. Unindexed;
    /// nothing is copied.</summary>
    /// <remarks>As <c>Split</c> with a predicate, which looks at each item; these search vectorised.</remarks>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <param name="separator">The UTF-16 character.</param>
    /// <returns>An iterator over the pieces, in order: one more than there are separators, and so pieces may be empty.</returns>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> Split<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, char separator)
        where TSource : IContiguousSource<char>, allows ref struct => source.Split(SearchValues.Create([separator]));

    /// <inheritdoc cref="Split{TSource}(ParallelIterator{TSource, char, Indexed}, char)"/>
    /// <param name="source">The text.</param>
    /// <param name="separators">The UTF-16 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="separators"/> is null.</exception>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> Split<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, SearchValues<char> separators)
        where TSource : IContiguousSource<char>, allows ref struct => PiecesOf(source, separators, PieceKind.Separated);

    /// <summary>Cuts a text behind a character, or behind any of some: each piece but perhaps the last ends with one. Unindexed; nothing is
    /// copied.</summary>
    /// <remarks>As <c>SplitInclusive</c> with a predicate, which looks at each item; these search vectorised.</remarks>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <param name="separator">The UTF-16 character.</param>
    /// <returns>An iterator over the pieces, in order; over none if the text is empty.</returns>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> SplitInclusive<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, char separator)
        where TSource : IContiguousSource<char>, allows ref struct => source.SplitInclusive(SearchValues.Create([separator]));

    /// <inheritdoc cref="SplitInclusive{TSource}(ParallelIterator{TSource, char, Indexed}, char)"/>
    /// <param name="source">The text.</param>
    /// <param name="separators">The UTF-16 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="separators"/> is null.</exception>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> SplitInclusive<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, SearchValues<char> separators)
        where TSource : IContiguousSource<char>, allows ref struct => PiecesOf(source, separators, PieceKind.Inclusive);

    /// <summary>Cuts a text at a character that ends the piece before it, or at any of some. Unindexed; nothing is copied.</summary>
    /// <remarks>As <c>SplitTerminator</c> with a predicate, which looks at each item; these search vectorised.</remarks>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <param name="separator">The UTF-16 character.</param>
    /// <returns>An iterator over the pieces without what ends them, in order; over none if the text is empty.</returns>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> SplitTerminator<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, char separator)
        where TSource : IContiguousSource<char>, allows ref struct => source.SplitTerminator(SearchValues.Create([separator]));

    /// <inheritdoc cref="SplitTerminator{TSource}(ParallelIterator{TSource, char, Indexed}, char)"/>
    /// <param name="source">The text.</param>
    /// <param name="separators">The UTF-16 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="separators"/> is null.</exception>
    public static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> SplitTerminator<TSource>(
        this ParallelIterator<TSource, char, Indexed> source, SearchValues<char> separators)
        where TSource : IContiguousSource<char>, allows ref struct => PiecesOf(source, separators, PieceKind.Terminated);

    private static ParallelIterator<ReadOnlyPiecesSource<TSource, char, CharSeparator>, ReadOnlySpan<char>, Unindexed> PiecesOf<TSource>(
        ParallelIterator<TSource, char, Indexed> source, SearchValues<char> separators, PieceKind kind)
        where TSource : IContiguousSource<char>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(separators);
        return new(new(source.Source, new(separators), kind), source.Options);
    }
}
