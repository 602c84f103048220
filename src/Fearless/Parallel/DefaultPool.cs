using Fearless.Atomics;

namespace Fearless;

/// <summary>Holds the one default pool, made with its first use.</summary>
internal static class DefaultPool
{
    private static readonly Lock Making = new();
    // Read relaxed: what is read through a reference is no older than its release.
    private static AtomicRef<WorkerPool> _pool;

    // Guarded by Making.
    private static bool _isBeingMade;

    public static WorkerPool Get() => _pool.ReadRelaxed() ?? Make();

    public static bool Is(WorkerPool pool) => ReferenceEquals(_pool.ReadRelaxed(), pool);

    public static void Configure(WorkerPoolOptions options)
    {
        lock (Making)
        {
            if (_pool.ReadRelaxed() is not null)
            {
                throw new InvalidOperationException(
                    "The default pool exists already. Configure it before the first parallel operation, or make a WorkerPool of your own and use its Install.");
            }
            Make(options);
        }
    }

    private static WorkerPool Make()
    {
        lock (Making)
        {
            if (_pool.ReadRelaxed() is { } made)
                return made;
            return Make(new WorkerPoolOptions());
        }
    }

    private static WorkerPool Make(WorkerPoolOptions options)
    {
        if (_isBeingMade)
        {
            throw new InvalidOperationException(
                "A handler in the options of the default pool uses the default pool, which is still being made. Use Thread in it, or a WorkerPool of your own.");
        }
        _isBeingMade = true;
        try
        {
            var pool = new WorkerPool(options);
            _pool.Write(pool);
            return pool;
        }
        finally
        {
            _isBeingMade = false;
        }
    }
}
