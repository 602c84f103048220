using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>Sorts by strings in ordinal order, stably: by four code units at a time as a number, then what has the same number by the next
/// four.</summary>
/// <remarks>A comparison of two strings waits for both to come from memory, and is made n log n times; here each string is read once or twice.</remarks>
internal static class OrdinalSort
{
    /// <summary>What is shorter, or has more in common than this many times four code units, is compared.</summary>
    private const int LeastLength = 64;
    private const int MostSteps = 8;

    /// <summary>Sorts <paramref name="items"/> if <typeparamref name="TOrder"/> is an ordinal order of strings and there are enough of them.</summary>
    public static bool TrySort<T, TOrder>(Span<T> items, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length < LeastLength)
            return false;
        if (typeof(TOrder) == typeof(TextOrder<Reference, ReferenceText>))
        {
            Sort<Reference, ReferenceText>(Erasure.Places<T, Reference>(items), step: 0, cancellationToken);
            return true;
        }
        if (typeof(TOrder) == typeof(KeyedOrder<Reference, TextOrder<Reference, ReferenceText>>))
        {
            Span<Keyed<Reference>> keys =
                MemoryMarshal.CreateSpan(ref Unsafe.As<T, Keyed<Reference>>(ref MemoryMarshal.GetReference(items)), items.Length);
            Sort<Keyed<Reference>, KeyText>(keys, step: 0, cancellationToken);
            return true;
        }
        return false;
    }

    /// <summary>Sorts what has as many times four code units in common as <paramref name="step"/> says.</summary>
    public static unsafe void Sort<T, TText>(Span<T> items, int step, CancellationToken cancellationToken)
        where TText : struct, IText<T>
    {
        if (items.Length < LeastLength || step == MostSteps)
        {
            StableSort.Compare(items, default(TextOrder<T, TText>), cancellationToken);
            return;
        }
        using var keys = new SortBuffer<Keyed<ulong>>(items.Length);
        KeySort.Sort(items, keys.Span, new TextDigits<T, TText>(step * TextDigits<T, TText>.Length), cancellationToken);

        // SAFETY: both pinned until every worker is done, which is when Install returns.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)))
        fixed (byte* keysAddress = &Unsafe.As<Keyed<ulong>, byte>(ref MemoryMarshal.GetReference(keys.Span)))
        {
            var job = new TiesJob<T, TText>(
                new PinnedSpan<T>((nint)address, items.Length),
                new PinnedSpan<Keyed<ulong>>((nint)keysAddress, items.Length),
                step,
                cancellationToken);
            if (items.Length <= TiesJob<T, TText>.PieceLength)
                job.SortTies();
            else
                (WorkerPool.Current ?? WorkerPool.Default).Install(ref job);
        }
    }
}
