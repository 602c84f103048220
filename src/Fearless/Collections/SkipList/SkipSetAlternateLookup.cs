using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>Searches and changes a <see cref="SkipSet{T}"/> by what stands for its elements. An element is made only to be added, or to be the
/// end of a range.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TAlternate">The type that stands for elements.</typeparam>
public readonly struct SkipSetAlternateLookup<T, TAlternate>
    where T : notnull
    where TAlternate : allows ref struct
{
    private readonly SkipSet<T>? _set;

    internal SkipSetAlternateLookup(SkipSet<T> set) => _set = set;

    /// <summary>The set.</summary>
    /// <exception cref="InvalidOperationException">This is the default of the type, and belongs to no set.</exception>
    public SkipSet<T> Set =>
        _set ?? throw new InvalidOperationException("This is default(SkipSetAlternateLookup), which belongs to no set. Take one from a set.");

    private IAlternateComparer<TAlternate, T> Comparer => (IAlternateComparer<TAlternate, T>)Set.List.Comparer!;

    /// <summary>Whether an element is in the set.</summary>
    /// <param name="item">Stands for the element.</param>
    public bool Contains(TAlternate item) => TryGetValue(item, out _);

    /// <summary>Looks an element up.</summary>
    /// <param name="item">Stands for the element.</param>
    /// <param name="actualItem">The element itself.</param>
    /// <returns>False when it is not in the set.</returns>
    public bool TryGetValue(TAlternate item, [MaybeNullWhen(false)] out T actualItem)
    {
        bool found = Set.List.TryFind(Probe(item), out SkipNode<T, SkipNothing>? node, out _);
        actualItem = found ? node!.Key : default;
        return found;
    }

    /// <summary>Looks up the entry of an element.</summary>
    /// <param name="item">Stands for the element.</param>
    /// <param name="entry">Its entry.</param>
    /// <returns>False when it is not in the set.</returns>
    public bool TryGetEntry(TAlternate item, out SkipSetEntry<T> entry)
    {
        bool found = Set.List.TryFind(Probe(item), out SkipNode<T, SkipNothing>? node, out object? token);
        entry = found ? new(new(Set.List, node!, token!)) : default;
        return found;
    }

    /// <summary>The element that compares as equal to another, which is added if there is none.</summary>
    /// <param name="item">Stands for the element.</param>
    /// <returns>The one that is in the set now: of several threads that add equal ones, all get the same.</returns>
    public T GetOrAdd(TAlternate item) => TryGetValue(item, out T? found) ? found : Set.GetOrAdd(Comparer.Create(item));

    /// <summary>The elements between two: a view that shows the set as it is when it is enumerated. The two ends are made.</summary>
    /// <param name="from">Stands for the lower end, which need not be in the set.</param>
    /// <param name="to">Stands for the upper end, which need not be in the set.</param>
    /// <param name="ends">Which of the ends belong to the range.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is greater than <paramref name="to"/>.</exception>
    public SkipSetRange<T> Range(TAlternate from, TAlternate to, RangeEnds ends = RangeEnds.From) =>
        Set.Range(Comparer.Create(from), Comparer.Create(to), ends);

    /// <summary>The elements from one upwards: a view that shows the set as it is when it is enumerated. The end is made.</summary>
    /// <param name="from">Stands for the lower end, which need not be in the set.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    public SkipSetRange<T> RangeFrom(TAlternate from, bool inclusive = true) => Set.RangeFrom(Comparer.Create(from), inclusive);

    /// <summary>The elements up to one: a view that shows the set as it is when it is enumerated. The end is made.</summary>
    /// <param name="to">Stands for the upper end, which need not be in the set.</param>
    /// <param name="inclusive">Whether the end belongs to the range.</param>
    public SkipSetRange<T> RangeTo(TAlternate to, bool inclusive = false) => Set.RangeTo(Comparer.Create(to), inclusive);

    /// <summary>Finds the first element at or above a bound (the ceiling), or strictly above it.</summary>
    /// <param name="bound">Stands for the bound, which need not be in the set.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    public SkipSetEntry<T>? LowerBound(TAlternate bound, bool inclusive = true) =>
        Set.List.TryGetLowerBound(Probe(bound), inclusive, out var node, out object? token) ? new(new(Set.List, node, token)) : null;

    /// <summary>Finds the last element at or below a bound (the floor), or strictly below it.</summary>
    /// <param name="bound">Stands for the bound, which need not be in the set.</param>
    /// <param name="inclusive">Whether the bound itself will do.</param>
    /// <returns>The entry; null when there is none.</returns>
    public SkipSetEntry<T>? UpperBound(TAlternate bound, bool inclusive = true) =>
        Set.List.TryGetUpperBound(Probe(bound), inclusive, out var node, out object? token) ? new(new(Set.List, node, token)) : null;

    /// <summary>Adds an element.</summary>
    /// <param name="item">Stands for the element.</param>
    /// <returns>False when it is in the set already.</returns>
    public bool Add(TAlternate item) => !Contains(item) && Set.Add(Comparer.Create(item));

    /// <summary>Removes an element.</summary>
    /// <param name="item">Stands for the element.</param>
    /// <returns>False when it was not in the set. Of several threads that remove an element, one is told true.</returns>
    public bool Remove(TAlternate item) => Set.List.TryRemove(Probe(item), out _, out _);

    private AlternateProbe<TAlternate, T> Probe(TAlternate item) => new(item, Comparer);
}
