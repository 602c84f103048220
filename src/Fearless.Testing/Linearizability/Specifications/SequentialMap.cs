namespace Fearless.Testing;

/// <summary>The specification of a map whose keys are in order.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class SequentialMap<TKey, TValue> : ISequentialModel
    where TKey : notnull
{
    private readonly SortedList<TKey, TValue> _items = [];

    /// <summary>How many keys it holds.</summary>
    public int Count => _items.Count;

    /// <summary>All keys and values, in the order of the keys.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TValue>> Items => [.. _items];

    /// <summary>Adds <paramref name="key"/> if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it was added.</returns>
    public bool TryAdd(TKey key, TValue value) => _items.TryAdd(key, value);

    /// <summary>Returns the value of <paramref name="key"/>, which is added if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it is added with.</param>
    /// <returns>Its value.</returns>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        _items.TryAdd(key, value);
        return _items[key];
    }

    /// <summary>Gives <paramref name="key"/> a value, whether it was there or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it was added.</returns>
    public bool Set(TKey key, TValue value)
    {
        bool isNew = !_items.ContainsKey(key);
        _items[key] = value;
        return isNew;
    }

    /// <summary>Whether <paramref name="key"/> is there.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True if it is.</returns>
    public bool ContainsKey(TKey key) => _items.ContainsKey(key);

    /// <summary>Finds the value of <paramref name="key"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the default when it is not there.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGet(TKey key, out TValue? value) => _items.TryGetValue(key, out value);

    /// <summary>Takes <paramref name="key"/> out.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the default when it was not there.</param>
    /// <returns>Whether it was there.</returns>
    public bool TryRemove(TKey key, out TValue? value) => _items.Remove(key, out value);

    /// <summary>Finds the smallest key.</summary>
    /// <param name="key">The key; the default when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetFirst(out TKey? key) => TryGetAt(0, out key);

    /// <summary>Finds the greatest key.</summary>
    /// <param name="key">The key; the default when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLast(out TKey? key) => TryGetAt(_items.Count - 1, out key);

    /// <summary>Finds the smallest key that is not less than <paramref name="bound"/>.</summary>
    /// <param name="bound">The key to begin at.</param>
    /// <param name="key">The key; the default when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetFrom(TKey bound, out TKey? key)
    {
        int index = 0;
        while (index < _items.Count && _items.Comparer.Compare(_items.GetKeyAtIndex(index), bound) < 0)
            index++;
        return TryGetAt(index, out key);
    }

    /// <inheritdoc/>
    public object TakeSnapshot() => _items.ToArray();

    private bool TryGetAt(int index, out TKey? key)
    {
        bool exists = index >= 0 && index < _items.Count;
        key = exists ? _items.GetKeyAtIndex(index) : default;
        return exists;
    }
}
