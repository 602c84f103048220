using Fearless.Benchmarks.Workloads.NBody;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Sorts by joins of halves.</summary>
// SOURCE: rayon, `rayon-demo`: `quicksort` and `mergesort`, their sizes and cut-offs.
internal static class DivideRows
{
    private const int Items = 488_281;

    public static IEnumerable<IteratorRow> All()
    {
        var random = new SplitMix64(42);
        var input = new uint[Items];
        foreach (ref uint item in input.AsSpan())
            item = (uint)random.Next();
        uint[] sorted = [.. input.Order()];
        var items = new uint[Items];
        var buffer = new uint[Items];

        yield return new IteratorRow("quicksort", Items, Check(sorted), Count: 1)
        {
            Ours = () => Sorted(() =>
            {
                var job = new QuickSortJob(items, 0, Items);
                WorkerPool.Current!.Install(ref job);
            }),
            Loop = () => Sorted(() => QuickSortJob.InTurn(items)),
        };
        yield return new IteratorRow("mergesort", Items, Check(sorted), Count: 1)
        {
            Ours = () => Sorted(() =>
            {
                var job = new MergeSortJob(items, buffer);
                WorkerPool.Current!.Install(ref job);
            }),
            Loop = () => Sorted(() => Array.Sort(items)),
        };

        ulong Sorted(Action sort)
        {
            input.CopyTo(items, 0);
            sort();
            return Check(items);
        }
    }

    private static ulong Check(uint[] items) => items[0] ^ ((ulong)items[Items / 2] << 16) ^ ((ulong)items[Items - 1] << 32);
}
