using CsCheck;

namespace Fearless.Tests.Parallel.Sorting;

/// <summary>What sorts give, against <see cref="Array.Sort{T}(T[])"/> and LINQ.</summary>
public class OrderTests
{
    [Fact]
    public void Every_pattern_is_sorted_by_every_way()
    {
        foreach (int length in (int[])[0, 1, 2, 10, 33, 65, 500, 5_000, 30_000])
        {
            foreach ((string name, ulong[] items) in Patterns.OfLength(length))
            {
                ulong[] expected = [.. items.Order()];
                foreach (Action<ulong[]> sort in Ways)
                {
                    ulong[] actual = [.. items];
                    Pools.Two.Install(() => sort(actual));
                    Assert.True(expected.AsSpan().SequenceEqual(actual), $"{name}, {length}");
                }
            }
        }
    }

    private static readonly Action<ulong[]>[] Ways =
    [
        static items => Par.Sort(items),
        static items => Par.SortStable(items),
        static items => Par.Sort(items, default(UInt64Comparer)),
        static items => Par.SortStable(items, default(UInt64Comparer)),
        static items => Par.Sort(items, static (a, b) => a.CompareTo(b)),
        static items => Par.SortStable(items, static (a, b) => a.CompareTo(b)),
        static items => Par.SortBy(items, static item => item),
        static items => Par.SortStableBy(items, static item => (item, 0)),
        static items => Par.SortBy(items, static item => (item, 0)),
        static items => Par.SortStableBy(items, static item => item),
    ];

    [Fact]
    public void Numbers_are_ordered_as_by_Array_Sort()
    {
        Check(Gen.Byte);
        Check(Gen.SByte);
        Check(Gen.Short);
        Check(Gen.UShort);
        Check(Gen.Int);
        Check(Gen.UInt);
        Check(Gen.Long);
        Check(Gen.ULong);
        Check(Gen.Char);
        Check(Gen.Int.Select(static x => (nint)x));
        Check(Gen.UInt.Select(static x => (nuint)x));
        Check(Gen.Decimal);
        Check(Gen.Bool);

        static void Check<T>(Gen<T> gen) => Gen.Select(Lengths(gen), Pools.Gen).Sample(
            static c =>
            {
                (T[] items, WorkerPool pool) = c;
                T[] expected = [.. items];
                Array.Sort(expected);
                T[] actual = [.. items];
                pool.Install(() => Par.Sort(actual));
                Assert.Equal(expected, actual);
                actual = [.. items];
                pool.Install(() => Par.SortStable(actual));
                Assert.Equal(expected, actual);
            },
            iter: 30);
    }

