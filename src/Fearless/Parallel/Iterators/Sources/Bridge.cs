using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>A serial enumerator that many workers take items from, one worker at a time.</summary>
/// <remarks>
/// INVARIANT: the enumerator is used by whoever holds the gate, and never again after it has ended or thrown. So it need not be safe for
/// threads, and each worker sees all that the one before it did there.
/// </remarks>
internal sealed class Bridge<T>(IEnumerator<T> source, int batchLength) : LiveSlots
{
    private readonly Lock _gate = new();
    // Relaxed: under the gate it needs no order, and without the gate it is a hint.
    private AtomicBool _isSpent;

    public override bool AreSpent(long start, long end) => _isSpent.ReadRelaxed();

    // A worker that comes back while it is inside, because the enumerator let it do other work, would wait for itself: that piece of the
    // work ends.
    public override bool HasRest(long slot) => !_isSpent.ReadRelaxed() && !_gate.IsHeldByCurrentThread;

    // All parts take from the same enumerator.
    public override bool TryDivide(long slot, out long right)
    {
        right = slot + 1;
        return true;
    }

    /// <summary>Folds the items of one batch, or of all that is left if nobody comes back for the rest.</summary>
    public TFolder Fold<TFolder>(TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        do
            folder = batchLength == 1 ? FoldOne(folder) : FoldBatch(folder);
        while (!IsAttended && !folder.IsFull && HasRest(0));
        return folder;
    }

    private TFolder FoldOne<TFolder>(TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        T? item = default;
        if (Take(new Span<T>(ref item!)) == 1)
            folder.Fold(new ItemBlock<T>(item!));
        return folder;
    }

    private TFolder FoldBatch<TFolder>(TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        T[] batch = ArrayPool<T>.Shared.Rent(batchLength);
        int count = Take(batch.AsSpan(0, batchLength));
        folder.Fold(new SpanBlock<T>(batch.AsSpan(0, count)));
        ArrayPool<T>.Shared.Return(batch, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        return folder;
    }

    private int Take(Span<T> places)
    {
        if (_gate.IsHeldByCurrentThread)
            return 0;
        lock (_gate)
        {
            int taken = 0;
            while (taken < places.Length && !_isSpent.ReadRelaxed() && TryNext(out places[taken]!))
                taken++;
            return taken;
        }
    }

    private bool TryNext([MaybeNullWhen(false)] out T item)
    {
        bool isThere = false;
        try
        {
            item = default;
            if (source.MoveNext())
                (item, isThere) = (source.Current, true);
            return isThere;
        }
        finally
        {
            if (!isThere)
                _isSpent.WriteRelaxed(true);
        }
    }
}
