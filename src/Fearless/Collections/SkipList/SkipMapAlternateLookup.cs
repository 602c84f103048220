using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>Searches and changes a <see cref="SkipMap{TKey, TValue}"/> by what stands for its keys. A key is made only to be added, or to
/// be the end of a range.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TAlternate">The type that stands for keys.</typeparam>
public readonly struct SkipMapAlternateLookup<TKey, TValue, TAlternate>
    where TKey : notnull
    where TAlternate : allows ref struct
{
    private readonly SkipMap<TKey, TValue>? _map;

    internal SkipMapAlternateLookup(SkipMap<TKey, TValue> map) => _map = map;

    /// <summary>The map.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and belongs to no map.</exception>
    public SkipMap<TKey, TValue> Map =>
        _map ?? throw new InvalidOperationException("This is default(SkipMapAlternateLookup), which belongs to no map. Take one from a map.");

    private IAlternateComparer<TAlternate, TKey> Comparer => (IAlternateComparer<TAlternate, TKey>)Map.List.Comparer!;

    /// <summary>The value of a key. Setting it adds the key or replaces its value, in one step.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <exception cref="KeyNotFoundException">Getting: there is no such key.</exception>
    public TValue this[TAlternate key]
    {
        get => TryGetValue(key, out TValue? value)
            ? value
            : throw new KeyNotFoundException("The map does not have the key. Use TryGetValue when it may be missing.");
        set
        {
            if (!TryFind(key, out SkipNode<TKey, TValue>? node, out object? token) || !node.TrySetValue(token, value))
                Map[Comparer.Create(key)] = value;
        }
    }

    /// <summary>Whether a key is in the map.</summary>
    /// <param name="key">Stands for the key.</param>
    public bool ContainsKey(TAlternate key) => TryFind(key, out _, out _);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is no such key.</returns>
    public bool TryGetValue(TAlternate key, [MaybeNullWhen(false)] out TValue value) => TryGetValue(key, out _, out value);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="actualKey">The key itself.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is no such key.</returns>
    public bool TryGetValue(TAlternate key, [MaybeNullWhen(false)] out TKey actualKey, [MaybeNullWhen(false)] out TValue value)
    {
        bool found = TryFind(key, out SkipNode<TKey, TValue>? node, out object? token);
        actualKey = found ? node!.Key : default;
        value = found ? node!.ValueOf(token!) : default;
        return found;
    }

    /// <summary>Looks an entry up.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="entry">The entry of the key.</param>
    /// <returns>False when there is no such key.</returns>
    public bool TryGetEntry(TAlternate key, out SkipMapEntry<TKey, TValue> entry)
    {
        bool found = TryFind(key, out SkipNode<TKey, TValue>? node, out object? token);
        entry = found ? new(Map.List, node!, token!) : default;
        return found;
    }

    /// <summary>Finds the first key at or above a bound (the ceiling), or strictly above it.</summary>
    /// <param name="bound">Stands for the bound, which need not be in the map.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    public SkipMapEntry<TKey, TValue>? LowerBound(TAlternate bound, bool inclusive = true) =>
        Map.List.TryGetLowerBound(Probe(bound), inclusive, out var node, out object? token) ? new(Map.List, node, token) : null;

    /// <summary>Finds the last key at or below a bound (the floor), or strictly below it.</summary>
    /// <param name="bound">Stands for the bound, which need not be in the map.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    public SkipMapEntry<TKey, TValue>? UpperBound(TAlternate bound, bool inclusive = true) =>
        Map.List.TryGetUpperBound(Probe(bound), inclusive, out var node, out object? token) ? new(Map.List, node, token) : null;

    /// <summary>Adds a key if it is not there.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when the key is in the map already; nothing was changed.</returns>
    public bool TryAdd(TAlternate key, TValue value) => !ContainsKey(key) && Map.TryAdd(Comparer.Create(key), value);

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">The value to add it with.</param>
    /// <returns>The value that the key has now.</returns>
    public TValue GetOrAdd(TAlternate key, TValue value) =>
        TryGetValue(key, out TValue? found) ? found : Map.GetOrAdd(Comparer.Create(key), value);

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <remarks>Of several threads that miss the key, each may run its factory; one value is added and returned to all of them.</remarks>
    /// <param name="key">Stands for the key.</param>
    /// <param name="factory">Makes the value from the key that is added. When it throws, nothing is added.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public TValue GetOrAdd(TAlternate key, Func<TKey, TValue> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return TryGetValue(key, out TValue? found) ? found : Map.GetOrAdd(Comparer.Create(key), factory);
    }

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <remarks>Of several threads that miss the key, each may run its factory; one value is added and returned to all of them.</remarks>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">Stands for the key.</param>
    /// <param name="factory">Makes the value from the key that is added. When it throws, nothing is added.</param>
    /// <param name="state">Handed to the factory, so that it need not capture.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public TValue GetOrAdd<TState>(TAlternate key, Func<TKey, TState, TValue> factory, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(factory);
        return TryGetValue(key, out TValue? found) ? found : Map.GetOrAdd(Comparer.Create(key), factory, state);
    }

    /// <summary>Adds a key, or replaces its value by one that is made of it.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="addValue">The value to add it with.</param>
    /// <param name="update">Makes the new value from the key and the old one; runs again when another thread changed the value meanwhile.
    /// When it throws, nothing is changed.</param>
    /// <returns>The value that was added or put in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is null.</exception>
    public TValue AddOrUpdate(TAlternate key, TValue addValue, Func<TKey, TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return AddOrUpdate(
            key,
            static (_, state) => state.addValue,
            static (key, old, state) => state.update(key, old),
            (addValue, update));
    }

    /// <summary>Adds a key, or replaces its value by one that is made of it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">Stands for the key.</param>
    /// <param name="add">Makes the value from the key that is added. When it throws, nothing is added.</param>
    /// <param name="update">Makes the new value from the key and the old one; runs again when another thread changed the value meanwhile.
    /// When it throws, nothing is changed.</param>
    /// <param name="state">Handed to both, so that they need not capture.</param>
    /// <returns>The value that was added or put in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="add"/> or <paramref name="update"/> is null.</exception>
    public TValue AddOrUpdate<TState>(
        TAlternate key, Func<TKey, TState, TValue> add, Func<TKey, TValue, TState, TValue> update, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(update);
        while (TryFind(key, out SkipNode<TKey, TValue>? node, out object? token))
        {
            TValue updated = update(node.Key, node.ValueOf(token), state);
            if (node.Token.CompareAndSet(token, SkipCell<TValue>.TokenOf(updated)))
                return updated;
        }
        return Map.AddOrUpdate(Comparer.Create(key), add, update, state);
    }

    /// <summary>Adds a key, or replaces its value if a predicate agrees.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">The value to come.</param>
    /// <param name="predicate">Whether to replace the old value, which it is given. The value is replaced only if it is still that one;
    /// otherwise the predicate is asked again. Not called when there is no such key. When it throws, nothing is changed.</param>
    /// <returns>True when <paramref name="value"/> was put in; false when the predicate refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public bool CompareInsert(TAlternate key, TValue value, Func<TValue, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return CompareInsert(key, value, static (old, predicate) => predicate(old), predicate);
    }

    /// <summary>Adds a key, or replaces its value if a predicate agrees.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">The value to come.</param>
    /// <param name="predicate">Whether to replace the old value, which it is given. The value is replaced only if it is still that one;
    /// otherwise the predicate is asked again. Not called when there is no such key. When it throws, nothing is changed.</param>
    /// <param name="state">Handed to the predicate, so that it need not capture.</param>
    /// <returns>True when <paramref name="value"/> was put in; false when the predicate refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public bool CompareInsert<TState>(TAlternate key, TValue value, Func<TValue, TState, bool> predicate, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(predicate);
        while (TryFind(key, out SkipNode<TKey, TValue>? node, out object? token))
        {
            if (!predicate(node.ValueOf(token), state))
                return false;
            if (node.Token.CompareAndSet(token, SkipCell<TValue>.TokenOf(value)))
                return true;
        }
        return Map.CompareInsert(Comparer.Create(key), value, predicate, state);
    }

    /// <summary>The pairs between two keys: a view that shows the map as it is when it is enumerated. The two ends are made.</summary>
    /// <param name="from">Stands for the lower end, which need not be in the map.</param>
    /// <param name="to">Stands for the upper end, which need not be in the map.</param>
    /// <param name="ends">Which of the ends belong to the range.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is greater than <paramref name="to"/>.</exception>
    public SkipMapRange<TKey, TValue> Range(TAlternate from, TAlternate to, RangeEnds ends = RangeEnds.From) =>
        Map.Range(Comparer.Create(from), Comparer.Create(to), ends);

    /// <summary>The pairs from a key upwards: a view that shows the map as it is when it is enumerated. The end is made.</summary>
    /// <param name="from">Stands for the lower end, which need not be in the map.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    public SkipMapRange<TKey, TValue> RangeFrom(TAlternate from, bool inclusive = true) => Map.RangeFrom(Comparer.Create(from), inclusive);

    /// <summary>The pairs up to a key: a view that shows the map as it is when it is enumerated. The end is made.</summary>
    /// <param name="to">Stands for the upper end, which need not be in the map.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    public SkipMapRange<TKey, TValue> RangeTo(TAlternate to, bool inclusive = false) => Map.RangeTo(Comparer.Create(to), inclusive);

    /// <summary>Removes a key.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <param name="value">The value that it had.</param>
    /// <returns>False when there was no such key.</returns>
    public bool TryRemove(TAlternate key, [MaybeNullWhen(false)] out TValue value)
    {
        bool removed = Map.List.TryRemove(Probe(key), out SkipNode<TKey, TValue>? node, out object? token);
        value = removed ? node!.ValueOf(token!) : default;
        return removed;
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">Stands for the key.</param>
    /// <returns>False when there was no such key.</returns>
    public bool Remove(TAlternate key) => TryRemove(key, out _);

    private bool TryFind(
        TAlternate key, [NotNullWhen(true)] out SkipNode<TKey, TValue>? node, [NotNullWhen(true)] out object? token) =>
        Map.List.TryFind(Probe(key), out node, out token);

    private AlternateProbe<TAlternate, TKey> Probe(TAlternate key) => new(key, Comparer);
}
