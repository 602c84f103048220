using System.Diagnostics;

namespace Fearless.Collections;

/// <summary>A key of a <see cref="SkipMap{TKey, TValue}"/> with the value that it had when the entry was looked up.</summary>
/// <remarks>Stays readable after the key was removed or its value replaced. It keeps that value alive, and its own node, not the nodes that
/// were removed after it.</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[DebuggerDisplay("[{Key}, {Value}], removed: {IsRemoved}")]
public readonly struct SkipMapEntry<TKey, TValue>
    where TKey : notnull
{
    private readonly SkipList<TKey, TValue>? _list;
    private readonly SkipNode<TKey, TValue>? _node;
    private readonly object? _token;

    internal SkipMapEntry(SkipList<TKey, TValue> list, SkipNode<TKey, TValue> node, object token)
    {
        _list = list;
        _node = node;
        _token = token;
    }

    /// <summary>The key.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public TKey Key => Node.Key;

    /// <summary>The value that the key had when the entry was looked up.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public TValue Value => Node.ValueOf(_token!);

    /// <summary>Whether the key was removed since, or its value replaced. A key that was added anew has an entry of its own.</summary>
    /// <remarks>A reference that replaces itself, or that is put back later, is no change.</remarks>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public bool IsRemoved => !ReferenceEquals(Node.Token.Read(), _token);

    /// <summary>The entry with the next key; if this one was removed, with the first key behind it. Null at the end.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public SkipMapEntry<TKey, TValue>? Next =>
        List.TryGetNext(Node, out SkipNode<TKey, TValue>? node, out object? token) ? new(List, node, token) : null;

    /// <summary>The entry with the last key before this one. Null at the start. A search, unlike <see cref="Next"/>.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public SkipMapEntry<TKey, TValue>? Previous =>
        List.TryGetPrevious(Node, out SkipNode<TKey, TValue>? node, out object? token) ? new(List, node, token) : null;

    private SkipNode<TKey, TValue> Node => _node ?? throw NoEntry();

    private SkipList<TKey, TValue> List => _list ?? throw NoEntry();

    /// <summary>Removes the key, if it still has the value of this entry.</summary>
    /// <returns>True for one caller only; false when the key was removed or its value replaced before.</returns>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public bool Remove() => List.TryRemove(Node, _token!);

    /// <summary>Takes the entry apart.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that the key had when the entry was looked up.</param>
    /// <exception cref="InvalidOperationException">This is the default of the type, and no entry.</exception>
    public void Deconstruct(out TKey key, out TValue value)
    {
        key = Key;
        value = Value;
    }

    private static InvalidOperationException NoEntry() =>
        new("This is default(SkipMapEntry), which is no entry. Use it only when the method that it came from returned true.");
}
