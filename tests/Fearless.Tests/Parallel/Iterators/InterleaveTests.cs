using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>The operators that take items of two iterators in turn or compare them, against their sequential definitions, over random data
/// and random trees of splits.</summary>
public class InterleaveTests
{
    private static readonly Gen<(int[] Items, int[] Others, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-50, 50].Array[0, 120], Gen.Int[-50, 50].Array[0, 120], RandomTree.Gen);

    [Fact]
    public void Interleave_takes_turns_and_then_what_is_left() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(InTurn(c.Items, c.Others), c.Items.Par().WithPolicy(c.Tree).Interleave(c.Others.Par()).ToArray());
            Assert.Equal(
                InTurn(c.Items.Select(Name), c.Others.Select(Name)).Where(static x => x.Length > 2),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).Interleave(c.Others.Par().Select(Name)).Where(static x => x.Length > 2).ToList());
            Assert.Equal(
                Enumerable.Reverse(InTurn(InTurn(c.Items, c.Others), c.Items)).Skip(3),
                c.Items.AsSpan().Par().WithPolicy(c.Tree).Interleave(c.Others.ToList().Par()).Interleave(c.Items.Par()).Reverse().Skip(3).ToArray());
        });

    [Fact]
    public void InterleaveShortest_ends_where_the_next_item_is_missing() =>
        Cases.Sample(static c =>
        {
            int[] expected = [.. Shortest(c.Items, c.Others)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).InterleaveShortest(c.Others.Par()).ToArray());
            Assert.Equal(
                Shortest(c.Items.Select(Name), c.Others.Select(Name)),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).InterleaveShortest(c.Others.Par().Select(Name)).ToArray());
            Assert.Equal(expected.Length, c.Items.Par().WithPolicy(c.Tree).InterleaveShortest(c.Others.Par()).Count());
        });

    [Fact]
    public void Intersperse_puts_the_separator_between_items_and_nowhere_else() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(
                string.Join(", ", c.Items.Select(Name)), string.Concat(c.Items.Par().WithPolicy(c.Tree).Select(Name).Intersperse(", ").ToArray()));
            int[] expected = [.. c.Items.SelectMany(static x => (int[])[99, x]).Skip(1)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Intersperse(99).ToArray());
            Assert.Equal(expected.Skip(2), c.Items.Par().WithPolicy(c.Tree).Intersperse(99).Skip(2).ToArray());
        });

    [Fact]
    public void Null_comes_between_as_any_other_reference() =>
        Assert.Equal(["a", null, "b"], new[] { "a", "b" }.Par().Select(static string? (x) => x).Intersperse(null).ToArray());

    [Fact]
    public void Spans_take_turns_too() =>
        Cases.Sample(static c => Assert.Equal(
            InTurn(c.Items.Chunk(7), c.Others.Chunk(3)).Select(static row => row.Sum()),
            c.Items.Par().WithPolicy(c.Tree).Chunks(7).Interleave(c.Others.Par().Chunks(3)).Select(static row => row.ToArray().Sum()).ToArray()));

    [Fact]
    public void Every_item_is_computed_once_and_none_that_is_left_out()
    {
        int[] left = new int[1000];
        int[] right = new int[500];
        Assert.Equal(1001, Par.Range(0, 1000).Select(i => ++left[i]).InterleaveShortest(Par.Range(0, 500).Select(i => ++right[i])).Sum());
        Assert.Equal([.. Enumerable.Repeat(1, 501), .. new int[499]], left);
        Assert.Equal(Enumerable.Repeat(1, 500), right);
    }

    [Fact]
    public void Many_items_take_turns_on_many_workers() => PoolTest.Run(4, static pool =>
    {
        int[] items = [.. Enumerable.Range(0, 300_000)];
        int[] others = [.. Enumerable.Range(1_000_000, 70_001)];
        Assert.Equal(InTurn(items, others), items.Par().On(pool).Interleave(others.Par()).ToArray());
        Assert.Equal(InTurn(others, items), others.Par().On(pool).Interleave(items.Par()).ToArray());
    });

    [Fact]
    public void Lengths_that_overflow_are_refused_before_anything_runs()
    {
        bool ran = false;
        Assert.Throws<OverflowException>(() => Par.Range(0L, long.MaxValue).Inspect(_ => ran = true).Interleave(Par.Range(0L, 1L)).Any());
        Assert.Throws<OverflowException>(() => Par.Range(0L, long.MaxValue).Inspect(_ => ran = true).InterleaveShortest(Par.Range(0L, long.MaxValue)).Any());
        Assert.Throws<OverflowException>(() => Par.Range(0L, long.MaxValue).Inspect(_ => ran = true).Intersperse(1L).Any());
        Assert.Throws<OverflowException>(() => Par.Range(0L, long.MaxValue).Inspect(_ => ran = true).Concat(Par.Range(0L, 1L)).Any());
        Assert.False(ran);
    }

    [Fact]
    public void Lengths_that_just_do_not_overflow_are_searched_to_the_end()
    {
        var both = Par.Repeat(0, long.MaxValue - 2).Interleave(Par.Range(1, 2));
        Assert.Equal(long.MaxValue, both.Source.Open<LengthCallback<int>, long>(default));
        Assert.Equal([0, 1, 0, 2, 0, 0], both.Take(6).ToArray());
        Assert.Equal([0, 0, 0], both.Skip(long.MaxValue - 3).ToArray());
    }

    [Fact]
    public void Repeat_gives_what_LINQ_gives()
    {
        Assert.Equal(Enumerable.Repeat("a", 100), Par.Repeat("a", 100).ToArray());
        Assert.Empty(Par.Repeat(1, 0).ToArray());
        Assert.Equal([(1, 7), (2, 7)], Par.Range(1, 2).Zip(Par.Repeat(7, long.MaxValue)).ToArray());
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Repeat(1, -1)).ParamName);
    }

    [Fact]
    public void SequenceCompareTo_gives_what_it_gives_for_spans() =>
        Cases.Sample(static c =>
        {
            int[] near = [.. c.Items];
            if (near.Length > 0)
                near[^1] += c.Others.FirstOrDefault();
            Check(c.Items, c.Others, c.Tree);
            Check(c.Items, near, c.Tree);
            Check(c.Items, [.. near, 1], c.Tree);
            Assert.Equal(
                Math.Sign(near.Select(static x => -x).ToArray().AsSpan().SequenceCompareTo(c.Items.Select(static x => -x).ToArray())),
                Math.Sign(near.Par().WithPolicy(c.Tree).SequenceCompareTo(c.Items.Par(), Comparer<int>.Create(static (a, b) => b.CompareTo(a)))));

            static void Check(int[] left, int[] right, RandomTree tree)
            {
                Assert.Equal(Math.Sign(left.AsSpan().SequenceCompareTo(right)), Math.Sign(left.Par().WithPolicy(tree).SequenceCompareTo(right.Par())));
                string[] names = [.. right.Select(Name)];
                Assert.Equal(
                    Math.Sign(left.Select(Name).ToArray().AsSpan().SequenceCompareTo(names)),
                    Math.Sign(left.Par().WithPolicy(tree).Select(Name).SequenceCompareTo(names.Par())));
            }
        });

    [Fact]
    public void Not_a_number_is_the_least_number() =>
        Assert.True(new[] { double.NaN }.Par().SequenceCompareTo(new[] { double.NegativeInfinity }.Par()) < 0);

    private static IEnumerable<T> InTurn<T>(IEnumerable<T> left, IEnumerable<T> right)
    {
        using IEnumerator<T> first = left.GetEnumerator();
        using IEnumerator<T> second = right.GetEnumerator();
        for (bool hasFirst = true, hasSecond = true; hasFirst || hasSecond;)
        {
            if (hasFirst && (hasFirst = first.MoveNext()))
                yield return first.Current;
            if (hasSecond && (hasSecond = second.MoveNext()))
                yield return second.Current;
        }
    }

    private static IEnumerable<T> Shortest<T>(IEnumerable<T> left, IEnumerable<T> right)
    {
        using IEnumerator<T> first = left.GetEnumerator();
        using IEnumerator<T> second = right.GetEnumerator();
        while (first.MoveNext())
        {
            yield return first.Current;
            if (!second.MoveNext())
                yield break;
            yield return second.Current;
        }
    }

    private static string Name(int x) => $"n{x}";
}
