using System.Text;
using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Scalar values and bytes of text, against .NET's own, over text with and without whole surrogate pairs and random trees of
/// splits.</summary>
public class TextTests
{
    private static readonly Gen<(string Text, RandomTree Tree)> Cases = Gen.Select(
        Gen.Char["ab\0\u00E4\u20AC\uD83D\uD83E\uDE00\uDFFF\uFFFD"].Array[0, 200].Select(static chars => new string(chars)), RandomTree.Gen);

    [Fact]
    public void Runes_are_those_of_the_string() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Text.EnumerateRunes(), c.Text.Par().WithPolicy(c.Tree).Runes().ToArray());
            Assert.Equal(c.Text.EnumerateRunes().Where(static x => x.Value > 255), c.Text.AsSpan().Par().WithPolicy(c.Tree).Runes().Where(static x => x.Value > 255).ToList());
            Assert.Equal(Indices(c.Text), c.Text.AsMemory().Par().WithPolicy(c.Tree).RuneIndices().ToArray());
            Assert.Equal(Indices(c.Text).LastOrDefault(), c.Text.ToCharArray().Par().WithPolicy(c.Tree).RuneIndices().LastOrDefault());
        });

    [Fact]
    public void Bytes_are_those_of_the_encoding() =>
        Cases.Sample(static c =>
        {
            byte[] expected = Encoding.UTF8.GetBytes(c.Text);
            Assert.Equal(expected, c.Text.Par().WithPolicy(c.Tree).Utf8Bytes().ToArray());
            Assert.Equal(expected.Where(static x => x > 127), c.Text.AsSpan().Par().WithPolicy(c.Tree).Utf8Bytes().Where(static x => x > 127).ToArray());
        });

    [Fact]
    public void Long_text_is_shared_by_many_workers() => PoolTest.Run(4, static pool =>
    {
        string text = string.Concat(Enumerable.Range(0, 100_000).Select(static x => x % 3 == 0 ? "\U0001F600" : x % 5 == 0 ? "\uDE00" : $"{x}\u20AC"));
        Assert.Equal(text.EnumerateRunes(), text.Par().On(pool).Runes().ToArray());
        Assert.Equal(Indices(text), text.Par().On(pool).RuneIndices().ToArray());
        Assert.Equal(Encoding.UTF8.GetBytes(text), text.Par().On(pool).Utf8Bytes().ToArray());
        Assert.Equal(text, new string(text.Par().On(pool).ToArray()));
    });

    [Fact]
    public void One_block_of_more_bytes_than_a_buffer_holds_comes_in_parts()
    {
        string text = new('\u20AC', 50_000);
        List<byte> bytes = [];
        int parts = text.Par().Utf8Bytes().Source.Open<FoldAsOneBlock, int>(new FoldAsOneBlock(bytes));
        Assert.Equal(Encoding.UTF8.GetBytes(text), bytes);
        Assert.True(parts > 1, "All came at once: the buffer held it.");
    }

    [Fact]
    public void Nothing_has_no_runes_and_no_bytes()
    {
        Assert.Empty("".Par().Runes().ToArray());
        Assert.Empty("".Par().Utf8Bytes().ToArray());
        Assert.Equal([(0, Rune.ReplacementChar)], "\uD83D".Par().RuneIndices().ToArray());
    }

    // Workers choose their blocks by the clock; this one is long on any machine.
    private readonly struct FoldAsOneBlock(List<byte> bytes) : IProducerCallback<byte, int>
    {
        public int Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<byte> => producer.Fold(0, (int)producer.Length, new Collector(bytes)).Parts;
    }

    private struct Collector(List<byte> bytes) : IFolder<byte>
    {
        public int Parts { get; private set; }

        public readonly bool IsFull => false;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<byte>, allows ref struct
        {
            Parts++;
            for (int index = 0; index < block.Length; index++)
            {
                if (block.TryGet(index, out byte item))
                    bytes.Add(item);
            }
        }
    }

    private static List<(int Index, Rune Rune)> Indices(string text)
    {
        List<(int Index, Rune Rune)> indices = [];
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            // What is no pair is one character long, as its replacement is.
            indices.Add((index, rune));
            index += rune.Utf16SequenceLength;
        }
        return indices;
    }
}
