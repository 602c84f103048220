namespace Fearless.Collections;

/// <summary>Where a search stands on one level: between two nodes that are neighbours there.</summary>
internal struct SkipPosition<TKey, TValue>(SkipNode<TKey, TValue> start)
{
    /// <summary>Before the place that is looked for. It was not removed when <see cref="Next"/> was read from its link.</summary>
    public SkipNode<TKey, TValue> Previous = start;

    /// <summary>At or behind the place; null at the end of the level.</summary>
    public SkipNode<TKey, TValue>? Next = null;

    /// <summary>The token of <see cref="Next"/>, read after the link that led to it, when it was not null.</summary>
    public object? Token = null;

    /// <summary>Where <see cref="Next"/> is: zero at the place, negative behind it.</summary>
    public int Order = -1;
}
