using System.Runtime.CompilerServices;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless;

/// <summary>Stands for a job that was spawned: waits for it, blocking or with <c>await</c>, and receives what it threw.</summary>
/// <remarks>
/// A plain value: copies stand for the same job, and any number of threads may use them. It may be dropped: a scope waits for its jobs
/// anyway, and a detached job runs to its end. <c>default</c> stands for no job, and everything but copying it throws.
/// </remarks>
public readonly struct JobHandle
{
    private readonly SpawnedJob? _job;

    internal JobHandle(SpawnedJob job) => _job = job;

    /// <summary>Whether the job has ended, with success or with an exception. Never blocks.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(JobHandle)</c>.</exception>
    public bool IsCompleted => Job.Done.IsSet;

    private SpawnedJob Job => _job ?? throw new InvalidOperationException(
        "This handle is default(JobHandle) and stands for no job. Use the one that Spawn returned.");

    /// <summary>Waits until the job is done and rethrows what it threw, as it was.</summary>
    /// <remarks>
    /// On a worker of the pool, a job that has not started is executed right here; while another worker executes it, this one blocks,
    /// and a spare thread stands in for it if there is work. Any other thread blocks. Can be called again, and by many threads: each gets
    /// the same exception. A failure that was received here is not reported again, neither at the end of a scope nor to
    /// <see cref="WorkerPoolOptions.OnFailure"/>.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait, not the job; a job that is executed right here is not interrupted.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the job was done.</exception>
    /// <exception cref="InvalidOperationException">The job waits for itself; or this is <c>default(JobHandle)</c>.</exception>
    public void Join(CancellationToken cancellationToken = default) => Job.Join(cancellationToken);

    /// <summary>Waits until the job is done or <paramref name="timeout"/> is over.</summary>
    /// <remarks>
    /// A worker of the pool does not execute the job itself, as <see cref="Join"/> may, so that the limit holds: it blocks, and a spare thread
    /// stands in for it. Otherwise as <see cref="Join"/>; a job that waits for itself waits in vain.
    /// </remarks>
    /// <param name="timeout">How long to wait; zero to look only, <see cref="Timeout.InfiniteTimeSpan"/> for no limit, which is
    /// <see cref="Join"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <returns>True if the job is done. False if the time was over: nothing has happened, and it can be joined later.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the job was done.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(JobHandle)</c>.</exception>
    public bool TryJoin(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Job.TryJoin(Deadline.After(timeout), cancellationToken);

    /// <summary>A task that ends as the job does; blocks nothing.</summary>
    /// <remarks>
    /// Continuations never run on the worker. Each call allocates a task. The failure of a job that was spawned in a scope is rethrown at
    /// the end of the scope all the same, because a task may be dropped unseen; only a join takes it over.
    /// </remarks>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(JobHandle)</c>.</exception>
    public Task AsTask() => Job.AsTask(static _ => true);

    /// <summary>Makes <c>await handle</c> possible; the same as awaiting <see cref="AsTask"/>.</summary>
    /// <returns>The awaiter of a task that ends with the job.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(JobHandle)</c>.</exception>
    public TaskAwaiter GetAwaiter() => AsTask().GetAwaiter();
}
