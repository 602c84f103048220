using Fearless.Plumbing;

namespace Fearless;

internal struct CountConsumer<T> : IConsumer<CountConsumer<T>, T>
    where T : allows ref struct
{
    public long Count { get; private set; }

    public readonly bool IsFull => false;

    static bool IConsumer<CountConsumer<T>, T>.RunsForeignCode => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        long count = 0;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out _))
                count++;
        }
        Count += count;
    }

    public readonly CountConsumer<T> Split(long leftSlots) => default;

    public void Combine(CountConsumer<T> right) => Count += right.Count;
}
