namespace Fearless.Sorting;

/// <summary>The key as it lies there.</summary>
internal readonly struct OwnKey<TKey> : IKeyMaker<TKey, TKey>
{
    public TKey Make(TKey item) => item;
}
