namespace Fearless.Sorting;

/// <summary>The key of an element, and where that element is.</summary>
internal readonly struct Keyed<TKey>(TKey key, int index)
{
    public readonly TKey Key = key;

    public readonly int Index = index;
}
