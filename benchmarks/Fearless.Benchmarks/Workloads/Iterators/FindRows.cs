using Fearless.Benchmarks.Workloads.NBody;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Searches in ten million numbers.</summary>
// SOURCE: rayon, `rayon-demo/src/find.rs`.
internal static class FindRows
{
    private const int Length = 10_000_000;

    public static IEnumerable<IteratorRow> All()
    {
        uint[] items = Items();
        foreach ((string name, int place) in new[] { ("start", 0), ("middle", (Length / 2) - 1), ("missing", Length) })
        {
            uint needle = place == Length ? uint.MaxValue : items[place];
            int count = place == 0 ? 1000 : 1;
            yield return Row($"find/{name}/first", items, place, count, x => x == needle, isFirst: true);
            yield return Row($"find/{name}/any", items, place, count, x => x == needle, isFirst: false);
        }
        int common = Array.FindIndex(items, IsCommon);
        yield return Row("find/common/first", items, common, count: 1000, IsCommon, isFirst: true);
        yield return Row("find/common/any", items, common, count: 1000, IsCommon, isFirst: false) with
        {
            Expected = 999,
            Ours = () => items[items.Par().FindAnyIndex(IsCommon)] % 1000,
            Loop = () => items[Array.FindIndex(items, IsCommon)] % 1000,
            Plinq = degree => items.AsParallel().WithDegreeOfParallelism(degree).First(IsCommon) % 1000,
        };
    }

    private static bool IsCommon(uint x) => x % 1000 == 999;

    private static IteratorRow Row(string name, uint[] items, int place, int count, Func<uint, bool> predicate, bool isFirst) =>
        new(name, Math.Max(1, place), (ulong)place, count)
        {
            Ours = isFirst
                ? () => Found(items.Par().FindIndex(predicate))
                : () => Found(items.Par().FindAnyIndex(predicate)),
            Loop = () => Found(Array.FindIndex(items, new Predicate<uint>(predicate))),
            // PLINQ finds items, not places: with indices it takes a second for a search.
            Plinq = place == Length ? degree => items.AsParallel().WithDegreeOfParallelism(degree).Any(predicate) ? 0 : (ulong)Length : null,
        };

    private static ulong Found(long place) => place < 0 ? Length : (ulong)place;

    private static uint[] Items()
    {
        var random = new SplitMix64(42);
        var items = new uint[Length];
        foreach (ref uint item in items.AsSpan())
            item = (uint)random.Next();
        return items;
    }
}
