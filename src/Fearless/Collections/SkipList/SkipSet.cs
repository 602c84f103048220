using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Collections;

/// <summary>An ordered set that any number of threads read and change without a lock: a skip list.</summary>
/// <remarks>
/// As <see cref="SkipMap{TKey, TValue}"/>, whose remarks hold here too: adding, removing and looking up one element is atomic, nothing blocks,
/// enumeration is weakly consistent and in strict order. Operations between sets (<see cref="UnionWith"/>, <see cref="IsSubsetOf"/> and
/// the like) are atomic for each element and not as a whole: their answers are exact when nobody changes either meanwhile.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// SkipSet&lt;int&gt; primes = [2, 3, 5, 7, 11];
/// foreach (int prime in primes.Range(3, 11))
///     Console.WriteLine(prime);                    // 3, 5, 7
/// Console.WriteLine(primes.UpperBound(10)?.Value); // 7
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(SkipSetDebugView<>))]
[CollectionBuilder(typeof(SkipSet), nameof(SkipSet.Create))]
public sealed class SkipSet<T> : ISet<T>, IReadOnlySet<T>
    where T : notnull
{
    private readonly SkipList<T, SkipNothing> _list;

    /// <summary>Makes an empty set in the default order of its elements.</summary>
    public SkipSet()
        : this(comparer: null)
    {
    }

    /// <summary>Makes an empty set.</summary>
    /// <param name="comparer">Orders the elements; null for <see cref="Comparer{T}.Default"/>.</param>
    public SkipSet(IComparer<T>? comparer)
    {
        Comparer = comparer ?? Comparer<T>.Default;
        _list = new(comparer);
    }

    /// <summary>Makes a set of some elements.</summary>
    /// <param name="items">What the set begins with; elements that compare as equal are added once.</param>
    /// <param name="comparer">Orders the elements; null for <see cref="Comparer{T}.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null, or an element is.</exception>
    public SkipSet(IEnumerable<T> items, IComparer<T>? comparer = null)
        : this(comparer)
    {
        UnionWith(items);
    }

    /// <summary>What orders the elements.</summary>
    public IComparer<T> Comparer { get; }

    /// <summary>The number of elements. Exact while nobody adds or removes; of what changes meanwhile it counts some. Never negative.</summary>
    /// <remarks>Adds up counters, as many as there are processors: not for inner loops. <see cref="IsEmpty"/> is cheaper.</remarks>
    public int Count => (int)Math.Min(_list.Count, int.MaxValue);

    /// <summary>Whether there was a moment of this call without an element in the set.</summary>
    public bool IsEmpty => !_list.TryGetFirst(out _, out _);

    internal SkipList<T, SkipNothing> List => _list;

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    /// <returns>False when it is in the set already.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool Add(T item)
    {
        ThrowIfNull(item);
        return _list.TryInsert(item, default, out _, out _);
    }

    /// <summary>The element that compares as equal to another, which is added if there is none.</summary>
    /// <param name="item">The element to add.</param>
    /// <returns>The one that is in the set now: of several threads that add equal ones, all get the same.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public T GetOrAdd(T item)
    {
        ThrowIfNull(item);
        return _list.TryInsert(item, default, out SkipNode<T, SkipNothing>? existing, out _) ? item : existing!.Key;
    }

    /// <summary>Whether an element is in the set.</summary>
    /// <param name="item">The element.</param>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool Contains(T item)
    {
        ThrowIfNull(item);
        return _list.TryFind(item, out _, out _);
    }

    /// <summary>Looks up the element that compares as equal to another.</summary>
    /// <param name="equalValue">What to look for.</param>
    /// <param name="actualValue">The element that is in the set.</param>
    /// <returns>False when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="equalValue"/> is null.</exception>
    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        ThrowIfNull(equalValue);
        bool found = _list.TryFind(equalValue, out SkipNode<T, SkipNothing>? node, out _);
        actualValue = found ? node!.Key : default;
        return found;
    }

    /// <summary>Looks up the entry of an element.</summary>
    /// <param name="item">The element.</param>
    /// <param name="entry">Its entry.</param>
    /// <returns>False when it is not in the set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool TryGetEntry(T item, out SkipSetEntry<T> entry)
    {
        ThrowIfNull(item);
        return Entry(_list.TryFind(item, out var node, out object? token), node, token, out entry);
    }

    /// <summary>Removes an element.</summary>
    /// <param name="item">The element.</param>
    /// <returns>False when it was not in the set. Of several threads that remove an element, one is told true.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool Remove(T item)
    {
        ThrowIfNull(item);
        return _list.TryRemove(item, out _, out _);
    }

    /// <summary>Removes every element that is in the set throughout the call, one after the other.</summary>
    public void Clear() => _list.Clear();

    /// <summary>The first element.</summary>
    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public SkipSetEntry<T> First() => TryGetFirst(out SkipSetEntry<T> entry) ? entry : throw Empty(nameof(TryGetFirst));

    /// <summary>The last element.</summary>
    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public SkipSetEntry<T> Last() => TryGetLast(out SkipSetEntry<T> entry) ? entry : throw Empty(nameof(TryGetLast));

    /// <summary>Finds the first element.</summary>
    /// <param name="entry">Its entry.</param>
    /// <returns>False when the set is empty.</returns>
    public bool TryGetFirst(out SkipSetEntry<T> entry) =>
        Entry(_list.TryGetFirst(out var node, out object? token), node, token, out entry);

    /// <summary>Finds the last element.</summary>
    /// <param name="entry">Its entry.</param>
    /// <returns>False when the set is empty.</returns>
    public bool TryGetLast(out SkipSetEntry<T> entry) =>
        Entry(_list.TryGetLast(out var node, out object? token), node, token, out entry);

    /// <summary>Finds the first element at or above a bound (the ceiling), or strictly above it.</summary>
    /// <param name="bound">The bound, which need not be in the set.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
    public SkipSetEntry<T>? LowerBound(T bound, bool inclusive = true)
    {
        ThrowIfNull(bound, nameof(bound));
        return Entry(_list.TryGetLowerBound(_list.Probe(bound), inclusive, out var node, out object? token), node, token, out SkipSetEntry<T> entry)
            ? entry
            : null;
    }

    /// <summary>Finds the last element at or below a bound (the floor), or strictly below it.</summary>
    /// <param name="bound">The bound, which need not be in the set.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
    public SkipSetEntry<T>? UpperBound(T bound, bool inclusive = true)
    {
        ThrowIfNull(bound, nameof(bound));
        return Entry(_list.TryGetUpperBound(_list.Probe(bound), inclusive, out var node, out object? token), node, token, out SkipSetEntry<T> entry)
            ? entry
            : null;
    }

    /// <summary>Removes the first element.</summary>
    /// <remarks>No two threads get the same element, and it was the first at some moment of the call. A smaller one that another thread adds
    /// between this moment and the removal stays.</remarks>
    /// <param name="item">The element.</param>
    /// <returns>False when the set is empty.</returns>
    public bool PopFirst([MaybeNullWhen(false)] out T item)
    {
        bool found = _list.TryRemoveFirst(out var node, out _);
        item = found ? node!.Key : default;
        return found;
    }

    /// <summary>Removes the last element.</summary>
    /// <remarks>No two threads get the same element, and it was the last at some moment of the call. A greater one that another thread adds
    /// between this moment and the removal stays.</remarks>
    /// <param name="item">The element.</param>
    /// <returns>False when the set is empty.</returns>
    public bool PopLast([MaybeNullWhen(false)] out T item)
    {
        bool found = _list.TryRemoveLast(out var node, out _);
        item = found ? node!.Key : default;
        return found;
    }

    /// <summary>The elements between two: a view that shows the set as it is when it is enumerated.</summary>
    /// <param name="from">The lower end; need not be in the set.</param>
    /// <param name="to">The upper end; need not be in the set.</param>
    /// <param name="ends">Which of the ends belong to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> or <paramref name="to"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> is greater than <paramref name="to"/>.</exception>
    public SkipSetRange<T> Range(T from, T to, RangeEnds ends = RangeEnds.From)
    {
        ThrowIfNull(from, nameof(from));
        ThrowIfNull(to, nameof(to));
        SkipBounds<T>.ThrowIfReversed(_list, from, to);
        return new(_list, SkipBounds<T>.Between(from, to, ends), SkipDirection.Ascending);
    }

    /// <summary>The elements from one upwards: a view that shows the set as it is when it is enumerated.</summary>
    /// <param name="from">The lower end; need not be in the set.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="from"/> is null.</exception>
    public SkipSetRange<T> RangeFrom(T from, bool inclusive = true)
    {
        ThrowIfNull(from, nameof(from));
        return new(_list, SkipBounds<T>.StartingAt(from, inclusive), SkipDirection.Ascending);
    }

    /// <summary>The elements up to one: a view that shows the set as it is when it is enumerated.</summary>
    /// <param name="to">The upper end; need not be in the set.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public SkipSetRange<T> RangeTo(T to, bool inclusive = false)
    {
        ThrowIfNull(to, nameof(to));
        return new(_list, SkipBounds<T>.EndingAt(to, inclusive), SkipDirection.Ascending);
    }

    /// <summary>All elements, from the last to the first: a view that shows the set as it is when it is enumerated.</summary>
    /// <remarks>Each step is a search; going up costs less.</remarks>
    public SkipSetRange<T> Descending() => new(_list, default, SkipDirection.Descending);

    /// <summary>Searches and changes the set by what stands for elements, such as <see cref="ReadOnlySpan{T}"/> of char for strings in
    /// ordinal order; an element is made only to be added.</summary>
    /// <typeparam name="TAlternate">The type that stands for elements.</typeparam>
    /// <exception cref="InvalidOperationException">The comparer of the set does not implement
    /// <see cref="IAlternateComparer{TAlternate, TKey}"/>.</exception>
    public SkipSetAlternateLookup<T, TAlternate> GetAlternateLookup<TAlternate>()
        where TAlternate : allows ref struct =>
        TryGetAlternateLookup(out SkipSetAlternateLookup<T, TAlternate> lookup)
            ? lookup
            : throw AlternateComparer.Missing(typeof(TAlternate), typeof(T));

    /// <summary>Searches and changes the set by what stands for elements, if the comparer can.</summary>
    /// <typeparam name="TAlternate">The type that stands for elements.</typeparam>
    /// <param name="lookup">The lookup.</param>
    /// <returns>False when the comparer of the set does not implement <see cref="IAlternateComparer{TAlternate, TKey}"/>.</returns>
    public bool TryGetAlternateLookup<TAlternate>(out SkipSetAlternateLookup<T, TAlternate> lookup)
        where TAlternate : allows ref struct
    {
        bool able = _list.Comparer is IAlternateComparer<TAlternate, T>;
        lookup = able ? new(this) : default;
        return able;
    }

    /// <summary>Goes over all elements in order, with the guarantees in the remarks of <see cref="SkipMap{TKey, TValue}"/>.</summary>
    public SkipSetEnumerator<T> GetEnumerator() => new(_list, default, SkipDirection.Ascending);

    /// <summary>Copies the elements, in order, as an enumeration meets them.</summary>
    /// <remarks>Use it rather than LINQ's when others change the set: that one takes <see cref="Count"/> at its word.</remarks>
    public T[] ToArray()
    {
        List<T> items = new(Count);
        foreach (T item in this)
            items.Add(item);
        return [.. items];
    }

    /// <summary>Copies the elements, in order, as an enumeration meets them.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The index of the first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative.</exception>
    /// <exception cref="ArgumentException">The elements do not fit; nothing was copied.</exception>
    public void CopyTo(T[] array, int arrayIndex) => CollectionCopy.To(ToArray(), array, arrayIndex);

    /// <summary>Adds elements, one after the other.</summary>
    /// <param name="other">The elements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public void UnionWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
            Add(item);
    }

    /// <summary>Removes elements, one after the other.</summary>
    /// <param name="other">The elements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public void ExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in ReferenceEquals(other, this) ? ToArray() : other)
            Remove(item);
    }

    /// <summary>Removes the elements that others do not have, one after the other.</summary>
    /// <param name="other">The others, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public void IntersectWith(IEnumerable<T> other)
    {
        SortedSet<T> others = Sorted(other);
        foreach (T item in this)
        {
            if (!others.Contains(item))
                Remove(item);
        }
    }

    /// <summary>Removes the elements that others have too, and adds those that only they have, one after the other.</summary>
    /// <param name="other">The others, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        foreach (T item in Sorted(other))
        {
            if (!Remove(item))
                Add(item);
        }
    }

    /// <summary>Whether every element of this set is among others.</summary>
    /// <param name="other">The others, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool IsSubsetOf(IEnumerable<T> other) => AllIn(Sorted(other), out _);

    /// <summary>Whether every element of this set is among others, which have more.</summary>
    /// <param name="other">The others, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        SortedSet<T> others = Sorted(other);
        return AllIn(others, out int seen) && seen < others.Count;
    }

    /// <summary>Whether this set has all of some elements.</summary>
    /// <param name="other">The elements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool IsSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            if (!Contains(item))
                return false;
        }
        return true;
    }

    /// <summary>Whether this set has all of some elements, and more.</summary>
    /// <param name="other">The elements, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        SortedSet<T> others = Sorted(other);
        return IsSupersetOf(others) && !AllIn(others, out _);
    }

    /// <summary>Whether this set has one of some elements.</summary>
    /// <param name="other">The elements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool Overlaps(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            if (Contains(item))
                return true;
        }
        return false;
    }

    /// <summary>Whether this set has the same elements as others, in any order and however often.</summary>
    /// <param name="other">The others, by the comparer of this set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null, or an element is.</exception>
    public bool SetEquals(IEnumerable<T> other)
    {
        SortedSet<T> others = Sorted(other);
        return AllIn(others, out int seen) && seen == others.Count;
    }

    private static void ThrowIfNull([NotNull] T? item, [CallerArgumentExpression(nameof(item))] string? name = null)
    {
        // Free for value types, which are never null.
        if (item is null)
            throw new ArgumentNullException(name, "An element is never null.");
    }

    private static InvalidOperationException Empty(string remedy) => new($"The set is empty. Use {remedy} when it may be.");

    private SortedSet<T> Sorted(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var sorted = new SortedSet<T>(Comparer);
        foreach (T item in other)
        {
            ThrowIfNull(item, nameof(other));
            sorted.Add(item);
        }
        return sorted;
    }

    private bool AllIn(SortedSet<T> others, out int seen)
    {
        seen = 0;
        foreach (T item in this)
        {
            if (!others.Contains(item))
                return false;
            seen++;
        }
        return true;
    }

    private bool Entry(bool found, SkipNode<T, SkipNothing>? node, object? token, out SkipSetEntry<T> entry)
    {
        entry = found ? new(new(_list, node!, token!)) : default;
        return found;
    }

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T item) => Add(item);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
