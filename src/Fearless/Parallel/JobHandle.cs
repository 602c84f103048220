using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless;

/// <summary>Waits for a spawned job. Copies stand for the same job, and any number of threads may wait.</summary>
public readonly struct JobHandle
{
    private readonly SpawnedJob? _job;

    internal JobHandle(SpawnedJob job) => _job = job;

    /// <summary>Whether the job is done, or has failed.</summary>
    public bool IsCompleted => Job.Done.IsSet;

    private SpawnedJob Job => _job ?? throw new InvalidOperationException(
        "This handle is default(JobHandle) and stands for no job. Use the one that Spawn returned.");

    /// <summary>Waits until the job is done and rethrows what it threw, as it was.</summary>
    /// <remarks>A worker executes other jobs meanwhile; any other thread blocks.</remarks>
    public void Join() => Job.Join();

    /// <summary>A task that ends with the job; its continuations do not run on the worker.</summary>
    public Task AsTask() => Job.AsTask(static _ => true);

    /// <summary>Lets asynchronous code await the job.</summary>
    public TaskAwaiter GetAwaiter() => AsTask().GetAwaiter();
}
