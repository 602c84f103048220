namespace Fearless.Sorting;

/// <summary>The key that lies there, as a number.</summary>
internal readonly struct OwnRadixKey<TKey> : IKeyMaker<TKey, ulong>
{
    public ulong Make(TKey item) => RadixKey.Of(item);
}
