namespace Fearless.Testing;

/// <summary>The specification of a stack: last in, first out.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class SequentialStack<T> : ISequentialModel
{
    private readonly Stack<T> _items = [];

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    /// <summary>Puts <paramref name="item"/> on top.</summary>
    /// <param name="item">The item.</param>
    public void Push(T item) => _items.Push(item);

    /// <summary>Takes the item on top.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryPop(out T? item) => _items.TryPop(out item);

    /// <summary>Looks at the item on top.</summary>
    /// <param name="item">The item; the default when there is none.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryPeek(out T? item) => _items.TryPeek(out item);

    /// <summary>Takes all items.</summary>
    /// <returns>The items, the one on top first.</returns>
    public T[] TakeAll()
    {
        T[] items = [.. _items];
        _items.Clear();
        return items;
    }

    /// <inheritdoc/>
    public object TakeSnapshot() => _items.ToArray();
}
