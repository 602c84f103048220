using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Sorting;

/// <summary>Sorts a copy of an input, again and again; the copy is part of a run, in both languages.</summary>
internal sealed class SortWorkload : IWorkload
{
    private const string Stable = "Par.SortStable";
    private const string Unstable = "Par.Sort";
    private const string RayonStable = "rayon par_sort";
    private const string RayonUnstable = "rayon par_sort_unstable";
    private const string RayonCached = "rayon par_sort_by_cached_key";
    private const string Sequential = "Array.Sort";
    private const string Linq = "LINQ Order";
    private const string Plinq = "PLINQ OrderBy";

    /// <summary>The most that a row may take of what rayon takes.</summary>
    private const double Limit = 1.3;

    public string Name => "sort";

    public string Description => "50,000 numbers, strings and large structs in several orders, and a million numbers: stable and not, by keys";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (int workers in arena.Workers)
        {
            yield return Numbers(arena, workers, "ascending", SortInputs.Ascending(), count: 100);
            yield return Numbers(arena, workers, "descending", SortInputs.Descending(), count: 100);
            yield return Numbers(arena, workers, "mostly-ascending", SortInputs.Disturbed(SortInputs.Ascending()), count: 20);
            yield return Numbers(arena, workers, "mostly-descending", SortInputs.Disturbed(SortInputs.Descending()), count: 20);
            yield return Numbers(arena, workers, "random", SortInputs.Random(SortInputs.Items), count: 10);
            yield return Numbers(arena, workers, "million", SortInputs.Random(SortInputs.ManyItems), count: 1);
            yield return Compare(
                arena, workers, "big", SortInputs.Big(), count: 2, Comparer<BigItem>.Default, static item => item.First,
                static items => Par.SortStable(items), static items => Par.Sort(items));
            yield return Compare(
                arena, workers, "strings", SortInputs.Strings(), count: 2, StringComparer.Ordinal, FirstBytes,
                static items => Par.SortStable(items, StringComparer.Ordinal), static items => Par.Sort(items, StringComparer.Ordinal));
            yield return Compare(
                arena, workers, "key", SortInputs.Random(SortInputs.Items), count: 1, Comparer<ulong>.Create(CompareTexts), static item => item,
                static items => Par.SortStableBy(items, Text, StringComparer.Ordinal),
                static items => Par.SortBy(items, Text, StringComparer.Ordinal));
        }
    }

    private static Comparison Numbers(Arena arena, int workers, string name, ulong[] input, int count) => Compare(
        arena, workers, name, input, count, Comparer<ulong>.Default, static item => item,
        static items => Par.SortStable(items), static items => Par.Sort(items));

    private static Comparison Compare<T>(
        Arena arena, int workers, string name, T[] input, int count, IComparer<T> order, Func<T, ulong> number, Action<T[]> stable, Action<T[]> unstable)
    {
        T[] work = [.. input];
        T[] expected = [.. input];
        Array.Sort(expected, order);

        return new Comparison($"sort-{name}", workers, "item", input.Length)
        {
            Expected = Check(expected, number),
            Contenders =
            [
                .. arena.Rust(RayonStable, workers, count, $"sort/{name}/stable"),
                .. arena.Rust(RayonUnstable, workers, count, $"sort/{name}/unstable"),
                .. name == "key" ? arena.Rust(RayonCached, workers, count, $"sort/{name}/cached") : [],
                arena.Delegate(Stable, workers, count, () => Sorted(stable)),
                arena.Delegate(Unstable, workers, count, () => Sorted(unstable)),
                Arena.Outside(Sequential, count, () => Sorted(items => Array.Sort(items, order))),
                Arena.Outside(Linq, count: 1, () => Check([.. input.Order(order)], number)),
                Arena.Outside(Plinq, count: 1, () => Check([.. input.AsParallel().WithDegreeOfParallelism(workers).OrderBy(static item => item, order)], number)),
            ],
            Claims =
            [
                new Claim.Ratio(Stable, RayonStable, new Bar.AtMost(Limit)),
                new Claim.Ratio(Unstable, RayonUnstable, new Bar.AtMost(Limit)),
                .. name == "key" ? [new Claim.Ratio(Stable, RayonCached, new Bar.AtMost(Limit))] : Array.Empty<Claim>(),
                new Claim.Ratio(Unstable, Sequential, new Bar.AtMost(1.05)),
                new Claim.Ratio(Stable, Linq, new Bar.AtMost(1.05)),
                new Claim.Ratio(Stable, Plinq, new Bar.AtMost(1.05)),
            ],
        };

        ulong Sorted(Action<T[]> sort)
        {
            input.CopyTo(work, 0);
            sort(work);
            return Check(work, number);
        }
    }

    /// <summary>FNV-1a over 64 items in equal distances, and the last.</summary>
    private static ulong Check<T>(T[] items, Func<T, ulong> number)
    {
        ulong hash = 0;
        for (long sample = 0; sample <= 64; sample++)
            hash = (hash ^ number(items[sample * (items.Length - 1) / 64])) * 0x0000_0100_0000_01B3;
        return hash;
    }

    private static ulong FirstBytes(string text) => text.Take(8).Aggregate(0UL, static (number, letter) => (number << 8) | letter);

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static int CompareTexts(ulong left, ulong right) => string.CompareOrdinal(Text(left), Text(right));
}
