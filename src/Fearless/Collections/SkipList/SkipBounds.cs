namespace Fearless.Collections;

/// <summary>The ends of a range of keys, each of them optional.</summary>
internal readonly struct SkipBounds<TKey>
{
    private readonly TKey _from;
    private readonly TKey _to;
    private readonly Bound _lower;
    private readonly Bound _upper;

    private SkipBounds(TKey from, Bound lower, TKey to, Bound upper)
    {
        _from = from;
        _lower = lower;
        _to = to;
        _upper = upper;
    }

    private enum Bound : byte
    {
        None,
        Inclusive,
        Exclusive,
    }

    public static SkipBounds<TKey> Between(TKey from, TKey to, RangeEnds ends) =>
        // Not HasFlag, which allocates as long as the code is not optimised.
        new(from, BoundOf((ends & RangeEnds.From) != 0), to, BoundOf((ends & RangeEnds.To) != 0));

    public static SkipBounds<TKey> StartingAt(TKey from, bool inclusive) => new(from, BoundOf(inclusive), default!, Bound.None);

    public static SkipBounds<TKey> EndingAt(TKey to, bool inclusive) => new(default!, Bound.None, to, BoundOf(inclusive));

    public static void ThrowIfReversed<TValue>(SkipList<TKey, TValue> list, TKey from, TKey to)
    {
        if (list.Compare(from, to) > 0)
            throw new ArgumentException($"The range begins behind its end: '{from}' is greater than '{to}'. Exchange the two.", nameof(from));
    }

    /// <summary>Whether a key that an ascending enumeration comes to is still in the range.</summary>
    public bool ReachesTo<TValue>(SkipList<TKey, TValue> list, TKey key) =>
        _upper == Bound.None || list.Compare(key, _to) < (_upper == Bound.Inclusive ? 1 : 0);

    /// <summary>Whether a key that a descending enumeration comes to is still in the range.</summary>
    public bool ReachesFrom<TValue>(SkipList<TKey, TValue> list, TKey key) =>
        _lower == Bound.None || list.Compare(key, _from) > (_lower == Bound.Inclusive ? -1 : 0);

    /// <summary>Finds the first key that is not before the lower end.</summary>
    public bool TryGetFirst<TValue>(SkipList<TKey, TValue> list, out SkipNode<TKey, TValue>? node, out object? token) => _lower switch
    {
        Bound.None => list.TryGetFirst(out node, out token),
        Bound.Inclusive => list.TryGetLowerBound(list.Probe(_from), inclusive: true, out node, out token),
        _ => list.TryGetLowerBound(list.Probe(_from), inclusive: false, out node, out token),
    };

    /// <summary>Finds the last key that is not behind the upper end.</summary>
    public bool TryGetLast<TValue>(SkipList<TKey, TValue> list, out SkipNode<TKey, TValue>? node, out object? token) => _upper switch
    {
        Bound.None => list.TryGetLast(out node, out token),
        Bound.Inclusive => list.TryGetUpperBound(list.Probe(_to), inclusive: true, out node, out token),
        _ => list.TryGetUpperBound(list.Probe(_to), inclusive: false, out node, out token),
    };

    private static Bound BoundOf(bool inclusive) => inclusive ? Bound.Inclusive : Bound.Exclusive;
}
