using Fearless.Plumbing;

namespace Fearless;

/// <summary>Keeps the first of the items with the smallest, or the greatest, key. Keys that are null count only where there is no other.</summary>
internal struct KeyExtremumConsumer<T, TKey, TOrder>(Func<T, TKey> keySelector, IComparer<TKey> comparer) : IConsumer<KeyExtremumConsumer<T, TKey, TOrder>, T>
    where TOrder : struct, IExtremumOrder
{
    private readonly Func<T, TKey> _keySelector = keySelector;
    private readonly IComparer<TKey> _comparer = comparer;
    private TKey? _key;

    public bool HasValue { get; private set; }

    public T? Best { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                Offer(item, ErasedCall.Invoke(_keySelector, item));
        }
    }

    public readonly KeyExtremumConsumer<T, TKey, TOrder> Split(long leftSlots) => new(_keySelector, _comparer);

    public void Combine(KeyExtremumConsumer<T, TKey, TOrder> right)
    {
        if (right.HasValue)
            Offer(right.Best!, right._key!);
    }

    private void Offer(T item, TKey key)
    {
        if (HasValue && (key is null || (_key is not null && !TOrder.Replaces(_comparer.Compare(key, _key)))))
            return;
        (Best, _key, HasValue) = (item, key, true);
    }
}
