using CsCheck;

namespace Fearless.Tests.Parallel.Sorting;

/// <summary>Keys that are sorted with items, against a stable sort of pairs.</summary>
public class PairTests
{
    [Fact]
    public void Items_go_where_their_keys_go()
    {
        Check(Gen.Int[-50, 50], null);
        Check(Gen.Byte, null);
        Check(Gen.Double, null);
        Check(Gen.Decimal[0, 9], null);
        Check(Gen.Char.AlphaNumeric.Array[0, 2].Select(static chars => new string(chars)), StringComparer.Ordinal);
        Check(Gen.Char.AlphaNumeric.Array[0, 2].Select(static chars => new string(chars)), null);
        Check(Gen.Int[-50, 50], Comparer<int>.Create(static (a, b) => b.CompareTo(a)));

        static void Check<TKey>(Gen<TKey> gen, IComparer<TKey>? comparer) =>
            Gen.Select(Gen.Frequency((6, gen.Array[0, 150]), (1, gen.Array[9_000, 20_000])), Pools.Gen).Sample(
                c =>
                {
                    (TKey[] keys, WorkerPool pool) = c;
                    (TKey Key, int Index)[] expected = [.. keys.Select(static (key, index) => (key, index)).OrderBy(static pair => pair.key, comparer)];
                    TKey[] sorted = [.. keys];
                    string[] items = [.. Enumerable.Range(0, keys.Length).Select(static x => $"{x}")];
                    pool.Install(() => Par.SortStable(sorted, items, comparer));
                    Assert.Equal(expected.Select(static pair => pair.Key), sorted);
                    Assert.Equal(expected.Select(static pair => $"{pair.Index}"), items);

                    sorted = [.. keys];
                    int[] indices = [.. Enumerable.Range(0, keys.Length)];
                    pool.Install(() => Par.Sort(sorted.AsSpan(), indices.AsSpan(), comparer));
                    Assert.Equal(expected.Select(static pair => pair.Key), sorted, (a, b) => (comparer ?? Comparer<TKey>.Default).Compare(a, b) == 0);
                    Assert.Equal(sorted, indices.Select(index => keys[index]));
                    Assert.Equal(Enumerable.Range(0, keys.Length), indices.Order());
                },
                iter: 20);
    }

    [Fact]
    public void Spans_are_sorted_stably_and_arrays_in_any_order_too()
    {
        decimal[] keys = [.. Enumerable.Range(0, 5000).Select(static x => x * 7919 % 11)];
        int[] items = [.. Enumerable.Range(0, keys.Length)];
        int[] expected = [.. items.OrderBy(x => keys[x])];
        decimal[] sorted = [.. keys];
        Par.SortStable(sorted.AsSpan(), items.AsSpan());
        Assert.Equal(keys.Order(), sorted);
        Assert.Equal(expected, items);

        sorted = [.. keys];
        items = [.. Enumerable.Range(0, keys.Length)];
        Par.Sort(sorted, items);
        Assert.Equal(keys.Order(), sorted);
        Assert.Equal(sorted, items.Select(x => keys[x]));
        Assert.Equal(Enumerable.Range(0, keys.Length), items.Order());
    }

    [Fact]
    public void Nothing_moves_when_a_comparison_throws_or_a_token_is_cancelled()
    {
        int[] keys = [.. Enumerable.Range(0, 20_000)];
        int[] items = [.. keys];
        new Random(5).Shuffle(keys);
        int[] before = [.. keys];
        for (int last = 1; last < 100_000; last *= 3)
        {
            int calls = 0;
            Assert.Throws<InvalidDataException>(() => Pools.Two.Install(() => Par.SortStable(keys, items, Comparer<int>.Create(
                (a, b) => Interlocked.Increment(ref calls) > last ? throw new InvalidDataException() : a.CompareTo(b)))));
            Assert.Equal(before, keys);
            Assert.Equal(Enumerable.Range(0, 20_000), items);
        }
        Assert.Throws<OperationCanceledException>(() => Par.Sort(keys, items, cancellationToken: new CancellationToken(true)));
        Assert.Equal(before, keys);
    }

    [Fact]
    public void A_comparer_that_lies_loses_no_pair()
    {
        var random = new Random(7);
        int[] keys = [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(1000))];
        int[] items = [.. Enumerable.Range(0, 20_000)];
        int[] before = [.. keys];
        int answers = 0;
        Pools.Two.Install(() => Par.Sort(keys, items, Comparer<int>.Create((_, _) => (Interlocked.Increment(ref answers) * 7919 % 3) - 1)));
        Assert.Equal(Enumerable.Range(0, 20_000), items.Order());
        Assert.Equal(items.Select(index => before[index]), keys);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>("items", static () => Par.Sort(new int[2], new int[3]));
        Assert.Contains("2 keys and 3 items", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("keys", static () => Par.Sort((int[])null!, new int[3]));
        Assert.Throws<ArgumentNullException>("items", static () => Par.SortStable(new int[3], (int[])null!));
        string local = "b";
        Refuse(new Span<string>(ref local));

        static void Refuse(Span<string> span)
        {
            try
            {
                Par.Sort([1], span);
                Assert.Fail("A span of references on the stack was sorted.");
            }
            catch (ArgumentException refusal)
            {
                Assert.Contains("array", refusal.Message, StringComparison.Ordinal);
            }
        }
    }
}
