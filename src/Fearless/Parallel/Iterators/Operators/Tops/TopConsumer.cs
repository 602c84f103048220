using System.Runtime.InteropServices;
using Fearless.Plumbing;
using Fearless.Sorting;

namespace Fearless;

/// <summary>Keeps the items with the smallest keys.</summary>
/// <remarks>
/// INVARIANT: an item that was dropped has <c>count</c> others before it in the order. Items are gathered until there are twice as many as are wanted; then they are sorted and the
/// second half is dropped. So an item costs about the logarithm of the count, and what is not smaller than the last one that was kept costs a comparison.
/// </remarks>
internal struct TopConsumer<T, TKey>(TopConsumer<T, TKey>.Plan plan) : IConsumer<TopConsumer<T, TKey>, T>
{
    private readonly Plan _plan = plan;
    private List<Entry>? _entries;

    // How many items this piece has seen: equal keys are ordered by that.
    private long _seen;
    private bool _hasBound;
    private TKey? _bound;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                Add(new Entry(_plan.KeySelector(item), item, _seen++));
        }
    }

    public readonly TopConsumer<T, TKey> Split(long leftSlots) => new(_plan);

    public void Combine(TopConsumer<T, TKey> right)
    {
        foreach (Entry entry in right._entries ?? [])
            Add(entry with { Number = _seen + entry.Number });
        _seen += right._seen;
    }

    public readonly T[] ToArray()
    {
        List<Entry> entries = _entries ?? [];
        Quicksort.Sort(CollectionsMarshal.AsSpan(entries), _plan.Order);
        T[] items = NewArray.Of<T>(Math.Min(entries.Count, _plan.Count));
        for (int index = 0; index < items.Length; index++)
            items[index] = entries[index].Item;
        return items;
    }

    private void Add(Entry entry)
    {
        // An equal one that comes later is behind it in the order.
        if (_hasBound && _plan.Keys.Compare(entry.Key, _bound) >= 0)
            return;
        _entries ??= [];
        _entries.Add(entry);
        if (_entries.Count < 2L * _plan.Count)
            return;
        Quicksort.Sort(CollectionsMarshal.AsSpan(_entries), _plan.Order);
        _entries.RemoveRange(_plan.Count, _entries.Count - _plan.Count);
        _bound = _entries[^1].Key;
        _hasBound = true;
    }

    /// <summary>An item with its key, and its number among those of its piece.</summary>
    internal readonly record struct Entry(TKey Key, T Item, long Number);

    /// <summary>What all pieces share.</summary>
    internal sealed class Plan(Func<T, TKey> keySelector, IComparer<TKey> keys, int count)
    {
        public readonly Func<T, TKey> KeySelector = keySelector;
        public readonly IComparer<TKey> Keys = keys;
        public readonly int Count = count;

        public readonly EntryOrder Order = new(keys);
    }

    // Of a struct and not of a comparison, which List.Sort would take: that hides what a comparer throws in another exception.
    internal readonly struct EntryOrder(IComparer<TKey> keys) : IOrder<Entry>
    {
        public bool IsLess(ref readonly Entry left, ref readonly Entry right) =>
            keys.Compare(left.Key, right.Key) is not 0 and var order ? order < 0 : left.Number < right.Number;
    }
}
