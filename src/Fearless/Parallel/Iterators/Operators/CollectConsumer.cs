using Fearless.Plumbing;

namespace Fearless;

/// <summary>Writes the items of an indexed iterator where they belong; nothing is moved afterwards.</summary>
internal struct CollectConsumer<T, TTarget>(TTarget target, long next) : IConsumer<CollectConsumer<T, TTarget>, T>
    where TTarget : struct, ICollectTarget<T>
{
    // INVARIANT: the slot of the next item, because an indexed producer gives one item a slot, in order.
    private long _next = next;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        Span<T> places = target.GetSpan((int)_next, block.Length);
        _next += places.Length;
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items))
        {
            items.CopyTo(places);
            return;
        }
        for (int index = 0; index < places.Length; index++)
        {
            block.TryGet(index, out T? item);
            places[index] = item!;
        }
    }

    public readonly CollectConsumer<T, TTarget> Split(long leftSlots) => new(target, _next + leftSlots);

    public readonly void Combine(CollectConsumer<T, TTarget> right)
    {
    }
}
