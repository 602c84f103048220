using System.Numerics;
using System.Runtime.InteropServices;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Reductions of arrays to one number. All numbers are small whole ones, so that sums are the same in whatever order.</summary>
internal static class ReductionRows
{
    /// <summary>So few that nothing is to be won, and not much may be lost.</summary>
    private const int Few = 1_000;

    private const int Most = 100_000_000;

    // Those of a hundred million are there once, not before they are needed.
    private static readonly Lazy<double[]> s_doubles = new(static () => Doubles(Most));
    private static readonly Lazy<double[]> s_others = new(static () => Doubles(Most));
    private static readonly Lazy<int[]> s_integers = new(static () => Integers(Most));

    public static IEnumerable<IteratorRow> Small() => [.. OfLength(10), .. OfLength(100), .. OfLength(Few)];

    public static IEnumerable<IteratorRow> Medium() => [.. OfLength(10_000), .. OfLength(1_000_000)];

    public static IEnumerable<IteratorRow> Large() => OfLength(Most);

    private static IEnumerable<IteratorRow> OfLength(int length)
    {
        Lazy<double[]> doubles = length == Most ? s_doubles : new(() => Doubles(length));
        Lazy<double[]> others = length == Most ? s_others : new(() => Doubles(length));
        Lazy<int[]> integers = length == Most ? s_integers : new(() => Integers(length));
        return
        [
            Row("squares", length, doubles) with
            {
                Expected = Sum(length, static x => x * x),
                Ours = () => (ulong)doubles.Value.Par().Sum(static x => x * x),
                WithoutDelegates = () => (ulong)doubles.Value.Par().Select<Square, double>(default).Sum(),
                Loop = () => (ulong)Loops.Squares(doubles.Value),
                Linq = () => (ulong)doubles.Value.Sum(static x => x * x),
                Plinq = degree => (ulong)doubles.Value.AsParallel().WithDegreeOfParallelism(degree).Sum(static x => x * x),
            },
            Row("dot", length, doubles) with
            {
                Expected = Sum(length, static x => x * x),
                Ours = () => (ulong)doubles.Value.Par().Zip(others.Value.Par(), static (x, y) => x * y).Sum(),
                Read = length == Most
                    ? (index, size) => unchecked(Read(Share(doubles.Value, index, size)) + Read(Share(others.Value, index, size)))
                    : null,
                WithoutDelegates = () => (ulong)doubles.Value.Par().Zip(others.Value.Par()).Select<Product, double>(default).Sum(),
                Loop = () => (ulong)Loops.Dot(doubles.Value, others.Value),
                Linq = () => (ulong)doubles.Value.Zip(others.Value, static (x, y) => x * y).Sum(),
                Plinq = degree => (ulong)doubles.Value.AsParallel().WithDegreeOfParallelism(degree)
                    .Zip(others.Value.AsParallel(), static (x, y) => x * y).Sum(),
            },
            Row("min", length, doubles) with
            {
                Expected = 1,
                Ours = () => (ulong)doubles.Value.Par().Min(),
                Loop = () => (ulong)Loops.Min(doubles.Value),
                Linq = () => (ulong)doubles.Value.Min(),
                Plinq = degree => (ulong)doubles.Value.AsParallel().WithDegreeOfParallelism(degree).Min(),
            },
            Row("max", length, integers) with
            {
                Expected = (ulong)Math.Min(length, 1000),
                Ours = () => (ulong)integers.Value.Par().Max(),
                Loop = () => (ulong)Loops.Max(integers.Value),
                Linq = () => (ulong)integers.Value.Max(),
                Plinq = degree => (ulong)integers.Value.AsParallel().WithDegreeOfParallelism(degree).Max(),
            },
            Row("count", length, integers) with
            {
                Expected = Sum(length, static x => x % 3 == 0 ? 1UL : 0),
                Ours = () => (ulong)integers.Value.Par().Count(static x => x % 3 == 0),
                WithoutDelegates = () => (ulong)integers.Value.Par().Where(default(IsMultipleOf3)).Count(),
                Loop = () => (ulong)Loops.Multiples(integers.Value),
                Linq = () => (ulong)integers.Value.Count(static x => x % 3 == 0),
                Plinq = degree => (ulong)integers.Value.AsParallel().WithDegreeOfParallelism(degree).Count(static x => x % 3 == 0),
            },
        ];
    }

    private static IteratorRow Row<T>(string name, int length, Lazy<T[]> items)
        where T : unmanaged => new($"reduce/{name}/{length}", length, Expected: 0, Count: Math.Clamp(1_000_000 / length, 1, 2_000))
        {
            Ours = static () => 0,
            OfLoop = length <= Few ? 2 : 1.05,
            Read = length == Most ? (index, size) => Read(Share(items.Value, index, size)) : null,
            Pace = length == Most ? new Pace(TimeSpan.FromSeconds(1), TimeSpan.Zero, Rounds: 5) : null,
        };

    private static ulong Sum(int length, Func<ulong, ulong> selector)
    {
        ulong ofAThousand = 0;
        ulong rest = 0;
        for (int i = 0; i < 1000; i++)
        {
            ofAThousand += selector((ulong)i + 1);
            rest += i < length % 1000 ? selector((ulong)i + 1) : 0;
        }
        return ((ulong)(length / 1000) * ofAThousand) + rest;
    }

    private static ReadOnlySpan<T> Share<T>(T[] items, int index, int size)
    {
        int start = (int)((long)items.Length * index / size);
        return items.AsSpan(start, (int)((long)items.Length * (index + 1) / size) - start);
    }

    /// <summary>Adds up all words in eight sums, which waits for nothing but the memory.</summary>
    private static ulong Read<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        ReadOnlySpan<Vector<long>> words = MemoryMarshal.Cast<T, Vector<long>>(items);
        Vector<long> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 4 <= words.Length; i += 4)
        {
            a += words[i];
            b += words[i + 1];
            c += words[i + 2];
            d += words[i + 3];
        }
        return (ulong)Vector.Sum(a + b + c + d);
    }

    private static double[] Doubles(int length) => [.. Enumerable.Range(0, length).Select(static i => (double)((i % 1000) + 1))];

    private static int[] Integers(int length) => [.. Enumerable.Range(0, length).Select(static i => (i % 1000) + 1)];
}
