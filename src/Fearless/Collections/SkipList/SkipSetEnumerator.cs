using System.Collections;

namespace Fearless.Collections;

/// <summary>Goes over elements of a <see cref="SkipSet{T}"/>.</summary>
/// <remarks>Of one thread, unlike the set. A mutable struct: use it through <c>foreach</c>.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
public struct SkipSetEnumerator<T> : IEnumerator<T>
    where T : notnull
{
    private SkipCursor<T, SkipNothing> _cursor;

    internal SkipSetEnumerator(SkipList<T, SkipNothing> list, SkipBounds<T> bounds, SkipDirection direction) =>
        _cursor = new(list, bounds, direction);

    /// <summary>The element that the enumeration stands at.</summary>
    /// <exception cref="InvalidOperationException">The enumeration has not begun, or has ended.</exception>
    public readonly T Current => _cursor.Key;

    readonly object IEnumerator.Current => Current;

    /// <summary>Goes to the next element.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext() => _cursor.MoveNext();

    /// <summary>Starts again, over what the set has then.</summary>
    public void Reset() => _cursor.Reset();

    /// <summary>Does nothing: there is nothing to let go of.</summary>
    public readonly void Dispose()
    {
    }
}
