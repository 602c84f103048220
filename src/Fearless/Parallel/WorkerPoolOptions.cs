using Fearless.Sync;

namespace Fearless;

/// <summary>How a <see cref="WorkerPool"/> is made: how many workers, on what threads, and who hears of failures.</summary>
/// <remarks>Every option has a default that suits most programs. Immutable, so one
/// value can serve for several pools; change a copy using <c>with</c>.</remarks>
/// <example><code>
/// using var pool = new WorkerPool(new WorkerPoolOptions
/// {
///     Size = 4,
///     ThreadName = static index =&gt; $"indexer {index}",
///     OnFailure = static failure =&gt; Console.Error.WriteLine(failure),
/// });
/// </code></example>
public sealed record WorkerPoolOptions
{
    /// <summary>The number of workers, 1 to 4,096. Zero, the default, takes
    /// <c>FEARLESS_NUM_THREADS</c> from the environment, or else the number of processors. Always one where no other thread can be
    /// started.</summary>
    public int Size { get; init; }

    /// <summary>The name of each worker's thread, by its index. <c>Fearless worker {index}</c> when null.</summary>
    public Func<int, string>? ThreadName { get; init; }

    /// <summary>The size of each worker's stack in bytes, at least 65,536; 16 MiB
    /// unless set. Reserved, and used only as far as it is touched.</summary>
    public int StackSize { get; init; } = 16 << 20;

    /// <summary>The priority of the workers' threads.</summary>
    public ThreadPriority Priority { get; init; } = ThreadPriority.Normal;

    /// <summary>Called on each worker's thread before its first job, with the
    /// worker's index. What it throws goes to <see cref="OnFailure"/>.</summary>
    public Action<int>? OnWorkerStart { get; init; }

    /// <summary>Called on each worker's thread after its last job, with the
    /// worker's index. What it throws goes to <see cref="OnFailure"/>.</summary>
    public Action<int>? OnWorkerExit { get; init; }

    /// <summary>
    /// Receives failures that have nowhere else to go: those of detached jobs whose handle nobody waited
    /// for, and of the handlers above. May be called on any thread, by several at once. Without it, and
    /// if it throws itself, such a failure is reported as an event of the <c>Fearless</c> event source.
    /// </summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>
    /// Starts the thread of each worker, for those who must make it themselves: it has to see to it that <see cref="WorkerThread.Run"/> is
    /// called once on a thread of its own. Null makes background threads.
    /// </summary>
    public Action<WorkerThread>? StartThread { get; init; }

    /// <summary>
    /// Makes the thread that constructs the pool its worker 0. That thread executes jobs whenever it waits inside the pool, or yields; it
    /// gets free again when it disposes the pool.
    /// </summary>
    public bool UseCurrentThread { get; init; }

    /// <summary>The size that <see cref="Size"/> stands for.</summary>
    internal int EffectiveSize
    {
        get
        {
            if (SingleThread.IsOn)
                return 1;
            if (Size > 0)
                return Size;
            string? configured = Environment.GetEnvironmentVariable("FEARLESS_NUM_THREADS");
            int size = int.TryParse(configured, out int wanted) && wanted > 0 ? wanted : Environment.ProcessorCount;
            return Math.Min(size, WorkerPool.MaxSize);
        }
    }

    /// <summary>Throws unless a pool can be made with these options.</summary>
    internal void Validate()
    {
        if (Size is < 0 or > WorkerPool.MaxSize)
        {
            throw new ArgumentOutOfRangeException(nameof(Size), Size,
                $"A pool has 1 to {WorkerPool.MaxSize} workers; leave the size at 0 for one worker a processor.");
        }
        if (StackSize < 65_536)
        {
            throw new ArgumentOutOfRangeException(nameof(StackSize), StackSize,
                "A worker's stack takes at least 65,536 bytes; leave it unset for 16 MiB.");
        }
        if (!Enum.IsDefined(Priority))
            throw new ArgumentOutOfRangeException(nameof(Priority), Priority, "Use one of the named values of ThreadPriority.");
    }
}
