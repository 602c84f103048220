using Fearless.Plumbing;

namespace Fearless;

/// <summary>Folds the items of each piece into an accumulator of its own, and combines those from left to right.</summary>
internal struct FoldConsumer<T, TAccumulate, TFold>(Func<TAccumulate> seed, TFold fold, Func<TAccumulate, TAccumulate, TAccumulate> combine)
    : IConsumer<FoldConsumer<T, TAccumulate, TFold>, T>
    where T : allows ref struct
    where TFold : struct, IFunc<TAccumulate, T, TAccumulate>
{
    private readonly Func<TAccumulate> _seed = seed;
    private readonly TFold _fold = fold;
    private readonly Func<TAccumulate, TAccumulate, TAccumulate> _combine = combine;
    private TAccumulate? _value;
    private bool _hasValue;

    public readonly bool IsFull => false;

    public readonly TAccumulate GetValue() => _hasValue ? _value! : _seed();

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        TFold fold = _fold;
        TAccumulate value = GetValue();
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                value = fold.Invoke(value, item);
        }
        _value = value;
        _hasValue = true;
    }

    public readonly FoldConsumer<T, TAccumulate, TFold> Split(long leftSlots) => new(_seed, _fold, _combine);

    public void Combine(FoldConsumer<T, TAccumulate, TFold> right)
    {
        if (!right._hasValue)
            return;
        _value = _hasValue ? _combine(_value!, right._value!) : right._value;
        _hasValue = true;
    }
}
