using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>Goes over the keys of a range, up or down.</summary>
internal struct SkipCursor<TKey, TValue>(SkipList<TKey, TValue> list, SkipBounds<TKey> bounds, SkipDirection direction)
{
    private SkipNode<TKey, TValue>? _node;
    private object? _token;
    private bool _ended;

    /// <summary>The key it stands at.</summary>
    public readonly TKey Key => Node.Key;

    /// <summary>The value that belonged to the key when the cursor came to it.</summary>
    public readonly TValue Value => Node.ValueOf(_token!);

    private readonly SkipNode<TKey, TValue> Node => _node ??
        throw new InvalidOperationException("The enumeration stands at no element: call MoveNext, and read Current only when it returned true.");

    public bool MoveNext()
    {
        if (_ended)
            return false;
        SkipNode<TKey, TValue>? node;
        bool found = direction == SkipDirection.Ascending ? TryAscend(out node) : TryDescend(out node);
        _node = found ? node : null;
        _ended = !found;
        return found;
    }

    public void Reset()
    {
        _node = null;
        _token = null;
        _ended = false;
    }

    private bool TryAscend([NotNullWhen(true)] out SkipNode<TKey, TValue>? node) =>
        (_node is null ? bounds.TryGetFirst(list, out node, out _token) : list.TryGetNext(_node, out node, out _token))
        && bounds.ReachesTo(list, node!.Key);

    private bool TryDescend([NotNullWhen(true)] out SkipNode<TKey, TValue>? node) =>
        (_node is null ? bounds.TryGetLast(list, out node, out _token) : list.TryGetPrevious(_node, out node, out _token))
        && bounds.ReachesFrom(list, node!.Key);
}
