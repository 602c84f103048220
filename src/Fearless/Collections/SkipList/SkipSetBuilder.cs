namespace Fearless.Collections;

/// <summary>Makes sets for collection expressions.</summary>
public static class SkipSet
{
    /// <summary>Makes a set of some elements, in their default order. Elements that compare as equal are added once.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="items">What the set begins with.</param>
    /// <exception cref="ArgumentNullException">An element is null.</exception>
    public static SkipSet<T> Create<T>(params ReadOnlySpan<T> items)
        where T : notnull
    {
        var set = new SkipSet<T>();
        foreach (ref readonly T item in items)
            set.Add(item);
        return set;
    }
}
