using System.Runtime.InteropServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>The end of a list, which was made long enough, so that its buffer stays the same.</summary>
internal readonly struct ListTarget<T, TItem>(List<T> list, int start) : ICollectTarget<TItem>
{
    private readonly int _count = list.Count;

    public Span<TItem> GetSpan(int first, int count)
    {
        // Asked anew for each block, as in ListProducer: in a list that others change meanwhile nothing is written but what lies in it.
        Span<T> items = CollectionsMarshal.AsSpan(list);
        if (items.Length != _count)
            throw new InvalidOperationException("The list was changed while a parallel iterator wrote to it. Change it afterwards.");
        SlotCount.ThrowIfBeyond(_count - start, first, count);
        return Erasure.Places<T, TItem>(items.Slice(start + first, count));
    }
}
