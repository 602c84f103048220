using System.Collections;

namespace Fearless.Collections;

/// <summary>The elements of a <see cref="SkipSet{T}"/> that are in a range, up or down: a view, which shows
/// the set as it is when it is enumerated, with the guarantees of the set's own enumeration.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly struct SkipSetRange<T> : IEnumerable<T>
    where T : notnull
{
    private readonly SkipList<T, SkipNothing>? _list;
    private readonly SkipBounds<T> _bounds;
    private readonly SkipDirection _direction;

    internal SkipSetRange(SkipList<T, SkipNothing> list, SkipBounds<T> bounds, SkipDirection direction)
    {
        _list = list;
        _bounds = bounds;
        _direction = direction;
    }

    /// <summary>The same range, from its last element to its first. Each step is a search; going up costs less.</summary>
    public SkipSetRange<T> Descending() => new(List, _bounds, SkipDirection.Descending);

    /// <summary>Goes over the range. Allocates nothing.</summary>
    public SkipSetEnumerator<T> GetEnumerator() => new(List, _bounds, _direction);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SkipList<T, SkipNothing> List =>
        _list ?? throw new InvalidOperationException("This is default(SkipSetRange), which is no range. Take one from a set.");
}