    [Fact]
    public void Floats_are_ordered_to_the_bit_as_by_a_stable_sort_with_their_comparer()
    {
        double[] special = [0.0, -0.0, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon];
        Gen<double> doubles = Gen.OneOf(Gen.Double, Gen.Int[0, special.Length - 1].Select(index => special[index]));
        Gen.Select(Lengths(doubles), Pools.Gen).Sample(
            static c =>
            {
                (double[] items, WorkerPool pool) = c;
                double[] actual = [.. items];
                pool.Install(() => Par.SortStable(actual));
                Assert.Equal(items.Order().Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

                float[] floats = [.. items.Select(static x => (float)x)];
                float[] sorted = [.. floats];
                pool.Install(() => Par.SortStable(sorted));
                Assert.Equal(floats.Order().Select(BitConverter.SingleToInt32Bits), sorted.Select(BitConverter.SingleToInt32Bits));

                sorted = [.. floats];
                pool.Install(() => Par.Sort(sorted));
                Assert.Equal(floats.Order(), sorted);
            },
            iter: 60);
    }

    [Fact]
    public void Strings_and_null_are_ordered_as_by_their_comparers()
    {
        Gen<string?> strings = Gen.OneOf(Gen.String.AlphaNumeric.Select(static s => (string?)s), Gen.Const((string?)null));
        Gen.Select(Lengths(strings), Pools.Gen).Sample(
            static c =>
            {
                (string?[] items, WorkerPool pool) = c;
                foreach (StringComparer comparer in (StringComparer[])[StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.CurrentCulture])
                {
                    string?[] expected = [.. items.Order(comparer)];
                    string?[] actual = [.. items];
                    pool.Install(() => Par.SortStable(actual, comparer));
                    Assert.Equal(expected, actual);
                    actual = [.. items];
                    pool.Install(() => Par.Sort(actual, comparer));
                    Assert.Equal(expected, actual, comparer!);
                }
                string?[] plain = [.. items];
                pool.Install(() => Par.Sort(plain));
                Assert.Equal(items.Order(), plain);
            },
            iter: 40);
    }

    [Fact]
    public void Keys_are_ordered_as_by_OrderBy_and_equal_ones_stay_in_order() =>
        Gen.Select(Lengths(Gen.Int[0, 300]), Pools.Gen).Sample(
            static c =>
            {
                (int[] keys, WorkerPool pool) = c;
                Item[] items = [.. keys.Select(static (key, index) => new Item(key, index))];
                Check(items, pool, static item => item.Key);
                Check(items, pool, static item => (double)-item.Key);
                Check(items, pool, static item => item.Key.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Check([.. items.Select(static item => new Boxed(item))], pool, static boxed => boxed.Item.Key);
                Check([.. items.Select(static item => new Boxed(item))], pool, static boxed => (boxed.Item.Key / 3, 1));
            },
            iter: 40);

    private static void Check<T, TKey>(T[] items, WorkerPool pool, Func<T, TKey> keySelector)
    {
        T[] expected = [.. items.OrderBy(keySelector)];
        T[] actual = [.. items];
        pool.Install(() => Par.SortStableBy(actual, keySelector));
        Assert.Equal(expected, actual);
        actual = [.. items];
        pool.Install(() => Par.SortStable(actual, (a, b) => Comparer<TKey>.Default.Compare(keySelector(a), keySelector(b))));
        Assert.Equal(expected, actual);
        actual = [.. items];
        pool.Install(() => Par.SortBy(actual, keySelector));
        Assert.Equal(expected.Select(keySelector), actual.Select(keySelector));
    }

    [Fact]
    public void Strings_with_much_in_common_and_with_zeros_are_ordered_ordinally()
    {
        Gen<string?> strings = Gen.Select(Gen.Int[0, 40], Gen.Char['\0', '\u0003'].Array[0, 6])
            .Select(static c => c.Item1 == 7 ? null : new string('x', c.Item1) + new string(c.Item2));
        Gen.Select(Gen.OneOf(strings.Array[0, 300], strings.Array[5_000, 6_000]), Pools.Gen).Sample(
            static c =>
            {
                (string?[] items, WorkerPool pool) = c;
                string?[] expected = [.. items.Order(StringComparer.Ordinal)];
                string?[] actual = [.. items];
                pool.Install(() => Par.Sort(actual, StringComparer.Ordinal));
                Assert.Equal(expected, actual);
                (string? Text, int Index)[] pairs = [.. items.Select(static (text, index) => (text, index))];
                (string? Text, int Index)[] sorted = [.. pairs.OrderBy(static pair => pair.Text, StringComparer.Ordinal)];
                pool.Install(() => Par.SortStableBy(pairs, static pair => pair.Text, StringComparer.Ordinal));
                Assert.Equal(sorted, pairs);
            },
            iter: 60);
    }

    [Fact]
    public void A_reversed_comparer_reverses_the_keys_and_not_the_equal_elements()
    {
        Item[] items = [.. Enumerable.Range(0, 20_000).Select(static i => new Item(i * 7919 % 100, i))];
        Comparer<int> falling = Comparer<int>.Create(static (a, b) => b.CompareTo(a));
        Item[] expected = [.. items.OrderByDescending(static item => item.Key)];
        Item[] actual = [.. items];
        Par.SortStableBy(actual, static item => item.Key, falling);
        Assert.Equal(expected, actual);
        actual = [.. items];
        Par.SortStableBy(actual.AsSpan(), static item => item.Key, falling);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Large_inputs_use_every_digit_and_the_parallel_partition()
    {
        var random = new Random(5);
        ulong[] items = [.. Enumerable.Range(0, 300_000).Select(_ => (ulong)random.NextInt64() >> random.Next(60))];
        ulong[] expected = [.. items.Order()];
        foreach (Action<ulong[]> sort in Ways.Take(6))
        {
            ulong[] actual = [.. items];
            Pools.Two.Install(() => sort(actual));
            Assert.True(expected.AsSpan().SequenceEqual(actual));
        }
    }

    // Short ones often, and some that are long enough to be shared.
    private static Gen<T[]> Lengths<T>(Gen<T> gen) => Gen.Frequency((6, gen.Array[0, 150]), (2, gen.Array[1_000, 3_000]), (1, gen.Array[9_000, 20_000]));

    private readonly record struct Item(int Key, int Index);

    private sealed record Boxed(Item Item);

    private readonly struct UInt64Comparer : IComparer<ulong>
    {
        public int Compare(ulong x, ulong y) => x.CompareTo(y);
    }
}
