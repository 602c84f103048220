namespace Fearless;

/// <summary>A worker of a pool that still needs a thread: what <see cref="WorkerPoolOptions.StartThread"/> receives.</summary>
/// <remarks>
/// For hosts that must make their threads themselves, to pin them to cores or to register them somewhere. The handler makes a thread, gives
/// it the name, stack size and priority asked for, as far as it can, starts it with <see cref="Run"/>, and returns without waiting for it.
/// </remarks>
/// <example><code>
/// var options = new WorkerPoolOptions
/// {
///     StartThread = static worker =&gt;
///     {
///         var thread = new Thread(worker.Run, worker.StackSize) { Name = worker.Name, Priority = worker.Priority, IsBackground = true };
///         thread.Start();
///     },
/// };
/// </code></example>
public sealed class WorkerThread
{
    private readonly Action _run;
    private Fearless.Atomics.AtomicBool _ran;

    internal WorkerThread(int index, string name, int stackSize, ThreadPriority priority, Action run)
    {
        Index = index;
        Name = name;
        StackSize = stackSize;
        Priority = priority;
        _run = run;
    }

    /// <summary>The worker's index in its pool. Threads that stand in for
    /// blocked workers have indices from the size of the pool on.</summary>
    public int Index { get; }

    /// <summary>The name that the thread should have.</summary>
    public string Name { get; }

    /// <summary>The size in bytes that the thread's stack must at least have.</summary>
    public int StackSize { get; }

    /// <summary>The priority that the thread should have.</summary>
    public ThreadPriority Priority { get; }

    /// <summary>Makes the calling thread this worker: executes jobs, sleeps while there
    /// are none, and returns when the pool is disposed. To be called once.</summary>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public void Run()
    {
        if (_ran.Exchange(true))
            throw new InvalidOperationException("This worker runs already: WorkerThread.Run is called once, on a thread of the worker's own.");
        _run();
    }
}
