namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary><see cref="TreeSum"/> as a struct job.</summary>
internal struct TreeSumJob(TreeNode? node) : ICheckedJob
{
    public ulong Check { get; private set; }

    public void Execute(ForkContext context)
    {
        if (node is null)
            return;

        var left = new TreeSumJob(node.Left);
        var right = new TreeSumJob(node.Right);
        context.Join(ref left, ref right);
        Check = node.Value + left.Check + right.Check;
    }
}
