using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>Searches and changes a <see cref="SkipMap{TKey, TValue}"/> by what stands for its keys. A key is made only to be added.</summary>
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
