using Fearless.Plumbing;

namespace Fearless;

/// <summary>Combines items with each other, from left to right.</summary>
internal struct ReduceConsumer<T, TFunc>(TFunc combine) : IConsumer<ReduceConsumer<T, TFunc>, T>
    where TFunc : struct, IFunc<T, T, T>
{
    private readonly TFunc _combine = combine;

    public T? Value { get; private set; }

    public bool HasValue { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        TFunc combine = _combine;
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
                value = combine.Invoke(value!, item);
        }
        Value = value;
    }

    public readonly ReduceConsumer<T, TFunc> Split(long leftSlots) => new(_combine);

    public void Combine(ReduceConsumer<T, TFunc> right)
    {
        if (!right.HasValue)
            return;
        Value = HasValue ? _combine.Invoke(Value!, right.Value!) : right.Value;
        HasValue = true;
    }
}
