using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>The workers of one pool, which of them are idle, and who is woken when work arrives. The README of this folder has the
/// protocol.</summary>
internal sealed class Scheduler
{
    /// <summary>How many spares there may be. Beyond that, workers that wait execute whatever there is themselves.</summary>
    private const int MaxSpares = 256;

    private readonly Action<Worker> _startSpare;

    // Regular workers first, at their index; then the spares made so far. Replaced, by whoever has set _growing, when a spare is made.
    private AtomicRef<Worker[]> _workers;

    // How many workers block, and how many spares are up to stand in for them.
    private AtomicInt _blocked;
    private AtomicInt _activeSpares;
    private AtomicBool _growing;
    private AtomicBool _sparesAreExhausted;

    private AtomicBool _countsForks;

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
    public Injector<Job> Injector { get; } = new();

    /// <summary>Whether more workers block than spares stand in for them.</summary>
    public bool SpareIsNeeded => _blocked.Read() > _activeSpares.Read();

    /// <summary>Whether no more spares are up than workers block.</summary>
    public bool SparesSuffice => _activeSpares.Read() <= _blocked.Read();

    /// <summary>Whether a spare is needed and there was none to be had: then workers that wait execute whatever there is
    /// themselves.</summary>
    public bool MustHelpOut => _sparesAreExhausted.Read() && SpareIsNeeded;

    /// <summary>Whether something waits that any worker could take.</summary>
    public bool HasVisibleWork
    {
        get
        {
            if (!Injector.IsEmpty)
                return true;
            foreach (Worker worker in Workers)
            {
                if (worker.Jobs.AreVisible)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Whether there is anyone to wake when work arrives: a worker that sleeps, or a spare that is needed.</summary>
    public bool CanWake => Idle.Sleeping > 0 || SpareIsNeeded;

    /// <summary>Whether workers count the forks that they open. Each is then attended to, which costs about as much as the fork.</summary>
    public bool CountsForks => _countsForks.ReadRelaxed();

    /// <summary>Sets <see cref="CountsForks"/>. Any thread.</summary>
    public void CountForks(bool value)
    {
        // ORDERING: the compare-and-swap in StartCounting is a full fence. Pairs with that in Worker.LowerFlag.
        _countsForks.Write(value);
        // A worker that counts in vain sees so at its next fork.
        if (value)
        {
            foreach (Worker worker in Workers)
                worker.StartCounting();
        }
    }

    /// <summary>Queues <paramref name="job"/>: on a worker of this pool with the worker, else with the injector. Where there is one thread the latter
    /// is executed at once.</summary>
    public void Enqueue(Job job)
    {
        if (Worker.Current is { } worker && worker.Scheduler == this)
        {
            worker.Push(job);
            return;
        }
        if (SingleThread.IsOn)
            LentThread.Execute(this, job);
        else
            Inject(job);
    }

    /// <summary>As <see cref="Enqueue"/>, for a detached job: it is the next that this worker executes, or the last of those that are taken
    /// oldest first. Never fails: when there is no memory it waits for some.</summary>
    public void EnqueueDetached(Job job, bool isNext)
    {
        while (!TryEnqueueDetached(job, isNext))
            Spin.Yield();
    }

    private bool TryEnqueueDetached(Job job, bool isNext)
    {
        try
        {
            if (Worker.Current is not { } worker || worker.Scheduler != this)
                Inject(job);
            else if (isNext)
                worker.PushNext(job);
            else
                worker.PushFifo(job);
            return true;
        }
        catch (OutOfMemoryException)
        {
            // Nothing was queued: the queues make room before they take anything.
            return false;
        }
    }

    /// <summary>Queues <paramref name="job"/> for any worker, first in, first out. Any thread.</summary>
    public void Inject(Job job)
    {
        Injector.Push(job);
        WorkArrived();
    }

    /// <summary>Sees to it that a worker looks for the work that was just made visible. Any thread.</summary>
    public void WorkArrived()
    {
        // ORDERING: full fence between making the work visible and the look at the idle workers. Pairs with the full fence by which a
        // worker counts itself asleep before its last look for work (WorkerSearch): one of the two sees the other.
        Fence.Full();
        WakeForWork();
    }

    /// <summary>As <see cref="WorkArrived"/>, for a caller that has had a full fence since it made the work visible.</summary>
    public void WakeForWork()
    {
        // Whoever searches finds it, or looks again after it has left the count (WorkerSearch). That count is looked
        // at last: it changes with every job that is stolen.
        if (!CanWake || Idle.Searching > 0)
            return;
        if (Idle.Sleeping > 0 && TryWakeOne(WorkerState.Idle))
            return;
        if (SpareIsNeeded)
            WakeSpare();
    }

    /// <summary>Counts one more worker as blocked; what is queued goes to others, or to a spare.</summary>
    public void EnterBlocking()
    {
        // ORDERING: a full fence before the look for work; pairs with the fence in WorkArrived, which looks at the count.
        _blocked.Increment();
        if (HasVisibleWork)
            WorkArrived();
    }

    /// <summary>Counts one worker less as blocked. A spare retires when it next looks for work.</summary>
    public void ExitBlocking() => _blocked.Decrement();

    /// <summary>Counts a spare as retired (full fence).</summary>
    public void SpareRetires() => _activeSpares.Decrement();

    /// <summary>Counts a spare as up (full fence).</summary>
    public void SpareReturns() => _activeSpares.Increment();

    /// <summary>Tells every worker to end, once it has nothing left to do, and makes no spare any more.</summary>
    public void End()
    {
        // Kept for good.
        while (!_growing.CompareAndSet(false, true))
            Spin.Yield();
        foreach (Worker worker in Workers)
            worker.End();
    }

    private bool TryWakeOne(WorkerState state)
    {
        foreach (Worker worker in Workers)
        {
            if (worker.Sleeper.TryWake(state))
                return true;
        }
        return false;
    }

    private void WakeSpare()
    {
        if (TryWakeOne(WorkerState.Retired))
        {
            _sparesAreExhausted.Write(false);
            return;
        }

        Exception? failure = null;
        do
        {
            // RACE: whoever comes while another makes a spare leaves it to that one, which looks again below.
            if (!_growing.CompareAndSet(false, true))
                return;
            try
            {
                if (SpareIsNeeded)
                    _sparesAreExhausted.Write(!TryAddSpare());
            }
            catch (Exception exception)
            {
                // No thread, or no memory, to be had. Whoever queued the work must not pay for it.
                failure = exception;
                _sparesAreExhausted.Write(true);
            }

            // ORDERING: a full fence between letting go and looking again; pairs with the compare-and-swap above of whoever made work
            // visible, or blocked, and found the flag set.
            _growing.Exchange(false);
        }
        while (!_sparesAreExhausted.Read() && SpareIsNeeded && HasVisibleWork);

        if (failure is not null)
            Pool.ReportFailure(failure);
        if (_sparesAreExhausted.Read())
            TryWakeOne(WorkerState.Blocked);
    }

    private bool TryAddSpare()
    {
        Worker[] workers = Workers;
        if (SingleThread.IsOn || workers.Length - Size >= MaxSpares)
            return false;
        var spare = new Worker(this, workers.Length);
        _workers.Write([.. workers, spare]);
        SpareReturns();
        try
        {
            _startSpare(spare);
            return true;
        }
        catch
        {
            SpareRetires();
            _workers.Write(workers);
            throw;
        }
    }
}
