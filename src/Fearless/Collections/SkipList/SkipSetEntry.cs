using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>An element of a <see cref="SkipSet{T}"/>.</summary>
/// <remarks>Stays readable after the element was removed. It keeps its own node alive, not those that were removed after it.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerDisplay("{Value}, removed: {IsRemoved}")]
public readonly struct SkipSetEntry<T>
    where T : notnull
{
    private readonly SkipMapEntry<T, SkipNothing> _entry;

    internal SkipSetEntry(SkipMapEntry<T, SkipNothing> entry) => _entry = entry;

    /// <summary>The element.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public T Value => _entry.Key;

    /// <summary>Whether the element was removed since. One that was added anew has an entry of its own.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public bool IsRemoved => _entry.IsRemoved;

    /// <summary>The entry of the next element; if this one was removed, of the first one behind it. Null at the end.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public SkipSetEntry<T>? Next => _entry.Next is { } next ? new(next) : null;

    /// <summary>The entry of the last element before this one. Null at the start. A search, unlike <see cref="Next"/>.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public SkipSetEntry<T>? Previous => _entry.Previous is { } previous ? new(previous) : null;

    /// <summary>Removes the element.</summary>
    /// <returns>True for one caller only; false when it was removed before.</returns>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public bool Remove() => _entry.Remove();
}
