namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>A node of a binary tree on the heap.</summary>
internal sealed class TreeNode(ulong value, TreeNode? left, TreeNode? right)
{
    public ulong Value { get; } = value;

    public TreeNode? Left { get; } = left;

    public TreeNode? Right { get; } = right;

    /// <summary>A full tree of <c>2^levels - 1</c> nodes of value 1; null without levels.</summary>
    public static TreeNode? Full(int levels) => levels == 0 ? null : new TreeNode(1, Full(levels - 1), Full(levels - 1));
}
