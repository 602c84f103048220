using Fearless.Scheduling;

namespace Fearless;

/// <summary>The worker that a job runs on. Valid only inside the job that received it.</summary>
public readonly ref struct ForkContext
{
    private readonly Worker? _worker;

    internal ForkContext(Worker worker, bool migrated)
    {
        _worker = worker;
        Migrated = migrated;
    }

    /// <summary>Whether the job runs on another worker than the one that forked it, or came into the pool from outside.</summary>
    public bool Migrated { get; }

    /// <summary>The pool that the job runs in.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public WorkerPool Pool => Worker.Pool;

    /// <summary>The index of the worker in its pool.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public int WorkerIndex => Worker.Index;

    internal Worker Worker => _worker ?? ThrowNoWorker();

    /// <summary>Runs both jobs, possibly at the same time on two workers, and returns when both are done.</summary>
    /// <remarks>
    /// <paramref name="left"/> runs on this worker. <paramref name="right"/> runs on it too, afterwards, unless an idle worker took it meanwhile.
    /// Both jobs hold their results when this returns. A fork that nobody takes costs a few nanoseconds and allocates nothing.
    /// <para>Both always run, and both are done when this returns or throws. When one fails its exception is rethrown as it was; when both do,
    /// that of <paramref name="left"/>, and the other is reached by <see cref="SuppressedExceptions.GetSuppressed"/>.</para>
    /// </remarks>
    /// <typeparam name="TLeft">The type of the first job.</typeparam>
    /// <typeparam name="TRight">The type of the second job. It is copied to the worker that takes it and back.</typeparam>
    /// <param name="left">The job that runs here.</param>
    /// <param name="right">The job that another worker may take.</param>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public void Join<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob => ForkJoin.Join(Worker, ref left, ref right);

    /// <summary>Lets a long stretch of work that does not fork share: if an idle worker asks for work, it gets the oldest fork that waits on this one.</summary>
    /// <remarks>Costs one read when nobody asks. Call it every few microseconds of work, for instance between blocks of a loop.</remarks>
    /// <returns>True when a worker asks and there is nothing to give: then what is left to do here is worth splitting.</returns>
    public bool Poll()
    {
        Worker worker = Worker;
        if (!worker.PublishWanted)
            return false;
        worker.Publish();

        // RACE: the flag and the deque may change at any time; the worst that a stale answer does is one split more, or one poll later.
        return worker.PublishWanted && !worker.Forks.HasPrivate && !worker.Jobs.AreVisible;
    }

    private static Worker ThrowNoWorker() => throw new InvalidOperationException(
        "This ForkContext is default(ForkContext) and belongs to no worker. Use the one that the job received, or Par.Join.");
}
