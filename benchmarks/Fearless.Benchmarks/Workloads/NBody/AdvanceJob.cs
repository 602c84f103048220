namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>One tick for a range of bodies, split in halves down to <see cref="Grain"/>.</summary>
internal struct AdvanceJob(Body[] now, Body[] next, int first, int length) : IForkJob
{
    /// <summary>Bodies of a leaf: some 16,000 interactions, tens of microseconds.</summary>
    private const int Grain = 16;

    public readonly void Execute(ForkContext context)
    {
        if (length <= Grain)
        {
            Cloud.Advance(now, first, next.AsSpan(first, length));
            return;
        }

        int half = length / 2;
        var left = new AdvanceJob(now, next, first, half);
        var right = new AdvanceJob(now, next, first + half, length - half);
        context.Join(ref left, ref right);
    }
}
