using Fearless.Plumbing;

namespace Fearless;

/// <summary>Writes the parts of the pairs of an indexed iterator where they belong: <see cref="CollectConsumer{T, TTarget}"/>, twice.</summary>
internal struct UnzipInPlaceConsumer<TFirst, TFirsts, TSecond, TSeconds>(TFirsts firsts, TSeconds seconds, long next)
    : IConsumer<UnzipInPlaceConsumer<TFirst, TFirsts, TSecond, TSeconds>, (TFirst First, TSecond Second)>
    where TFirsts : struct, ICollectTarget<TFirst>
    where TSeconds : struct, ICollectTarget<TSecond>
{
    // INVARIANT: the slot of the next item, because an indexed producer gives one item a slot, in order.
    private long _next = next;

    /// <summary>How many pairs were written.</summary>
    public long Count { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<(TFirst First, TSecond Second)>, allows ref struct
    {
        Span<TFirst> firstPlaces = firsts.GetSpan((int)_next, block.Length);
        Span<TSecond> secondPlaces = seconds.GetSpan((int)_next, block.Length);
        _next += firstPlaces.Length;
        Count += firstPlaces.Length;
        for (int index = 0; index < firstPlaces.Length; index++)
        {
            if (!block.TryGet(index, out (TFirst First, TSecond Second) pair))
                SlotCount.ThrowIsMissing();
            firstPlaces[index] = pair.First;
            secondPlaces[index] = pair.Second;
        }
    }

    public readonly UnzipInPlaceConsumer<TFirst, TFirsts, TSecond, TSeconds> Split(long leftSlots) => new(firsts, seconds, _next + leftSlots);

    public void Combine(UnzipInPlaceConsumer<TFirst, TFirsts, TSecond, TSeconds> right) => Count += right.Count;
}
