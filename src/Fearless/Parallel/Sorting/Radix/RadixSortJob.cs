using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Sorts by the digits of a key, on all workers: see <see cref="RadixSort"/>, which has the meaning of the arguments.</summary>
/// <remarks>INVARIANT: when the job is done, its place has each of its items once. No code of the user runs here, so only a cancellation
/// leaves something undone, between two steps; then the items are copied to where they are wanted.</remarks>
internal readonly struct RadixSortJob<T>(
    SortOperation<RadixOrder<T>> operation, PinnedSpan<T> items, PinnedSpan<T> buffer, SortPlace place) : IForkJob
{
    private const int MaxChunks = 32;

    public void Execute(ForkContext context)
    {
        if (operation.ShouldStop())
            CopyToPlace();
        else if (items.Length <= operation.Grain || context.Pool.Size == 1)
            RadixSort.Sort(items.Span, buffer.Span, place);
        else
            Fork(context);
    }

    private void CopyToPlace()
    {
        if (place == SortPlace.Buffer)
            items.Span.CopyTo(buffer.Span);
    }

    [SkipLocalsInit]
    private unsafe void Fork(ForkContext context)
    {
        int chunks = Math.Min(Math.Min(context.Pool.Size, MaxChunks), (items.Length / operation.Grain) + 1);
        // SAFETY: unmanaged memory of this frame, which ends after all jobs that use it.
        int* counts = stackalloc int[chunks * Digit.Values];
        ulong* differences = stackalloc ulong[chunks];
        var pass = new RadixPass<T>(items, buffer, chunks, counts, differences);

        Run(context, pass, RadixPhase.Compare, default);
        ulong all = pass.AllDifferences();
        if (all == 0)
        {
            CopyToPlace();
            return;
        }
        var digit = new Digit(all);
        Run(context, pass, RadixPhase.Count, digit);
        pass.Place();
        Run(context, pass, RadixPhase.Distribute, digit);

        // What the last chunk wrote last is where each value ends.
        var values = new RadixValuesJob<T>(operation, items, buffer, place, digit, (nint)(counts + ((chunks - 1) * Digit.Values)), 0, Digit.Values);
        values.Execute(context);
    }

    private static void Run(ForkContext context, RadixPass<T> pass, RadixPhase phase, Digit digit) =>
        new RadixPassJob<T>(pass, phase, digit, 0, pass.ChunkCount).Execute(context);
}
