using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Sorts what has a <see cref="RadixKey"/>: stably, with a buffer of as many items.</summary>
internal static class ParallelRadix
{
    /// <summary>Pieces of no more items are sorted by one worker: some 100 µs of work.</summary>
    private const int PieceLength = 8 * 1024;

    public static void Sort<T>(Span<T> items, CancellationToken cancellationToken)
    {
        if (items.Length <= RadixSort.InsertionLength)
        {
            RadixSort.Sort(items, [], SortPlace.Items);
            return;
        }
        if (NumberRuns.TryFinish(items))
            return;
        using var buffer = new SortBuffer<T>(items.Length);
        if (items.Length <= PieceLength)
            RadixSort.Sort(items, buffer.Span, SortPlace.Items);
        else
            Share(items, buffer.Span, PieceLength, cancellationToken);
    }

    /// <summary>Sorts on all workers, in pieces of at most <paramref name="grain"/> items.</summary>
    public static unsafe void Share<T>(Span<T> items, Span<T> buffer, int grain, CancellationToken cancellationToken)
    {
        // SAFETY: both pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        fixed (byte* bufferAddress = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(buffer)))
        {
            var operation = new SortOperation<RadixOrder<T>>(default, grain, cancellationToken);
            var job = new RadixSortJob<T>(
                operation,
                new PinnedSpan<T>((nint)address, items.Length),
                new PinnedSpan<T>((nint)bufferAddress, items.Length),
                SortPlace.Items);
            (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
            operation.ThrowIfStopped();
        }
    }
}
