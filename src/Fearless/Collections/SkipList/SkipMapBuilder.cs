namespace Fearless.Collections;

/// <summary>Makes maps for collection expressions.</summary>
public static class SkipMap
{
    /// <summary>Makes a map of some pairs, in the default order of its keys. Of several pairs with the same key the last one counts.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="pairs">What the map begins with.</param>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    public static SkipMap<TKey, TValue> Create<TKey, TValue>(params ReadOnlySpan<KeyValuePair<TKey, TValue>> pairs)
        where TKey : notnull
    {
        var map = new SkipMap<TKey, TValue>();
        foreach (ref readonly KeyValuePair<TKey, TValue> pair in pairs)
            map[pair.Key] = pair.Value;
        return map;
    }
}
