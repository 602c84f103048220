using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>Makes nodes of any height.</summary>
internal static class SkipNodes
{
    /// <summary>The most levels that a node has: enough for 2^32 keys with a quarter of the nodes of each level in the next.</summary>
    public const int MaxHeight = ModelBuild.IsActive ? 3 : 16;

    public static SkipNode<TKey, TValue> Create<TKey, TValue>(int height, TKey key, TValue value) => height switch
    {
        1 => new SkipNode1<TKey, TValue>(height, key, value),
        2 => new SkipNode2<TKey, TValue>(height, key, value),
        3 => new SkipNode3<TKey, TValue>(height, key, value),
        4 => new SkipNode4<TKey, TValue>(height, key, value),
        <= 8 => new SkipNode8<TKey, TValue>(height, key, value),
        _ => new SkipNodeMax<TKey, TValue>(height, key, value),
    };
}

// INVARIANT: each has one field, a tower, so that all towers begin at the same offset.
internal sealed class SkipNode1<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTower1 Tower;
}

internal sealed class SkipNode2<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTower2 Tower;
}

internal sealed class SkipNode3<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTower3 Tower;
}

internal sealed class SkipNode4<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTower4 Tower;
}

internal sealed class SkipNode8<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTower8 Tower;
}

internal sealed class SkipNodeMax<TKey, TValue>(int height, TKey key, TValue value) : SkipNode<TKey, TValue>(height, key, value)
{
    public SkipTowerMax Tower;
}
