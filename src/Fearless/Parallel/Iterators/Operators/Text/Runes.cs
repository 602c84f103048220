using System.Text;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over the Unicode scalar values of a text, as <see cref="string.EnumerateRunes"/> does; unindexed. Rayon's
    /// <c>par_chars</c>.</summary>
    /// <remarks>A surrogate without its partner is the replacement character U+FFFD. Pairs are never taken apart.</remarks>
    /// <example><code>int letters = text.Par().Runes().Count(System.Text.Rune.IsLetter);</code></example>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of UTF-16 characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <returns>An iterator over the scalar values, in order.</returns>
    public static ParallelIterator<StagedSource<RuneSource<TSource>, (int Index, Rune Rune), SelectStage<RuneFunc, (int Index, Rune Rune), Rune>, Rune>, Rune, Unindexed> Runes<TSource>(
        this ParallelIterator<TSource, char, Indexed> source)
        where TSource : IContiguousSource<char>, allows ref struct => source.RuneIndices().Select<RuneFunc, Rune>(default);

    /// <summary>Goes over the Unicode scalar values of a text, each with the index of its first UTF-16 character; unindexed. Rayon's
    /// <c>par_char_indices</c>.</summary>
    /// <remarks>As <c>Runes</c>.</remarks>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of UTF-16 characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <returns>An iterator over pairs of index and scalar value, in order.</returns>
    public static ParallelIterator<RuneSource<TSource>, (int Index, Rune Rune), Unindexed> RuneIndices<TSource>(
        this ParallelIterator<TSource, char, Indexed> source)
        where TSource : IContiguousSource<char>, allows ref struct => new(new(source.Source), source.Options);

    /// <summary>Goes over the bytes of a text in UTF-8, as <see cref="Encoding.UTF8"/> makes them; unindexed. Rayon's
    /// <c>par_bytes</c>.</summary>
    /// <remarks>A surrogate without its partner gives the three bytes of the replacement character U+FFFD. Pairs are never taken apart.
    /// Bytes are made some thousand at a time, in a rented buffer.</remarks>
    /// <example><code>long ascii = text.Par().Utf8Bytes().Where(static x =&gt; x &lt; 128).LongCount();</code></example>
    /// <typeparam name="TSource">The source, without operators: a string, memory or a span of UTF-16 characters.</typeparam>
    /// <param name="source">The text.</param>
    /// <returns>An iterator over the bytes, in order.</returns>
    public static ParallelIterator<Utf8Source<TSource>, byte, Unindexed> Utf8Bytes<TSource>(this ParallelIterator<TSource, char, Indexed> source)
        where TSource : IContiguousSource<char>, allows ref struct => new(new(source.Source), source.Options);
}
