using System.Collections;

namespace Fearless.Collections;

/// <summary>The keys of a <see cref="SkipMap{TKey, TValue}"/>, in order: a view, which shows the map as it is when
/// it is enumerated, with the guarantees of the map's own enumeration. Read-only.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class SkipMapKeyCollection<TKey, TValue> : ICollection<TKey>, IReadOnlyCollection<TKey>
    where TKey : notnull
{
    private readonly SkipMap<TKey, TValue> _map;

    internal SkipMapKeyCollection(SkipMap<TKey, TValue> map) => _map = map;

    /// <summary>The number of keys in the map: see <see cref="SkipMap{TKey, TValue}.Count"/>.</summary>
    public int Count => _map.Count;

    bool ICollection<TKey>.IsReadOnly => true;

    /// <summary>Whether a key is in the map. A search.</summary>
    /// <param name="item">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool Contains(TKey item) => _map.ContainsKey(item);

    /// <summary>Copies the keys, in order, as an enumeration meets them.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The index of the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative.</exception>
    /// <exception cref="ArgumentException">They do not fit; nothing was copied.</exception>
    public void CopyTo(TKey[] array, int arrayIndex)
    {
        List<TKey> items = [];
        foreach (TKey item in this)
            items.Add(item);
        CollectionCopy.To([.. items], array, arrayIndex);
    }

    /// <summary>Goes over the keys.</summary>
    public IEnumerator<TKey> GetEnumerator()
    {
        foreach (KeyValuePair<TKey, TValue> pair in _map)
            yield return pair.Key;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<TKey>.Add(TKey item) => throw ReadOnly();

    void ICollection<TKey>.Clear() => throw ReadOnly();

    bool ICollection<TKey>.Remove(TKey item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("This is a view of a map. Change the map itself.");
}
