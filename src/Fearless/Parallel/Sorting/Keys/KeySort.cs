using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>Sorts by keys that are computed once for each element, before anything moves.</summary>
internal static class KeySort
{
    /// <summary>What computing keys may take before other workers help.</summary>
    private static readonly TimeSpan TimeAlone = TimeSpan.FromMicroseconds(20);

    public static void Sort<T, TKey, TKeyOrder, TSort>(Span<T> items, KeyMaker<T, TKey> maker, TKeyOrder order, CancellationToken cancellationToken)
        where TKeyOrder : struct, IOrder<TKey>
        where TSort : ISort
    {
        using var keys = new SortBuffer<Keyed<TKey>>(items.Length);
        Compute(items, keys.Span, maker, cancellationToken);
        TSort.Sort(keys.Span, new KeyedOrder<TKey, TKeyOrder>(order), cancellationToken);
        Arrange(items, keys.Span);
    }

    public static void Sort<T, TMaker>(Span<T> items, TMaker maker, CancellationToken cancellationToken)
        where TMaker : struct, IKeyMaker<T, ulong>
    {
        using var keys = new SortBuffer<Keyed<ulong>>(items.Length);
        Sort(items, keys.Span, maker, cancellationToken);
    }

    /// <summary>Sorts stably by numbers, and leaves the keys in <paramref name="keys"/>, in order.</summary>
    public static void Sort<T, TMaker>(Span<T> items, Span<Keyed<ulong>> keys, TMaker maker, CancellationToken cancellationToken)
        where TMaker : struct, IKeyMaker<T, ulong>
    {
        Compute(items, keys, maker, cancellationToken);
        ParallelRadix.Sort(keys, cancellationToken);
        Arrange(items, keys);
    }

    /// <summary>Sorts keys, and the items at the same places with them.</summary>
    public static void SortPairs<TKey, TValue, TKeyOrder, TSort>(Span<TKey> keys, Span<TValue> items, TKeyOrder order, CancellationToken cancellationToken)
        where TKeyOrder : struct, IOrder<TKey>
        where TSort : ISort
    {
        using var keyed = new SortBuffer<Keyed<TKey>>(keys.Length);
        Compute(keys, keyed.Span, default(OwnKey<TKey>), cancellationToken);
        TSort.Sort(keyed.Span, new KeyedOrder<TKey, TKeyOrder>(order), cancellationToken);
        ArrangePairs(keys, items, keyed.Span);
    }

    /// <summary>Sorts keys that are numbers stably, and the items at the same places with them.</summary>
    public static void SortPairs<TKey, TValue>(Span<TKey> keys, Span<TValue> items, CancellationToken cancellationToken)
    {
        using var keyed = new SortBuffer<Keyed<ulong>>(keys.Length);
        Compute(keys, keyed.Span, default(OwnRadixKey<TKey>), cancellationToken);
        ParallelRadix.Sort(keyed.Span, cancellationToken);
        ArrangePairs(keys, items, keyed.Span);
    }

    /// <summary>Computes the keys: here as long as it takes no time, and what is left on all workers, in pieces of as many.</summary>
    private static unsafe void Compute<T, TKey, TMaker>(
        Span<T> items, Span<Keyed<TKey>> keys, TMaker maker, CancellationToken cancellationToken)
        where TMaker : struct, IKeyMaker<T, TKey>
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        int next = Math.Min(4, items.Length);
        do
        {
            KeysJob<T, TKey, TMaker>.Fill(items[done..next], keys[done..next], done, maker);
            done = next;
            if (done == items.Length)
                return;
            next = Math.Min(2 * done, items.Length);
        }
        while (Stopwatch.GetElapsedTime(start) < TimeAlone);

        // SAFETY: both pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        fixed (byte* keysAddress = &Unsafe.As<Keyed<TKey>, byte>(ref MemoryMarshal.GetReference(keys)))
        {
            var operation = new SortOperation(done, cancellationToken);
            var allItems = new PinnedSpan<T>((nint)address, items.Length);
            var allKeys = new PinnedSpan<Keyed<TKey>>((nint)keysAddress, keys.Length);
            var job = new KeysJob<T, TKey, TMaker>(operation, allItems.From(done), allKeys.From(done), done, maker);
            (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
            operation.ThrowIfStopped();
        }
    }

    /// <summary>Puts the elements into the order of their keys.</summary>
    private static void Arrange<T, TKey>(Span<T> items, Span<Keyed<TKey>> keys)
    {
        using var buffer = new SortBuffer<T>(items.Length);
        Gather(items, keys, buffer.Span);
        buffer.Span.CopyTo(items);
    }

    /// <summary>Puts keys and items into the order that was found for the keys: both or, if something fails, neither.</summary>
    private static void ArrangePairs<TKey, TValue, TSortKey>(Span<TKey> keys, Span<TValue> items, Span<Keyed<TSortKey>> keyed)
    {
        using var orderedKeys = new SortBuffer<TKey>(keys.Length);
        using var orderedItems = new SortBuffer<TValue>(items.Length);
        Gather(keys, keyed, orderedKeys.Span);
        Gather(items, keyed, orderedItems.Span);
        orderedKeys.Span.CopyTo(keys);
        orderedItems.Span.CopyTo(items);
    }

    /// <summary>Copies the elements into <paramref name="target"/>, in the order of their keys.</summary>
    private static unsafe void Gather<T, TKey>(Span<T> items, Span<Keyed<TKey>> keys, Span<T> target)
    {
        // SAFETY: all pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        fixed (byte* keysAddress = &Unsafe.As<Keyed<TKey>, byte>(ref MemoryMarshal.GetReference(keys)))
        fixed (byte* targetAddress = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(target)))
        {
            var job = new GatherJob<T, TKey>(
                new PinnedSpan<T>((nint)address, items.Length),
                new PinnedSpan<Keyed<TKey>>((nint)keysAddress, keys.Length),
                new PinnedSpan<T>((nint)targetAddress, items.Length));
            if (items.Length <= GatherJob<T, TKey>.PieceLength)
                GatherJob<T, TKey>.Copy(items, keys, target);
            else
                (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
        }
    }
}
