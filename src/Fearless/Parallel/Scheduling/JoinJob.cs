namespace Fearless.Scheduling;

/// <summary>A join that comes into a pool from outside.</summary>
internal struct JoinJob<TLeft, TRight> : IForkJob
    where TLeft : struct, IForkJob
    where TRight : struct, IForkJob
{
    public TLeft Left;
    public TRight Right;

    public void Execute(ForkContext context) => context.Join(ref Left, ref Right);
}
