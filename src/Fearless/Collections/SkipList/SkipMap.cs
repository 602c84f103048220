using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Collections;

/// <summary>An ordered map that any number of threads read and change without a lock: a skip list.</summary>
/// <remarks>
/// Every operation on one key is atomic, and takes effect at one moment between its call and its return; in particular, a key whose value is
/// replaced is never missing in between. No operation blocks; a thread that loses a race tries again. Costs grow with the logarithm of the
/// number of keys, on average. Looking up allocates nothing; adding a key allocates its node (and, for a value that is a struct with
/// references, a box); replacing a value allocates a box when it is a struct, whatever its size; removing allocates one or two small objects.
/// For keys that hold no references the map also keeps a copy of some of them, for faster searches, and makes it anew when about half as many
/// were added or removed: it allocates about as much as the nodes at most, and the one call that it falls to takes a millisecond in a large map.
/// <para><b>Enumeration</b> is weakly consistent and never throws because of changes. It returns keys in strict order, hence none twice; every
/// key that is in the map from the start of the enumeration to its end; none that was not in the map at some moment of it. A key that is
/// added or removed meanwhile is returned or not. The value that is returned with a key belonged to it when the enumeration came to it. What
/// spans several keys (<see cref="Clear"/>, <see cref="ToArray"/>, <see cref="CopyTo"/>) is atomic for each key, not as a whole.</para>
/// <para><b>The comparer</b> decides which keys are the same; hash codes are not used. Value types in their default order, and strings in
/// <see cref="StringComparer.Ordinal"/> order, are compared without virtual calls. The default order of strings is that of the current
/// culture, as in every ordered collection of .NET, and slow. A comparer, factory or predicate that throws makes the operation throw and
/// leaves the map as it was. A comparer that contradicts itself, or keys that change, make keys go missing or appear twice; nothing hangs
/// or breaks.</para>
/// <para><b>Memory ordering.</b> What a thread did before it added or replaced a value happens before whatever a thread does that got this
/// value from the map.</para>
/// <para>Keys and values are never disposed by the map. What was removed is collected as garbage once nobody refers to it.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values. Null is a value.</typeparam>
/// <example><code>
/// SkipMap&lt;DateTime, string&gt; due = [];
/// due.TryAdd(DateTime.UtcNow.AddSeconds(5), "send the report");
/// due[DateTime.UtcNow.AddSeconds(1)] = "ring the bell";
///
/// while (due.TryGetFirst(out var next) &amp;&amp; next.Key &lt;= DateTime.UtcNow)
///     if (next.Remove())                           // true for one thread only
///         Console.WriteLine(next.Value);
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(SkipMapDebugView<,>))]
[SuppressMessage("Naming", "CA1710", Justification = "A skip map is called so in the field.")]
[CollectionBuilder(typeof(SkipMap), nameof(SkipMap.Create))]
public sealed class SkipMap<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    private readonly SkipList<TKey, TValue> _list;

    /// <summary>Makes an empty map in the default order of its keys.</summary>
    public SkipMap()
        : this(comparer: null)
    {
    }

    /// <summary>Makes an empty map.</summary>
    /// <param name="comparer">Orders the keys; null for <see cref="Comparer{T}.Default"/>.</param>
    public SkipMap(IComparer<TKey>? comparer)
    {
        Comparer = comparer ?? Comparer<TKey>.Default;
        _list = new(comparer);
    }

    /// <summary>Makes a map of some pairs.</summary>
    /// <param name="pairs">What the map begins with.</param>
    /// <param name="comparer">Orders the keys; null for <see cref="Comparer{T}.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pairs"/> is null, or a key is.</exception>
    /// <exception cref="ArgumentException"><paramref name="pairs"/> has a key twice.</exception>
    public SkipMap(IEnumerable<KeyValuePair<TKey, TValue>> pairs, IComparer<TKey>? comparer = null)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach (var (key, value) in pairs)
            Add(key, value);
    }

    /// <summary>What orders the keys.</summary>
    public IComparer<TKey> Comparer { get; }

    /// <summary>The number of keys. Exact while nobody adds or removes; of what changes meanwhile it counts some. Never negative.</summary>
    /// <remarks>Adds up counters, as many as there are processors: not for inner loops. <see cref="IsEmpty"/> is cheaper.</remarks>
    public int Count => (int)Math.Min(_list.Count, int.MaxValue);

    /// <summary>Whether there was a moment of this call without a key in the map.</summary>
    public bool IsEmpty => !_list.TryGetFirst(out _, out _);

    /// <summary>The keys, in order: a view that shows the map as it is when it is enumerated, with the same guarantees.</summary>
    public SkipMapKeyCollection<TKey, TValue> Keys => new(this);

    /// <summary>The values in the order of their keys: a view that shows the map as it is when it is enumerated, with the same guarantees.</summary>
    public SkipMapValueCollection<TKey, TValue> Values => new(this);

    internal SkipList<TKey, TValue> List => _list;

    /// <summary>The value of a key. Setting it adds the key or replaces its value, in one step.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="KeyNotFoundException">Getting: there is no such key.</exception>
    public TValue this[TKey key]
    {
        get => TryGetValue(key, out TValue? value)
            ? value
            : throw new KeyNotFoundException($"The map does not have the key '{key}'. Use TryGetValue or GetOrAdd when it may be missing.");
        set
        {
            ThrowIfNull(key);
            while (!_list.TryInsert(key, value, out var existing, out object? token) && !existing.TrySetValue(token, value))
            {
                // Removed between the two: try to insert again.
            }
        }
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is no such key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ThrowIfNull(key);
        if (_list.TryFind(key, out var node, out object? token))
        {
            value = node.ValueOf(token);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Whether a key is in the map.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool ContainsKey(TKey key)
    {
        ThrowIfNull(key);
        return _list.TryFind(key, out _, out _);
    }

    /// <summary>Looks an entry up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The entry of the key.</param>
    /// <returns>False when there is no such key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetEntry(TKey key, out SkipMapEntry<TKey, TValue> entry)
    {
        ThrowIfNull(key);
        return Entry(_list.TryFind(key, out var node, out object? token), node, token, out entry);
    }

    /// <summary>Adds a key that must not be there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is in the map.</exception>
    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value))
        {
            throw new ArgumentException(
                $"The map has the key '{key}' already. Use TryAdd to be told so, or the indexer to replace its value.", nameof(key));
        }
    }

    /// <summary>Adds a key if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when the key is in the map already; nothing was changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryAdd(TKey key, TValue value)
    {
        ThrowIfNull(key);
        return _list.TryInsert(key, value, out _, out _);
    }

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value to add it with.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        if (TryGetValue(key, out TValue? found))
            return found;
        return _list.TryInsert(key, value, out var node, out object? token) ? value : node.ValueOf(token);
    }

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <remarks>Of several threads that miss the key, each may run its factory; one value is added and returned to all of them.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="factory">Makes the value to add it with. When it throws, nothing is added.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="factory"/> is null.</exception>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return TryGetValue(key, out TValue? found) ? found : GetOrAdd(key, factory(key));
    }

    /// <summary>The value of a key, which is added if it is not there.</summary>
    /// <remarks>Of several threads that miss the key, each may run its factory; one value is added and returned to all of them.</remarks>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="factory">Makes the value to add it with. When it throws, nothing is added.</param>
    /// <param name="state">Handed to the factory, so that it need not capture.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="factory"/> is null.</exception>
    public TValue GetOrAdd<TState>(TKey key, Func<TKey, TState, TValue> factory, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(factory);
        return TryGetValue(key, out TValue? found) ? found : GetOrAdd(key, factory(key, state));
    }

    /// <summary>Adds a key, or replaces its value by one that is made of it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="addValue">The value to add it with.</param>
    /// <param name="update">Makes the new value from the key and the old one; runs again when another thread changed the value meanwhile.
    /// When it throws, nothing is changed.</param>
    /// <returns>The value that was added or put in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="update"/> is null.</exception>
    public TValue AddOrUpdate(TKey key, TValue addValue, Func<TKey, TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return AddOrUpdate(
            key,
            static (_, state) => state.addValue,
            static (key, old, state) => state.update(key, old),
            (addValue, update));
    }

    /// <summary>Adds a key, or replaces its value by one that is made of it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="add">Makes the value to add it with. When it throws, nothing is added.</param>
    /// <param name="update">Makes the new value from the key and the old one; runs again when another thread changed the value meanwhile.
    /// When it throws, nothing is changed.</param>
    /// <returns>The value that was added or put in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/>, <paramref name="add"/> or <paramref name="update"/> is null.</exception>
    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> add, Func<TKey, TValue, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(update);
        return AddOrUpdate(
            key,
            static (key, state) => state.add(key),
            static (key, old, state) => state.update(key, old),
            (add, update));
    }

    /// <summary>Adds a key, or replaces its value by one that is made of it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="add">Makes the value to add it with. When it throws, nothing is added.</param>
    /// <param name="update">Makes the new value from the key and the old one; runs again when another thread changed the value meanwhile.
    /// When it throws, nothing is changed.</param>
    /// <param name="state">Handed to both, so that they need not capture.</param>
    /// <returns>The value that was added or put in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/>, <paramref name="add"/> or <paramref name="update"/> is null.</exception>
    public TValue AddOrUpdate<TState>(
        TKey key, Func<TKey, TState, TValue> add, Func<TKey, TValue, TState, TValue> update, TState state)
        where TState : allows ref struct
    {
        ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            bool found = _list.TryFind(key, out var node, out object? token);
            if (!found)
            {
                TValue added = add(key, state);
                if (_list.TryInsert(key, added, out node, out token))
                    return added;
            }
            TValue updated = update(key, node!.ValueOf(token!), state);
            if (node.Token.CompareAndSet(token, SkipCell<TValue>.TokenOf(updated)))
                return updated;
        }
    }

    /// <summary>Replaces a value if it is the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="newValue">The value to come.</param>
    /// <param name="comparisonValue">The value that the key must have, by <see cref="EqualityComparer{T}.Default"/>.</param>
    /// <returns>False when there is no such key, or it has another value; nothing was changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)
    {
        ThrowIfNull(key);
        while (_list.TryFind(key, out var node, out object? token)
            && EqualityComparer<TValue>.Default.Equals(node.ValueOf(token), comparisonValue))
        {
            if (node.Token.CompareAndSet(token, SkipCell<TValue>.TokenOf(newValue)))
                return true;
        }
        return false;
    }

    /// <summary>Adds a key, or replaces its value if a predicate agrees.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value to come.</param>
    /// <param name="predicate">Whether to replace the old value, which it is given. The value is replaced only if it is still that one;
    /// otherwise the predicate is asked again. Not called when there is no such key. When it throws, nothing is changed.</param>
    /// <returns>True when <paramref name="value"/> was put in; false when the predicate refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="predicate"/> is null.</exception>
    /// <example><code>
    /// SkipMap&lt;string, int&gt; best = new(StringComparer.Ordinal);
    /// best.CompareInsert("ada", 7, static old =&gt; old &lt; 7);      // keeps the greatest
    /// </code></example>
    public bool CompareInsert(TKey key, TValue value, Func<TValue, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return CompareInsert(key, value, static (old, predicate) => predicate(old), predicate);
    }

    /// <summary>Adds a key, or replaces its value if a predicate agrees.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value to come.</param>
    /// <param name="predicate">Whether to replace the old value, which it is given. The value is replaced only if it is still that one;
    /// otherwise the predicate is asked again. Not called when there is no such key. When it throws, nothing is changed.</param>
    /// <param name="state">Handed to the predicate, so that it need not capture.</param>
    /// <returns>True when <paramref name="value"/> was put in; false when the predicate refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="predicate"/> is null.</exception>
    public bool CompareInsert<TState>(TKey key, TValue value, Func<TValue, TState, bool> predicate, TState state)
        where TState : allows ref struct
    {
        ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(predicate);
        while (!_list.TryInsert(key, value, out var existing, out object? token))
        {
            if (!predicate(existing.ValueOf(token), state))
                return false;
            if (existing.Token.CompareAndSet(token, SkipCell<TValue>.TokenOf(value)))
                return true;
        }
        return true;
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it had.</param>
    /// <returns>False when there was no such key. Of several threads that remove a key, one is told true.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ThrowIfNull(key);
        if (_list.TryRemove(key, out var node, out object? token))
        {
            value = node.ValueOf(token);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Removes a key if it has the expected value.</summary>
    /// <param name="pair">The key, and the value that it must have, by <see cref="EqualityComparer{T}.Default"/>.</param>
    /// <returns>False when there is no such key, or it has another value; nothing was changed.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    public bool TryRemove(KeyValuePair<TKey, TValue> pair)
    {
        ThrowIfNull(pair.Key, nameof(pair));
        while (_list.TryFind(pair.Key, out var node, out object? token)
            && EqualityComparer<TValue>.Default.Equals(node.ValueOf(token), pair.Value))
        {
            if (_list.TryRemove(node, token))
                return true;
        }
        return false;
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>False when there was no such key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool Remove(TKey key) => TryRemove(key, out _);

    /// <summary>Removes every key that is in the map throughout the call, one after the other.</summary>
    public void Clear() => _list.Clear();

    /// <summary>The entry with the first key.</summary>
    /// <exception cref="InvalidOperationException">The map is empty.</exception>
    public SkipMapEntry<TKey, TValue> First() => TryGetFirst(out SkipMapEntry<TKey, TValue> entry) ? entry : throw Empty(nameof(TryGetFirst));

    /// <summary>The entry with the last key.</summary>
    /// <exception cref="InvalidOperationException">The map is empty.</exception>
    public SkipMapEntry<TKey, TValue> Last() => TryGetLast(out SkipMapEntry<TKey, TValue> entry) ? entry : throw Empty(nameof(TryGetLast));

    /// <summary>Finds the first key.</summary>
    /// <param name="entry">The entry with the first key.</param>
    /// <returns>False when the map is empty.</returns>
    public bool TryGetFirst(out SkipMapEntry<TKey, TValue> entry) =>
        Entry(_list.TryGetFirst(out var node, out object? token), node, token, out entry);

    /// <summary>Finds the last key.</summary>
    /// <param name="entry">The entry with the last key.</param>
    /// <returns>False when the map is empty.</returns>
    public bool TryGetLast(out SkipMapEntry<TKey, TValue> entry) =>
        Entry(_list.TryGetLast(out var node, out object? token), node, token, out entry);

    /// <summary>Finds the first key at or above a bound (the ceiling), or strictly above it.</summary>
    /// <param name="bound">The bound, which need not be in the map.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
    public SkipMapEntry<TKey, TValue>? LowerBound(TKey bound, bool inclusive = true)
    {
        ThrowIfNull(bound, nameof(bound));
        return _list.TryGetLowerBound(_list.Probe(bound), inclusive, out var node, out object? token) ? new(_list, node, token) : null;
    }

    /// <summary>Finds the last key at or below a bound (the floor), or strictly below it.</summary>
    /// <param name="bound">The bound, which need not be in the map.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
    public SkipMapEntry<TKey, TValue>? UpperBound(TKey bound, bool inclusive = true)
    {
        ThrowIfNull(bound, nameof(bound));
        return _list.TryGetUpperBound(_list.Probe(bound), inclusive, out var node, out object? token) ? new(_list, node, token) : null;
    }

    /// <summary>Removes the first key.</summary>
    /// <remarks>No two threads get the same key, and the key was the first at some moment of the call. A smaller one that another thread adds
    /// between this moment and the removal stays.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it had.</param>
    /// <returns>False when the map is empty.</returns>
    public bool PopFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
        Popped(_list.TryRemoveFirst(out var node, out object? token), node, token, out key, out value);

    /// <summary>Removes the last key.</summary>
    /// <remarks>No two threads get the same key, and the key was the last at some moment of the call. A greater one that another thread adds
    /// between this moment and the removal stays.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it had.</param>
    /// <returns>False when the map is empty.</returns>
    public bool PopLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
        Popped(_list.TryRemoveLast(out var node, out object? token), node, token, out key, out value);

    /// <summary>The pairs between two keys: a view that shows the map as it is when it is enumerated.</summary>
    /// <param name="from">The lower end; need not be in the map.</param>
    /// <param name="to">The upper end; need not be in the map.</param>
    /// <param name="ends">Which of the ends belong to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> or <paramref name="to"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> is greater than <paramref name="to"/>.</exception>
    public SkipMapRange<TKey, TValue> Range(TKey from, TKey to, RangeEnds ends = RangeEnds.From)
    {
        ThrowIfNull(from, nameof(from));
        ThrowIfNull(to, nameof(to));
        SkipBounds<TKey>.ThrowIfReversed(_list, from, to);
        return new(_list, SkipBounds<TKey>.Between(from, to, ends), SkipDirection.Ascending);
    }

    /// <summary>The pairs from a key upwards: a view that shows the map as it is when it is enumerated.</summary>
    /// <param name="from">The lower end; need not be in the map.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is null.</exception>
    public SkipMapRange<TKey, TValue> RangeFrom(TKey from, bool inclusive = true)
    {
        ThrowIfNull(from, nameof(from));
        return new(_list, SkipBounds<TKey>.StartingAt(from, inclusive), SkipDirection.Ascending);
    }

    /// <summary>The pairs up to a key: a view that shows the map as it is when it is enumerated.</summary>
    /// <param name="to">The upper end; need not be in the map.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public SkipMapRange<TKey, TValue> RangeTo(TKey to, bool inclusive = false)
    {
        ThrowIfNull(to, nameof(to));
        return new(_list, SkipBounds<TKey>.EndingAt(to, inclusive), SkipDirection.Ascending);
    }

    /// <summary>All pairs, from the last key to the first: a view that shows the map as it is when it is enumerated.</summary>
    /// <remarks>Each step is a search; going up costs less.</remarks>
    public SkipMapRange<TKey, TValue> Descending() => new(_list, default, SkipDirection.Descending);

    /// <summary>Searches and changes the map by what stands for keys, such as <see cref="ReadOnlySpan{T}"/> of char for strings in ordinal
    /// order; a key is made only to be added.</summary>
    /// <typeparam name="TAlternate">The type that stands for keys.</typeparam>
    /// <exception cref="InvalidOperationException">The comparer of the map does not implement
    /// <see cref="IAlternateComparer{TAlternate, TKey}"/>.</exception>
    /// <example><code>
    /// SkipMap&lt;string, int&gt; counts = new(StringComparer.Ordinal);
    /// var bySpan = counts.GetAlternateLookup&lt;ReadOnlySpan&lt;char&gt;&gt;();
    /// foreach (Range word in "to be or not to be".AsSpan().Split(' '))
    ///     bySpan["to be or not to be".AsSpan()[word]] = 1;
    /// </code></example>
    public SkipMapAlternateLookup<TKey, TValue, TAlternate> GetAlternateLookup<TAlternate>()
        where TAlternate : allows ref struct =>
        TryGetAlternateLookup(out SkipMapAlternateLookup<TKey, TValue, TAlternate> lookup)
            ? lookup
            : throw AlternateComparer.Missing(typeof(TAlternate), typeof(TKey));

    /// <summary>Searches and changes the map by what stands for keys, if the comparer can.</summary>
    /// <typeparam name="TAlternate">The type that stands for keys.</typeparam>
    /// <param name="lookup">The lookup.</param>
    /// <returns>False when the comparer of the map does not implement <see cref="IAlternateComparer{TAlternate, TKey}"/>.</returns>
    public bool TryGetAlternateLookup<TAlternate>(out SkipMapAlternateLookup<TKey, TValue, TAlternate> lookup)
        where TAlternate : allows ref struct
    {
        bool able = _list.Comparer is IAlternateComparer<TAlternate, TKey>;
        lookup = able ? new(this) : default;
        return able;
    }

    /// <summary>Goes over all pairs in the order of the keys, with the guarantees in the remarks of the class.</summary>
    public SkipMapEnumerator<TKey, TValue> GetEnumerator() => new(_list, default, SkipDirection.Ascending);

    /// <summary>Copies the pairs, in order, as an enumeration meets them.</summary>
    /// <remarks>Use it rather than LINQ's when others change the map: that one takes <see cref="Count"/> at its word.</remarks>
    public KeyValuePair<TKey, TValue>[] ToArray()
    {
        List<KeyValuePair<TKey, TValue>> pairs = new(Count);
        foreach (KeyValuePair<TKey, TValue> pair in this)
            pairs.Add(pair);
        return [.. pairs];
    }

    /// <summary>Copies the pairs, in order, as an enumeration meets them.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The index of the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative.</exception>
    /// <exception cref="ArgumentException">The pairs do not fit; nothing was copied.</exception>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => CollectionCopy.To(ToArray(), array, arrayIndex);

    internal static void ThrowIfNull([NotNull] TKey? key, [CallerArgumentExpression(nameof(key))] string? name = null)
    {
        // Free for value types, which are never null.
        if (key is null)
            throw new ArgumentNullException(name, "A key is never null.");
    }

    private bool Entry(bool found, SkipNode<TKey, TValue>? node, object? token, out SkipMapEntry<TKey, TValue> entry)
    {
        entry = found ? new(_list, node!, token!) : default;
        return found;
    }

    private static bool Popped(
        bool found,
        SkipNode<TKey, TValue>? node,
        object? token,
        [MaybeNullWhen(false)] out TKey key,
        [MaybeNullWhen(false)] out TValue value)
    {
        key = found ? node!.Key : default;
        value = found ? node!.ValueOf(token!) : default;
        return found;
    }

    private static InvalidOperationException Empty(string remedy) => new($"The map is empty. Use {remedy} when it may be.");

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => TryRemove(item);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
