namespace Fearless;

/// <summary>Tells the delegate of a broadcast on which of the pool's workers it runs.</summary>
/// <remarks>
/// A broadcast calls its delegate once on every worker. Use <see cref="Index"/> to keep what each worker needs of its own, such as a buffer
/// or a random number generator, in one array slot a worker. A plain value: it may be copied, captured and kept.
/// </remarks>
/// <example><code>
/// int[] threadIds = Par.Broadcast(static context =&gt; Environment.CurrentManagedThreadId);
/// Par.Broadcast(static context =&gt; Console.WriteLine($"worker {context.Index} of {context.Count}"));
/// </code></example>
public readonly struct BroadcastContext
{
    private readonly WorkerPool? _pool;

    internal BroadcastContext(WorkerPool pool, int index)
    {
        _pool = pool;
        Index = index;
    }

    /// <summary>The pool on whose workers the delegate is called.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(BroadcastContext)</c>.</exception>
    public WorkerPool Pool => _pool ?? throw new InvalidOperationException(
        "This context is default(BroadcastContext) and belongs to no broadcast. Use the one that the delegate received.");

    /// <summary>The index of the worker that makes this call, from 0 to <see cref="Count"/> - 1.</summary>
    public int Index { get; }

    /// <summary>How many calls the broadcast makes: one for each worker, <see cref="WorkerPool.Size"/>.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(BroadcastContext)</c>.</exception>
    public int Count => Pool.Size;
}
