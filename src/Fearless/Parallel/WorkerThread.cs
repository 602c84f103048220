namespace Fearless;

/// <summary>A worker that waits for a thread to run on: what <see cref="WorkerPoolOptions.StartThread"/> receives.</summary>
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

    /// <summary>The worker's index in its pool.</summary>
    public int Index { get; }

    /// <summary>The name that the thread should have.</summary>
    public string Name { get; }

    /// <summary>The size in bytes that the thread's stack must at least have.</summary>
    public int StackSize { get; }

    /// <summary>The priority that the thread should have.</summary>
    public ThreadPriority Priority { get; }

    /// <summary>Executes jobs on the calling thread; returns when the pool is disposed. To be called once.</summary>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public void Run()
    {
        if (_ran.Exchange(true))
            throw new InvalidOperationException("This worker runs already: WorkerThread.Run is called once, on a thread of the worker's own.");
        _run();
    }
}
