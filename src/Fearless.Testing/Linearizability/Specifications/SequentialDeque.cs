namespace Fearless.Testing;

/// <summary>The specification of a queue with two ends.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class SequentialDeque<T> : ISequentialModel
{
    private readonly LinkedList<T> _items = [];

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    /// <summary>Adds <paramref name="item"/> before all others.</summary>
    /// <param name="item">The item.</param>
    public void PushFirst(T item) => _items.AddFirst(item);

    /// <summary>Adds <paramref name="item"/> behind all others.</summary>
    /// <param name="item">The item.</param>
    public void PushLast(T item) => _items.AddLast(item);

    /// <summary>Takes the first item: in a work-stealing deque, the one that a thief steals.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTakeFirst(out T? item) => TryTake(_items.First, out item);

    /// <summary>Takes the last item: in a work-stealing deque, the one that the owner pops.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTakeLast(out T? item) => TryTake(_items.Last, out item);

    /// <inheritdoc/>
    public object TakeSnapshot() => _items.ToArray();

    private bool TryTake(LinkedListNode<T>? node, out T? item)
    {
        item = default;
        if (node is null)
            return false;
        item = node.Value;
        _items.Remove(node);
        return true;
    }
}
