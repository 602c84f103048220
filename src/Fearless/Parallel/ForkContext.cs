namespace Fearless;

/// <summary>The worker that a job runs on. Valid only inside the job that received it.</summary>
public readonly ref struct ForkContext
{
    /// <summary>Whether the job runs on another worker than the one that forked it.</summary>
    public bool Migrated => false;

    /// <summary>The pool that the job runs in.</summary>
    public WorkerPool Pool => WorkerPool.Default;

    /// <summary>Runs both jobs, possibly at the same time on two workers, and returns when both are done.</summary>
    public void Join<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        left.Execute(this);
        right.Execute(this);
    }
}
