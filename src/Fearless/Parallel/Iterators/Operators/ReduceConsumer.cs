using Fearless.Plumbing;

namespace Fearless;

/// <summary>Combines items with each other, from left to right.</summary>
internal struct ReduceConsumer<T>(Func<T, T, T> combine) : IConsumer<ReduceConsumer<T>, T>
{
    private readonly Func<T, T, T> _combine = combine;

    public T? Value { get; private set; }

    public bool HasValue { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        int index = 0;
        while (!HasValue && index < length)
        {
            if (block.TryGet(index++, out T? first))
                (Value, HasValue) = (first, true);
        }
        T? value = Value;
        for (; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                value = ErasedCall.Invoke(_combine, value!, item);
        }
        Value = value;
    }

    public readonly ReduceConsumer<T> Split(long leftSlots) => new(_combine);

    public void Combine(ReduceConsumer<T> right)
    {
        if (!right.HasValue)
            return;
        Value = HasValue ? ErasedCall.Invoke(_combine, Value!, right.Value!) : right.Value;
        HasValue = true;
    }
}
