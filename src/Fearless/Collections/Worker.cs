namespace Fearless.Collections;

/// <summary>Creates workers.</summary>
public static class Worker
{
    /// <summary>Creates an empty worker that pops the item pushed last.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <returns>The worker, owned by the caller.</returns>
    public static Worker<T> CreateLifo<T>() => new(WorkerOrder.Lifo);

    /// <summary>Creates an empty worker that pops the item pushed first.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <returns>The worker, owned by the caller.</returns>
    public static Worker<T> CreateFifo<T>() => new(WorkerOrder.Fifo);
}
