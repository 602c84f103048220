using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>The distribution of items by one digit, chunk by chunk on all workers.</summary>
/// <remarks>
/// Each chunk has its own counts, so no worker waits for another inside a phase. INVARIANT: before <see cref="RadixPhase.Distribute"/> the counts have
/// become places: those of all chunks for one value come before those for the next, and in the order of the chunks, so it is stable; no two chunks
/// ever write to the same place.
/// </remarks>
/// <param name="items">What to distribute.</param>
/// <param name="to">As much room.</param>
/// <param name="chunkCount">How many chunks.</param>
/// <param name="counts">Room for <see cref="Digit.Values"/> numbers a chunk, on the stack of a frame that waits for all of this.</param>
/// <param name="differences">Room for a number a chunk, there too.</param>
internal readonly unsafe struct RadixPass<T>(PinnedSpan<T> items, PinnedSpan<T> to, int chunkCount, int* counts, ulong* differences)
{
    public int ChunkCount => chunkCount;

    public Span<int> Counts(int chunk) => new(counts + ((nint)chunk * Digit.Values), Digit.Values);

    public void Run(RadixPhase phase, int chunk, Digit digit)
    {
        int start = (int)((long)items.Length * chunk / chunkCount);
        int end = (int)((long)items.Length * (chunk + 1) / chunkCount);
        ReadOnlySpan<T> own = items.Span[start..end];
        switch (phase)
        {
            case RadixPhase.Compare:
                differences[chunk] = Digit.Differences(own, RadixKey.Of(items.Span[0]));
                break;
            case RadixPhase.Count:
                Counts(chunk).Clear();
                digit.Count(own, Counts(chunk));
                break;
            case RadixPhase.Distribute:
                digit.Distribute(own, Counts(chunk), to.Span);
                break;
        }
    }

    /// <summary>The bits in which any two keys differ.</summary>
    public ulong AllDifferences()
    {
        ulong all = 0;
        for (int chunk = 0; chunk < chunkCount; chunk++)
            all |= differences[chunk];
        return all;
    }

    /// <summary>Makes places of the counts.</summary>
    public void Place()
    {
        int next = 0;
        for (int value = 0; value < Digit.Values; value++)
        {
            for (int chunk = 0; chunk < chunkCount; chunk++)
            {
                ref int count = ref Counts(chunk)[value];
                (count, next) = (next, next + count);
            }
        }
    }
}
