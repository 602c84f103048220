namespace Fearless.Plumbing;

/// <summary>Where a node comes in the order of a walk.</summary>
internal enum WalkOrder
{
    /// <summary>Before its children.</summary>
    Prefix,

    /// <summary>After its children.</summary>
    Postfix,
}
