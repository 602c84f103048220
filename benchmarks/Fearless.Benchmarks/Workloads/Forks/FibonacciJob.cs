namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary><see cref="Fibonacci"/> as a struct job.</summary>
internal struct FibonacciJob(int n) : ICheckedJob
{
    public ulong Check { get; private set; }

    public void Execute(ForkContext context)
    {
        if (n < 2)
        {
            Check = (ulong)n;
            return;
        }

        var left = new FibonacciJob(n - 1);
        var right = new FibonacciJob(n - 2);
        context.Join(ref left, ref right);
        Check = left.Check + right.Check;
    }
}
