namespace Fearless;

/// <summary>Which share of a broadcast this is.</summary>
public readonly struct BroadcastContext
{
    internal BroadcastContext(WorkerPool pool, int index)
    {
        Pool = pool;
        Index = index;
    }

    /// <summary>The pool whose workers the broadcast goes to.</summary>
    public WorkerPool Pool { get; }

    /// <summary>The index of the worker that runs this share.</summary>
    public int Index { get; }

    /// <summary>The number of shares: one for each worker.</summary>
    public int Count => Pool.Size;
}
