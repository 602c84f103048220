namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>The sum of a binary tree of heap nodes, with a join at every node.</summary>
// SOURCE: chili, `benches/overhead.rs`, after Spice's benchmark.
internal static class TreeSum
{
    public static ulong Sequential(TreeNode? node) => node is null ? 0 : node.Value + Sequential(node.Left) + Sequential(node.Right);

    public static ulong StaticLambdas(TreeNode? node)
    {
        if (node is null)
            return 0;

        (ulong left, ulong right) = Par.Join(node, static node => StaticLambdas(node.Left), static node => StaticLambdas(node.Right));
        return node.Value + left + right;
    }

    public static ulong Closures(TreeNode? node)
    {
        if (node is null)
            return 0;

        return Forked(node);

        // A method of its own: else the compiler creates the closure's object for the leaves too.
        static ulong Forked(TreeNode node)
        {
            (ulong left, ulong right) = Par.Join(() => Closures(node.Left), () => Closures(node.Right));
            return node.Value + left + right;
        }
    }

    public static ulong ClosuresOnly(TreeNode? node)
    {
        if (node is null)
            return 0;

        return Called(node);

        static ulong Called(TreeNode node)
        {
            (ulong left, ulong right) = Forks.Called.InTurn(() => ClosuresOnly(node.Left), () => ClosuresOnly(node.Right));
            return node.Value + left + right;
        }
    }

    public static ulong Invoked(TreeNode? node, ParallelOptions options)
    {
        if (node is null)
            return 0;

        return Forked(node, options);

        static ulong Forked(TreeNode node, ParallelOptions options)
        {
            ulong left = 0;
            ulong right = 0;
            Parallel.Invoke(options, () => left = Invoked(node.Left, options), () => right = Invoked(node.Right, options));
            return node.Value + left + right;
        }
    }
}
