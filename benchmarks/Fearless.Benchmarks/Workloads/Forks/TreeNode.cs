namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>A node of a binary tree on the heap.</summary>
/// <remarks>Where the nodes lie decides how fast a large tree is read, so their order is spelt out: in one expression the compiler would
/// choose it, another one in each tier.</remarks>
internal sealed class TreeNode(TreeNode? left, TreeNode? right)
{
    public ulong Value { get; } = 1;

    public TreeNode? Left { get; private set; } = left;

    public TreeNode? Right { get; private set; } = right;

    /// <summary>A full tree of <c>2^levels - 1</c> nodes of value 1, each allocated before its children; null without levels.</summary>
    // SOURCE: Spice, `examples/zig-parallel-example/main.zig`, allocates them in this order.
    public static TreeNode? ParentsFirst(int levels)
    {
        if (levels == 0)
            return null;

        var node = new TreeNode(null, null);
        node.Left = ParentsFirst(levels - 1);
        node.Right = ParentsFirst(levels - 1);
        return node;
    }

    /// <summary>As <see cref="ParentsFirst"/>, each allocated after its children.</summary>
    // SOURCE: chili, `benches/overhead.rs`, allocates them in this order.
    public static TreeNode? ChildrenFirst(int levels)
    {
        if (levels == 0)
            return null;

        TreeNode? left = ChildrenFirst(levels - 1);
        TreeNode? right = ChildrenFirst(levels - 1);
        return new TreeNode(left, right);
    }
}
