using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers the first parts of pairs, and the second ones.</summary>
internal struct UnzipConsumer<TFirst, TSecond> : IConsumer<UnzipConsumer<TFirst, TSecond>, (TFirst First, TSecond Second)>
{
    private GatherConsumer<TFirst> _firsts;
    private GatherConsumer<TSecond> _seconds;

    public readonly GatherConsumer<TFirst> Firsts => _firsts;

    public readonly GatherConsumer<TSecond> Seconds => _seconds;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<(TFirst First, TSecond Second)>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out (TFirst First, TSecond Second) pair))
                continue;
            _firsts.Add(pair.First);
            _seconds.Add(pair.Second);
        }
    }

    public readonly UnzipConsumer<TFirst, TSecond> Split(long leftSlots) => default;

    public void Combine(UnzipConsumer<TFirst, TSecond> right)
    {
        _firsts.Combine(right._firsts);
        _seconds.Combine(right._seconds);
    }
}
