using Fearless.Atomics;

namespace Fearless;

/// <summary>Holds the one default pool, made with its first use.</summary>
internal static class DefaultPool
{
    private static readonly Lock Making = new();
    private static AtomicRef<WorkerPool> _pool;

    public static WorkerPool Get() => _pool.Read() ?? Make();

    public static bool Is(WorkerPool pool) => ReferenceEquals(_pool.Read(), pool);

    public static void Configure(WorkerPoolOptions options)
    {
        lock (Making)
        {
            if (_pool.Read() is not null)
            {
                throw new InvalidOperationException(
                    "The default pool exists already. Configure it before the first parallel operation, or make a WorkerPool of your own and use its Install.");
            }
            _pool.Write(new WorkerPool(options));
        }
    }

    private static WorkerPool Make()
    {
        lock (Making)
        {
            if (_pool.Read() is { } made)
                return made;
            var pool = new WorkerPool();
            _pool.Write(pool);
            return pool;
        }
    }
}
