using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>The workers of one pool, which of them are idle, and who is woken when work arrives. The README of this folder has the protocol.</summary>
internal sealed class Scheduler
{
    /// <summary>How many spares there may be. One more worker that blocks then costs the pool its share.</summary>
    private const int MaxSpares = 256;

    private readonly Action<Worker> _startSpare;
    private readonly Lock _growing = new();

    // Regular workers first, at their index; then the spares made so far. Replaced, under _growing, when a spare is made.
    private AtomicRef<Worker[]> _workers;

    // How many workers block, and how many spares are up to stand in for them.
    private AtomicInt _blocked;
    private AtomicInt _activeSpares;
    private AtomicBool _ending;

    /// <param name="pool">The pool that the workers belong to.</param>
    /// <param name="size">The number of regular workers.</param>
    /// <param name="startSpare">Starts the thread of a new spare.</param>
    public Scheduler(WorkerPool pool, int size, Action<Worker> startSpare)
    {
        Pool = pool;
        Size = size;
        _startSpare = startSpare;
        var workers = new Worker[size];
        for (int index = 0; index < size; index++)
            workers[index] = new Worker(this, index);
        _workers = new(workers);
    }

    public WorkerPool Pool { get; }

    /// <summary>The number of regular workers.</summary>
    public int Size { get; }

    /// <summary>All workers, spares included.</summary>
    public Worker[] Workers => _workers.Read()!;

    /// <summary>The workers that find nothing to do.</summary>
    public IdleWorkers Idle;

    /// <summary>Jobs that came from outside.</summary>
    public Injector Injector { get; } = new();

    /// <summary>Whether more workers block than spares stand in for them.</summary>
    public bool SpareIsNeeded => _blocked.Read() > _activeSpares.Read();

    /// <summary>Whether no more spares are up than workers block.</summary>
    public bool SparesSuffice => _activeSpares.Read() <= _blocked.Read();

    /// <summary>Whether something waits that any worker could take.</summary>
    public bool HasVisibleWork
    {
        get
        {
            if (!Injector.IsEmpty)
                return true;
            foreach (Worker worker in Workers)
            {
                if (worker.HasVisibleWork)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Queues <paramref name="job"/>: on a worker of this pool with the worker, else with the injector.</summary>
    public void Enqueue(Job job)
    {
        if (Worker.Current is { } worker && worker.Scheduler == this)
        {
            worker.Push(job);
            return;
        }
        Injector.Push(job);
        WorkArrived();
    }

    /// <summary>Sees to it that a worker looks for the work that was just made visible. Any thread.</summary>
    public void WorkArrived()
    {
        // ORDERING: full fence between making the work visible and the look at the idle workers. Pairs with the fence between a worker's
        // going to sleep and its last look for work (Worker.SearchAndSleep): one of the two sees the other.
        Fence.Full();
        IdleCounts idle = Idle.Read();

        // Whoever searches finds it, or looks again after it has left the count (Worker.EndSearch, Worker.SearchAndSleep).
        if (idle.Searching > 0)
            return;
        if (idle.Sleeping > 0)
            WakeOne();
        else if (SpareIsNeeded)
            WakeSpare();
    }

    /// <summary>Says that <paramref name="worker"/>, whose thread this is, is about to block: what it has queued goes to others, or to a spare.</summary>
    public void EnterBlocking(Worker worker)
    {
        _blocked.Increment();
        worker.PublishAll();
        if (HasVisibleWork)
            WorkArrived();
    }

    /// <summary>Says that a worker is back from blocking. A spare retires when it next looks for work.</summary>
    public void ExitBlocking() => _blocked.Decrement();

    /// <summary>Counts a spare as retired (full fence).</summary>
    public void SpareRetires() => _activeSpares.Decrement();

    /// <summary>Counts a spare as up (full fence).</summary>
    public void SpareReturns() => _activeSpares.Increment();

    /// <summary>Tells every worker to end, once it has nothing left to do.</summary>
    public void End()
    {
        lock (_growing)
            _ending.Write(true);
        foreach (Worker worker in Workers)
            worker.Ended.Set();
    }

    private void WakeOne()
    {
        foreach (Worker worker in Workers)
        {
            if (worker.TryWake(WorkerState.Idle))
                return;
        }
    }

    private void WakeSpare()
    {
        foreach (Worker worker in Workers.AsSpan(Size))
        {
            if (worker.TryWake(WorkerState.Retired))
                return;
        }
        lock (_growing)
        {
            Worker[] workers = Workers;
            if (!SpareIsNeeded || workers.Length - Size >= MaxSpares || _ending.Read())
                return;
            var spare = new Worker(this, workers.Length);
            try
            {
                _startSpare(spare);
            }
            catch (Exception failure)
            {
                // No thread to be had: the pool goes on with those it has, and whoever queued the work must not pay for it.
                Pool.ReportFailure(failure);
                return;
            }
            SpareReturns();
            _workers.Write([.. workers, spare]);
        }
    }
}
