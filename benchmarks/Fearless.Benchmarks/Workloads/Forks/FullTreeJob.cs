namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary><see cref="FullTree"/> as a struct job.</summary>
internal struct FullTreeJob(int depth) : ICheckedJob
{
    public ulong Check { get; private set; }

    public void Execute(ForkContext context)
    {
        if (depth == 0)
        {
            Check = 1;
            return;
        }

        var left = new FullTreeJob(depth - 1);
        var right = new FullTreeJob(depth - 1);
        context.Join(ref left, ref right);
        Check = left.Check + right.Check;
    }
}
