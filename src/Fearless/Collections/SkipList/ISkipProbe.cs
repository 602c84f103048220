namespace Fearless.Collections;

/// <summary>What a search looks for: a key, or a place before, behind or beyond keys. A struct, so that the loop of the search is compiled
/// for it and its comparison inlined.</summary>
internal interface ISkipProbe<TKey>
{
    /// <summary>Positive when the place lies behind <paramref name="key"/>, zero when
    /// <paramref name="key"/> is what is looked for, negative when it lies before.</summary>
    int CompareTo(TKey key);

    /// <summary>Whether the place lies behind <paramref name="key"/>: the first thing that a search wants to know of each key.</summary>
    bool IsBehind(TKey key);
}
