using Fearless.Scheduling;

namespace Fearless;

/// <summary>What a running <see cref="IForkJob"/> knows of the worker it runs on; the cheapest way to fork from inside a job.</summary>
/// <remarks>
/// A job receives one with each call and passes it to whatever it calls. It is a <c>ref struct</c>, so it cannot be kept or captured: it
/// belongs to the job and the thread that received it. Reading it costs nothing and never blocks.
/// </remarks>
public readonly unsafe ref struct ForkContext
{
    private const nint MigratedBit = 1;

    private readonly Worker? _worker;

    // INVARIANT: the worker's Forks.Top whenever the context is used. Nobody but the job that received it can, and whatever that job or those
    // it calls have forked has ended by then. Carried here because each fork of a recursion would wait for the store of the one before.
    // One word with the flag: two words travel in registers.
    private readonly nint _nextForkAndMigrated;

    internal ForkContext(Worker worker, bool migrated)
    {
        _worker = worker;
        _nextForkAndMigrated = (nint)worker.Forks.Top | (migrated ? MigratedBit : 0);
    }

    /// <summary>For a job that did not move, and whose first fork is to lie at <paramref name="nextFork"/>.</summary>
    internal ForkContext(Worker worker, Fork* nextFork)
    {
        _worker = worker;
        _nextForkAndMigrated = (nint)nextFork;
    }

    /// <summary>Whether the job came to this worker from elsewhere: another
    /// worker forked it, or a thread outside the pool handed it in.</summary>
    /// <remarks>Loops use it to split further: a job that moved is a sign that workers are idle.</remarks>
    public bool Migrated => (_nextForkAndMigrated & MigratedBit) != 0;

    /// <summary>The pool that the job runs in.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public WorkerPool Pool => Worker.Pool;

    /// <summary>The index of the worker in its pool, as <see cref="WorkerPool.CurrentWorkerIndex"/>.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public int WorkerIndex => Worker.Index;

    internal Worker Worker => _worker ?? ThrowNoWorker();

    private Fork* NextFork => (Fork*)(_nextForkAndMigrated & ~MigratedBit);

    /// <summary>Runs both jobs, possibly at the same time on two workers, and returns when both are done.</summary>
    /// <remarks>
    /// <paramref name="left"/> runs on this worker. <paramref name="right"/> runs on it too, afterwards,
    /// unless an idle worker took it meanwhile. Both jobs hold their results when this returns. A fork that
    /// nobody takes costs a few nanoseconds and allocates nothing; one that is taken allocates a small object.
    /// While the other worker still runs <paramref name="right"/>, this one executes parts of that job, or sleeps.
    /// <para>Both always run, and both are done when this returns or throws. When one fails its exception is rethrown as it was; when both
    /// do, that of <paramref name="left"/>, and the other is reached by <see cref="SuppressedExceptions.GetSuppressed"/>.</para>
    /// </remarks>
    /// <typeparam name="TLeft">The type of the first job.</typeparam>
    /// <typeparam name="TRight">The type of the second job. It is copied to the worker that takes it and back.</typeparam>
    /// <param name="left">The job that runs here.</param>
    /// <param name="right">The job that another worker may take.</param>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
    public void Join<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob => ForkJoin.Join(Worker, NextFork, ref left, ref right);

    /// <summary>Gives the oldest fork that waits on this worker to an idle worker,
    /// if one asks for work; to be called in long work that does not fork.</summary>
    /// <remarks>
    /// Forks stay private to their worker until somebody is idle, and a worker looks for idle ones only when it forks. A loop of many
    /// microseconds that never forks would therefore keep the forks around it from being shared: call this every few microseconds in it,
    /// for instance between blocks. Costs one read when nobody asks; allocates only what it gives away; never blocks.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(ForkContext)</c>.</exception>
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
