namespace Fearless.Testing;

/// <summary>The specification of a set whose items are in order.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class SequentialSet<T> : ISequentialModel
    where T : notnull
{
    private readonly SortedSet<T> _items = [];

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    /// <summary>All items in their order.</summary>
    public IReadOnlyList<T> Items => [.. _items];

    /// <summary>Adds <paramref name="item"/>.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was not there before.</returns>
    public bool Add(T item) => _items.Add(item);

    /// <summary>Takes <paramref name="item"/> out.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(T item) => _items.Remove(item);

    /// <summary>Whether <paramref name="item"/> is there.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True if it is.</returns>
    public bool Contains(T item) => _items.Contains(item);

    /// <inheritdoc/>
    public object TakeSnapshot() => _items.ToArray();
}
