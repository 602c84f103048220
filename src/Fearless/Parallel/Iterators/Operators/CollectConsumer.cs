using Fearless.Plumbing;

namespace Fearless;

/// <summary>Writes the items of an indexed iterator where they belong; nothing is moved afterwards.</summary>
internal struct CollectConsumer<T, TTarget>(TTarget target, long next) : IConsumer<CollectConsumer<T, TTarget>, T>
    where TTarget : struct, ICollectTarget<T>
{
    // INVARIANT: the slot of the next item, because an indexed producer gives one item a slot, in order.
    private long _next = next;

    /// <summary>How many items were written.</summary>
    public long Count { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        Span<T> places = target.GetSpan((int)_next, block.Length);
        _next += places.Length;
        Count += places.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items))
        {
            items.CopyTo(places);
            return;
        }
        int missing = 0;
        for (int index = 0; index < places.Length; index++)
        {
            // Behind an error there is none. Elsewhere this is the constant true, unless the source lies.
            if (!block.TryGet(index, out T? item))
                missing++;
            places[index] = item!;
        }
        Count -= missing;
    }

    public readonly CollectConsumer<T, TTarget> Split(long leftSlots) => new(target, _next + leftSlots);

    public void Combine(CollectConsumer<T, TTarget> right) => Count += right.Count;
}
