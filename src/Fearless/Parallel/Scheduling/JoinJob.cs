namespace Fearless.Scheduling;

/// <summary>A join that comes into a pool from outside.</summary>
internal struct JoinJob<TLeft, TRight> : IForkJob
    where TLeft : struct, IForkJob
    where TRight : struct, IForkJob
{
    public TLeft Left;
    public TRight Right;

    public void Execute(ForkContext context)
    {
        var left = new FromOutside<TLeft> { Job = Left };
        var right = new FromOutside<TRight> { Job = Right };
        context.Join(ref left, ref right);
        Left = left.Job;
        Right = right.Job;
    }

    /// <summary>One side: neither was forked by the worker that runs it, so both count as migrated.</summary>
    private struct FromOutside<TJob> : IForkJob
        where TJob : struct, IForkJob
    {
        public TJob Job;

        public void Execute(ForkContext context) => Job.Execute(new ForkContext(context.Worker, migrated: true));
    }
}
