using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>A pool with one worker that no thread runs: what is spawned waits with the injector for a thread of the model.</summary>
internal static class PoolWithoutWorkers
{
    public static WorkerPool Create(Action<Exception>? onFailure = null) =>
        new(new WorkerPoolOptions { Size = 1, StartThread = static _ => { }, OnFailure = onFailure });

    /// <summary>Takes the oldest job that was spawned.</summary>
    public static Job Take(WorkerPool pool) => pool.Scheduler.Injector.Steal().TryGetValue(out Job? job) ? job : throw new InvalidOperationException("No job.");

    /// <summary>Executes <paramref name="job"/> as the worker would.</summary>
    public static void Execute(WorkerPool pool, Job job) => job.Execute(pool.Scheduler.Workers[0], migrated: true);
}
