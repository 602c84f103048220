using System.Collections;

namespace Fearless.Collections;

/// <summary>Goes over pairs of a <see cref="SkipMap{TKey, TValue}"/>.</summary>
/// <remarks>Of one thread, unlike the map. A mutable struct: use it through <c>foreach</c>.</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public struct SkipMapEnumerator<TKey, TValue> : IEnumerator<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private SkipCursor<TKey, TValue> _cursor;

    internal SkipMapEnumerator(SkipList<TKey, TValue> list, SkipBounds<TKey> bounds, SkipDirection direction) =>
        _cursor = new(list, bounds, direction);

    /// <summary>The pair that the enumeration stands at; the value is the one that the key had when it came there.</summary>
    /// <exception cref="InvalidOperationException">The enumeration has not begun, or has ended.</exception>
    public readonly KeyValuePair<TKey, TValue> Current => new(_cursor.Key, _cursor.Value);

    readonly object IEnumerator.Current => Current;

    internal readonly TKey Key => _cursor.Key;

    internal readonly TValue Value => _cursor.Value;

    /// <summary>Goes to the next pair.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext() => _cursor.MoveNext();

    /// <summary>Starts again, over what the map has then.</summary>
    public void Reset() => _cursor.Reset();

    /// <summary>Does nothing: there is nothing to let go of.</summary>
    public readonly void Dispose()
    {
    }
}
