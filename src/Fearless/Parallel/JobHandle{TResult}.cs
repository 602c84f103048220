using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless;

/// <summary>Waits for a spawned job and returns its result. Copies stand for the same job, and any number of threads may wait.</summary>
/// <typeparam name="TResult">What the job returns.</typeparam>
public readonly struct JobHandle<TResult>
{
    private readonly SpawnedJob<TResult>? _job;

    internal JobHandle(SpawnedJob<TResult> job) => _job = job;

    /// <summary>Whether the job is done, or has failed.</summary>
    public bool IsCompleted => Job.Done.IsSet;

    private SpawnedJob<TResult> Job => _job ?? throw new InvalidOperationException(
        "This handle is default(JobHandle<TResult>) and stands for no job. Use the one that Spawn returned.");

    /// <summary>Waits until the job is done; returns its result or rethrows what it threw, as it was.</summary>
    /// <remarks>A worker executes other jobs meanwhile; any other thread blocks.</remarks>
    public TResult Join()
    {
        Job.Join();
        return Job.Result;
    }

    /// <summary>A task that ends with the job; its continuations do not run on the worker.</summary>
    public Task<TResult> AsTask() => Job.AsTask(static job => ((SpawnedJob<TResult>)job).Result);

    /// <summary>Lets asynchronous code await the job.</summary>
    public TaskAwaiter<TResult> GetAwaiter() => AsTask().GetAwaiter();
}
