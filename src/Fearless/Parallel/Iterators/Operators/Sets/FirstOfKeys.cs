namespace Fearless;

/// <summary>The first item of each key, in order.</summary>
internal sealed class FirstOfKeys<TKey, T>(IEqualityComparer<TKey>? comparer)
{
    private readonly HashSet<TKey> _keys = new(comparer);
    private readonly List<(TKey Key, T Item)> _firsts = [];

    public void Add((TKey Key, T Item) pair)
    {
        if (_keys.Add(pair.Key))
            _firsts.Add(pair);
    }

    public void Add(FirstOfKeys<TKey, T> right)
    {
        foreach ((TKey Key, T Item) pair in right._firsts)
            Add(pair);
    }

    public T[] ToArray()
    {
        T[] items = NewArray.Of<T>(_firsts.Count);
        for (int index = 0; index < items.Length; index++)
            items[index] = _firsts[index].Item;
        return items;
    }
}
