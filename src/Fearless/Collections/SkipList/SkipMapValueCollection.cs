using System.Collections;

namespace Fearless.Collections;

/// <summary>The values of a <see cref="SkipMap{TKey, TValue}"/>, in the order of their keys: a view, which shows the map as it is when
/// it is enumerated, with the guarantees of the map's own enumeration. Read-only.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class SkipMapValueCollection<TKey, TValue> : ICollection<TValue>, IReadOnlyCollection<TValue>
    where TKey : notnull
{
    private readonly SkipMap<TKey, TValue> _map;

    internal SkipMapValueCollection(SkipMap<TKey, TValue> map) => _map = map;

    /// <summary>The number of keys in the map: see <see cref="SkipMap{TKey, TValue}.Count"/>.</summary>
    public int Count => _map.Count;

    bool ICollection<TValue>.IsReadOnly => true;

    /// <summary>Whether a key has a value, by <see cref="EqualityComparer{T}.Default"/>. Looks at all of them.</summary>
    /// <param name="item">The value.</param>
    public bool Contains(TValue item)
    {
        foreach (TValue value in this)
        {
            if (EqualityComparer<TValue>.Default.Equals(value, item))
                return true;
        }
        return false;
    }

    /// <summary>Copies the values, in order, as an enumeration meets them.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The index of the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative.</exception>
    /// <exception cref="ArgumentException">They do not fit; nothing was copied.</exception>
    public void CopyTo(TValue[] array, int arrayIndex)
    {
        List<TValue> items = [];
        foreach (TValue item in this)
            items.Add(item);
        CollectionCopy.To([.. items], array, arrayIndex);
    }

    /// <summary>Goes over the values.</summary>
    public IEnumerator<TValue> GetEnumerator()
    {
        foreach (KeyValuePair<TKey, TValue> pair in _map)
            yield return pair.Value;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<TValue>.Add(TValue item) => throw ReadOnly();

    void ICollection<TValue>.Clear() => throw ReadOnly();

    bool ICollection<TValue>.Remove(TValue item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("This is a view of a map. Change the map itself.");
}
