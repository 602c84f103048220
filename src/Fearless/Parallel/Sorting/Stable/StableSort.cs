using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Parallel merge sort, with a buffer of as many elements as are sorted.</summary>
internal readonly struct StableSort : ISort
{
    public static void Sort<T, TOrder>(Span<T> items, TOrder order, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length <= NaturalMergeSort.LeastRun)
        {
            InsertionSort.Sort(items, 1, order);
            return;
        }
        if (Runs.TryFinish(items, order) || OrdinalSort.TrySort<T, TOrder>(items, cancellationToken))
            return;
        Compare(items, order, cancellationToken);
    }

    /// <summary>Sorts by comparing whatever the order, and without looking whether there is anything to do.</summary>
    public static void Compare<T, TOrder>(Span<T> items, TOrder order, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        int grain = SortGrain.Measure(items, order);
        using var buffer = new SortBuffer<T>(items.Length);
        if (items.Length <= grain)
            NaturalMergeSort.Sort(items, buffer.Span, order);
        else
            Share(items, buffer.Span, order, grain, cancellationToken);
    }

    /// <summary>Sorts on all workers, in pieces of at most <paramref name="grain"/> elements.</summary>
    public static unsafe void Share<T, TOrder>(Span<T> items, Span<T> buffer, TOrder order, int grain, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        // SAFETY: both pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        fixed (byte* bufferAddress = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(buffer)))
        {
            var operation = new SortOperation<TOrder>(order, grain, cancellationToken);
            var job = new MergeSortJob<T, TOrder>(
                operation,
                new PinnedSpan<T>((nint)address, items.Length),
                new PinnedSpan<T>((nint)bufferAddress, items.Length),
                SortPlace.Items);
            (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
            operation.ThrowIfStopped();
        }
    }
}
