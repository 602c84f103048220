namespace Fearless.Testing;

/// <summary>The specification of a queue: first in, first out, with or without a bound.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class SequentialQueue<T> : ISequentialModel
{
    private readonly Queue<T> _items = [];
    private readonly int _capacity;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">How many items it holds at most; any number by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SequentialQueue(int capacity = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
    }

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    /// <summary>Whether it holds as many items as it can.</summary>
    public bool IsFull => _items.Count == _capacity;

    /// <summary>Adds <paramref name="item"/> behind all others, if there is room.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryEnqueue(T item)
    {
        if (IsFull)
            return false;
        _items.Enqueue(item);
        return true;
    }

    /// <summary>Adds <paramref name="item"/> behind all others; if there is no room, the oldest one makes way.</summary>
    /// <param name="item">The item.</param>
    /// <param name="evicted">The one that made way; the default when there was room.</param>
    /// <returns>Whether one had to make way.</returns>
    public bool EnqueueOverOldest(T item, out T? evicted)
    {
        evicted = default;
        bool isEvicted = IsFull && _items.TryDequeue(out evicted);
        TryEnqueue(item);
        return isEvicted;
    }

    /// <summary>Takes the oldest item.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryDequeue(out T? item) => _items.TryDequeue(out item);

    /// <summary>Takes one of the <paramref name="depth"/> oldest items, as a relaxed queue may.</summary>
    /// <param name="item">The item to take.</param>
    /// <param name="depth">How many items from the oldest on it may be.</param>
    /// <returns>Whether it was there.</returns>
    public bool TryDequeueWithin(T item, int depth)
    {
        List<T> items = [.. _items];
        int index = items.IndexOf(item);
        if (index < 0 || index >= depth)
            return false;
        items.RemoveAt(index);
        _items.Clear();
        items.ForEach(_items.Enqueue);
        return true;
    }

    /// <summary>Looks at the oldest item.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryPeek(out T? item) => _items.TryPeek(out item);

    /// <inheritdoc/>
    public object TakeSnapshot() => _items.ToArray();
}
