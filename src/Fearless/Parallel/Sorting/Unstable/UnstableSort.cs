using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Parallel quicksort, in place.</summary>
internal readonly struct UnstableSort : ISort
{
    public static void Sort<T, TOrder>(Span<T> items, TOrder order, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length <= Quicksort.InsertionLength)
        {
            InsertionSort.Sort(items, 1, order);
            return;
        }
        if (Runs.TryFinish(items, order) || OrdinalSort.TrySort<T, TOrder>(items, cancellationToken))
            return;
        int grain = SortGrain.Measure(items, order);
        if (items.Length <= grain)
            Quicksort.Sort(items, order);
        else
            Share(items, order, grain, cancellationToken);
    }

    /// <summary>Sorts on all workers, in pieces of at most <paramref name="grain"/> elements.</summary>
    public static unsafe void Share<T, TOrder>(Span<T> items, TOrder order, int grain, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        // SAFETY: pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        {
            var operation = new SortOperation<TOrder>(order, grain, cancellationToken);
            var job = new QuicksortJob<T, TOrder>(
                operation, new PinnedSpan<T>((nint)address, items.Length), isAfterPivot: 0, Quicksort.DivisionsFor(items.Length));
            (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
            operation.ThrowIfStopped();
        }
    }
}
