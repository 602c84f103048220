using System.Buffers;
using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Runs and pieces of memory and of text, against .NET's own or their sequential definitions, over random data and random trees of
/// splits.</summary>
public class PieceTests
{
    private static readonly Gen<(int[] Items, RandomTree Tree)> Cases = Gen.Select(Gen.Int[0, 5].Array[0, 300], RandomTree.Gen);

    private static readonly Gen<(string Text, RandomTree Tree)> Texts = Gen.Select(
        Gen.OneOf(Gen.Char["ab,;"], Gen.Char["a \r\n"], Gen.Char["\r\n"], Gen.Char["ab\u00A0\u2003\t\r"]).Array[0, 200].Select(static chars => new string(chars)), RandomTree.Gen);

    [Fact]
    public void ChunkBy_cuts_where_the_relation_does_not_hold() =>
        Cases.Sample(static c =>
        {
            string[] expected = [.. Runs(c.Items, AreNear).Select(Text)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).ChunkBy(AreNear).Select(static run => Text(run.ToArray())).ToArray());
            Assert.Equal(expected, c.Items.ToList().Par().WithPolicy(c.Tree).ChunkBy(AreNear).Select(static run => Text(run.ToArray())).ToList());
            Assert.Equal(expected, ((ReadOnlySpan<int>)c.Items).Par().WithPolicy(c.Tree).ChunkBy(AreNear).Select(static run => Text(run.ToArray())).ToArray());
            Assert.Equal(expected, ((ReadOnlyMemory<int>)c.Items).Par().WithPolicy(c.Tree).ChunkBy(AreNear).Select(static run => Text(run.ToArray())).ToArray());
            Assert.Equal(
                expected.FirstOrDefault(static run => run.Length > 5), c.Items.Par().WithPolicy(c.Tree).ChunkBy(AreNear).Select(static run => Text(run.ToArray())).FirstOrDefault(static run => run.Length > 5));
        });

    [Fact]
    public void Split_cuts_at_separators() =>
        Cases.Sample(static c =>
        {
            string[] expected = [.. Pieces(c.Items, IsZero).Select(Text)];
            Check(expected, c.Items.Par().WithPolicy(c.Tree).Split(IsZero));
            CheckReadOnly(expected, ((ReadOnlySpan<int>)c.Items).Par().WithPolicy(c.Tree).Split(IsZero));
            CheckReadOnly(expected, ((ReadOnlyMemory<int>)c.Items).Par().WithPolicy(c.Tree).Split(IsZero));

            string[] terminated = c.Items.Length == 0 || c.Items[^1] == 0 ? expected[..^1] : expected;
            Check(terminated, c.Items.AsMemory().Par().WithPolicy(c.Tree).SplitTerminator(IsZero));
            CheckReadOnly(terminated, ((ReadOnlySpan<int>)c.Items).Par().WithPolicy(c.Tree).SplitTerminator(IsZero));
            CheckReadOnly(terminated, ((ReadOnlyMemory<int>)c.Items).Par().WithPolicy(c.Tree).SplitTerminator(IsZero));

            string[] inclusive = [.. Runs(c.Items, static (a, _) => !IsZero(a)).Select(Text)];
            Check(inclusive, c.Items.AsSpan().Par().WithPolicy(c.Tree).SplitInclusive(IsZero));
            CheckReadOnly(inclusive, ((ReadOnlySpan<int>)c.Items).Par().WithPolicy(c.Tree).SplitInclusive(IsZero));
            CheckReadOnly(inclusive, ((ReadOnlyMemory<int>)c.Items).Par().WithPolicy(c.Tree).SplitInclusive(IsZero));

            static void Check<TSource>(string[] expected, ParallelIterator<TSource, Span<int>, Unindexed> pieces)
                where TSource : IParallelSource<Span<int>>, allows ref struct =>
                Assert.Equal(expected, pieces.Select(static piece => Text(piece.ToArray())).ToArray());

            static void CheckReadOnly<TSource>(string[] expected, ParallelIterator<TSource, ReadOnlySpan<int>, Unindexed> pieces)
                where TSource : IParallelSource<ReadOnlySpan<int>>, allows ref struct =>
                Assert.Equal(expected, pieces.Select(static piece => Text(piece.ToArray())).ToArray());
        });

    [Fact]
    public void Texts_are_split_as_by_string_Split() =>
        Texts.Sample(static c =>
        {
            SearchValues<char> any = SearchValues.Create(",;\n");
            Assert.Equal(c.Text.Split(','), c.Text.Par().WithPolicy(c.Tree).Split(',').Select(Make).ToArray());
            Assert.Equal(c.Text.Split(',', ';', '\n'), c.Text.Par().WithPolicy(c.Tree).Split(any).Select(Make).ToArray());
            Assert.Equal(c.Text.Split(','), c.Text.AsSpan().Par().WithPolicy(c.Tree).Split(static x => x == ',').Select(Make).ToArray());
            Assert.Equal(Terminated(c.Text.Split(',')), c.Text.Par().WithPolicy(c.Tree).SplitTerminator(',').Select(Make).ToArray());
            Assert.Equal(Terminated(c.Text.Split(',', ';', '\n')), c.Text.ToCharArray().Par().WithPolicy(c.Tree).SplitTerminator(any).Select(Make).ToArray());
            Assert.Equal(Inclusive(c.Text.Split(','), ','), c.Text.Par().WithPolicy(c.Tree).SplitInclusive(',').Select(Make).ToArray());
            Assert.Equal(c.Text, string.Concat(c.Text.Par().WithPolicy(c.Tree).SplitInclusive(any).Select(Make).ToArray()));
            Assert.Equal(Terminated(c.Text.Split(',', ';', '\n')).Length, c.Text.Par().WithPolicy(c.Tree).SplitInclusive(any).Count());

            static string[] Terminated(string[] pieces) => pieces[^1].Length == 0 ? pieces[..^1] : pieces;

            static IEnumerable<string> Inclusive(string[] pieces, char separator) =>
                pieces[..^1].Select(piece => piece + separator).Concat(pieces[^1].Length == 0 ? [] : [pieces[^1]]);
        });

    [Fact]
    public void Lines_are_those_of_a_reader() =>
        Texts.Sample(static c =>
        {
            Assert.Equal(ReadLines(c.Text), c.Text.Par().WithPolicy(c.Tree).Lines().Select(Make).ToArray());
            Assert.Equal(ReadLines(c.Text), c.Text.AsMemory().Par().WithPolicy(c.Tree).Lines().Select(Make).ToList());
            Assert.Equal(ReadLines(c.Text).LastOrDefault(), c.Text.Par().WithPolicy(c.Tree).Lines().Select(Make).LastOrDefault());
        });

    [Fact]
    public void Words_are_what_is_between_white_space() =>
        Texts.Sample(static c =>
        {
            string[] expected = c.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, c.Text.Par().WithPolicy(c.Tree).Words().Select(Make).ToArray());
            Assert.Equal(expected.Length, c.Text.Par().WithPolicy(c.Tree).Words().Count());
        });

    [Fact]
    public void Pieces_follow_each_other_in_a_concatenation() =>
        Texts.Sample(static c => Assert.Equal(
            ReadLines(c.Text).Concat(c.Text.Split(',')),
            c.Text.Par().WithPolicy(c.Tree).Lines().Select(Make).Concat(c.Text.Par().Split(',').Select(Make)).ToArray()));

    [Fact]
    public void Pieces_may_be_changed_while_others_are_looked_for() => PoolTest.Run(4, static pool =>
    {
        // Once all items are the same there is but one run, so a relation that looked at items that others have would miss runs.
        int[] items = [.. Enumerable.Range(0, 200_000).Select(static x => x / 7 % 1000)];
        int count = Runs(items, static (a, b) => a == b).Count();
        Assert.Equal(count, items.Par().On(pool).ChunkBy(static (a, b) => a == b).Select(static run =>
        {
            run.Fill(-1);
            return run.Length;
        }).Count());
        Assert.All(items, static x => Assert.Equal(-1, x));
    });

    [Fact]
    public void Long_texts_are_shared_by_many_workers() => PoolTest.Run(4, static pool =>
    {
        string text = string.Join("\r\n", Enumerable.Range(0, 100_000).Select(static x => x % 100 == 0 ? "" : $"line {x} of many"));
        Assert.Equal(ReadLines(text), text.Par().On(pool).Lines().Select(Make).ToArray());
        Assert.Equal(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), text.Par().On(pool).Words().Select(Make).ToArray());
        Assert.Equal(text.Split('7'), text.Par().On(pool).Split('7').Select(Make).ToArray());
    });

    [Fact]
    public void One_piece_that_is_all_there_is_cannot_be_split() => PoolTest.Run(2, static pool =>
    {
        string text = new('x', 1_000_000);
        Assert.Equal([1_000_000], text.Par().On(pool).Split(',').Select(static piece => piece.Length).ToArray());
        Assert.Equal([1_000_000], text.ToCharArray().Par().On(pool).ChunkBy(static (a, b) => a == b).Select(static run => run.Length).ToArray());
        Assert.Equal(0, new string(' ', 1_000_000).Par().On(pool).Words().Count());
    });

    [Fact]
    public void Whoever_does_not_know_of_parts_gets_all_pieces()
    {
        var lines = new string('\n', 1000).Par().Lines();
        Assert.Equal(1000, lines.Source.Open<FoldOnce, int>(default));
    }

    [Fact]
    public void A_search_stops_soon() => PoolTest.Run(2, static pool =>
    {
        int calls = 0;
        int[] items = new int[10_000_000];
        Assert.True(items.Par().On(pool).Split(_ => Interlocked.Increment(ref calls) > 0).Any());
        Assert.InRange(calls, 1, 9_000_000);
    });

    [Fact]
    public void What_a_relation_throws_comes_out() =>
        Assert.Throws<InvalidDataException>(static () => new int[1000].Par().ChunkBy(static (_, _) => throw new InvalidDataException()).Count());

    [Fact]
    public void An_array_of_a_derived_type_may_not_be_cut_into_what_can_be_written()
    {
        object[] items = new string[] { "a", "b" };
        Assert.Throws<ArrayTypeMismatchException>(() => items.Par().ChunkBy(static (_, _) => false).ForEach(static run => run[0] = new object()));
        Assert.Throws<ArrayTypeMismatchException>(() => items.Par().Chunks(1).ForEach(static run => run[0] = new object()));
        Assert.Equal(["a", "b"], items);
    }

    [Fact]
    public void Null_is_named()
    {
        int[] items = [1];
        Assert.Equal("belongTogether", Assert.Throws<ArgumentNullException>(() => items.Par().ChunkBy(null!)).ParamName);
        Assert.Equal("isSeparator", Assert.Throws<ArgumentNullException>(() => items.Par().Split(null!)).ParamName);
        Assert.Equal("isSeparator", Assert.Throws<ArgumentNullException>(() => items.Par().SplitInclusive(null!)).ParamName);
        Assert.Equal("isSeparator", Assert.Throws<ArgumentNullException>(() => ((ReadOnlyMemory<int>)items).Par().SplitTerminator(null!)).ParamName);
        Assert.Equal("separators", Assert.Throws<ArgumentNullException>(() => "a".Par().Split((SearchValues<char>)null!)).ParamName);
    }

    private static bool IsZero(int x) => x == 0;

    private static bool AreNear(int a, int b) => Math.Abs(a - b) <= 2;

    private static string Text(int[] items) => string.Join(',', items);

    private static string Make(ReadOnlySpan<char> text) => text.ToString();

    private static IEnumerable<string> ReadLines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static IEnumerable<int[]> Runs(int[] items, Func<int, int, bool> belongTogether)
    {
        for (int start = 0, end = 1; start < items.Length; end++)
        {
            if (end < items.Length && belongTogether(items[end - 1], items[end]))
                continue;
            yield return items[start..end];
            start = end;
        }
    }

    private static IEnumerable<int[]> Pieces(int[] items, Func<int, bool> isSeparator)
    {
        int start = 0;
        for (int index = 0; index < items.Length; index++)
        {
            if (!isSeparator(items[index]))
                continue;
            yield return items[start..index];
            start = index + 1;
        }
        yield return items[start..];
    }

    private readonly struct FoldOnce : IProducerCallback<ReadOnlySpan<char>, int>
    {
        public int Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<ReadOnlySpan<char>> => producer.Fold(0, (int)producer.Length, new Counter()).Count;
    }

    private struct Counter : IFolder<ReadOnlySpan<char>>
    {
        public int Count { get; private set; }

        public readonly bool IsFull => false;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<ReadOnlySpan<char>>, allows ref struct => Count += block.Length;
    }
}
