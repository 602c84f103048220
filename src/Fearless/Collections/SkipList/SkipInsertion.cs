namespace Fearless.Collections;

/// <summary>What is to be inserted, and what was found in its place.</summary>
internal struct SkipInsertion<TKey, TValue>(TKey key, TValue value, int height)
{
    public readonly TKey Key = key;
    public readonly TValue Value = value;
    public readonly int Height = height;

    /// <summary>The node with the key; made once its place is known.</summary>
    public SkipNode<TKey, TValue>? Node = null;

    /// <summary>The node that has the key already, if there is one, and its token.</summary>
    public SkipNode<TKey, TValue>? Existing = null;

    public object? ExistingToken = null;
}
