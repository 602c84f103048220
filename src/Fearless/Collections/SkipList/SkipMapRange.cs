using System.Collections;

namespace Fearless.Collections;

/// <summary>The pairs of a <see cref="SkipMap{TKey, TValue}"/> whose keys are in a range, up or down: a view, which
/// shows the map as it is when it is enumerated, with the guarantees of the map's own enumeration.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public readonly struct SkipMapRange<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly SkipList<TKey, TValue>? _list;
    private readonly SkipBounds<TKey> _bounds;
    private readonly SkipDirection _direction;

    internal SkipMapRange(SkipList<TKey, TValue> list, SkipBounds<TKey> bounds, SkipDirection direction)
    {
        _list = list;
        _bounds = bounds;
        _direction = direction;
    }

    /// <summary>The same range, from its last key to its first. Each step is a search; going up costs less.</summary>
    public SkipMapRange<TKey, TValue> Descending() => new(List, _bounds, SkipDirection.Descending);

    /// <summary>Goes over the range. Allocates nothing.</summary>
    public SkipMapEnumerator<TKey, TValue> GetEnumerator() => new(List, _bounds, _direction);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SkipList<TKey, TValue> List =>
        _list ?? throw new InvalidOperationException("This is default(SkipMapRange), which is no range. Take one from a map.");
}
