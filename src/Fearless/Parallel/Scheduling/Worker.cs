using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>One worker of a pool: its forks, its deque, and how it finds work, sleeps and waits. The README of this folder has the protocol.</summary>
[DebuggerDisplay("Worker {Index}, ForkDepth = {ForkDepth}, Published = {PublishedDepth}, Queued = {_deque.Count}")]
internal sealed unsafe class Worker
{
    /// <summary>How many forks may be open on one worker; deeper ones run inline. Bounds the memory of a worker at 16 bytes a fork.</summary>
    public const int MaxForkDepth = 4096;

    /// <summary>How many forks are kept public for idle workers, so that a long leaf does not hide them. Enough to feed 2^4 workers at once.</summary>
    private const int MaxPublicForks = 4;

    /// <summary>Rounds of searching before a worker sleeps: the first spin for 2^round pauses, the last ones give up the time slice.</summary>
    private const int SpinRounds = 7;
    private const int SearchRounds = 10;

    [ThreadStatic]
    private static Worker? t_current;

    // INVARIANT: entries [0, PublishedDepth) are on the heap and reachable by others through the deque; entries [PublishedDepth, ForkDepth)
    // are private. 0 <= PublishedDepth <= ForkDepth <= MaxForkDepth. Only the worker's own thread touches the three.
    public readonly Fork* Forks;
    public int ForkDepth;
    public int PublishedDepth;

    // Raised by whoever wants work from this worker, lowered by the worker when it publishes.
    private AtomicBool _publishWanted;

    private readonly Fork[] _forkMemory = GC.AllocateArray<Fork>(MaxForkDepth, pinned: true);
    private HeapJob?[] _published = new HeapJob?[16];
    private readonly WorkDeque<Job> _deque = new();
    private readonly ConcurrentQueue<Job> _addressed = new();
    private readonly Parker _parker = new();
    private readonly Unparker _unparker;
    private uint _random;

    // Set by the worker before it sleeps; whoever clears it has woken it, and has taken it out of the sleepers' count.
    private AtomicBool _asleep;

    // Whether it sleeps because no spare is needed, and not because there is nothing to do. Written before _asleep is set, read after it was cleared.
    private bool _retired;

    // Below this address a waiting worker starts no further job on top of its stack.
    private nuint _stackGuard;

    // Whether the job taken last came from elsewhere.
    private bool _migrated;

    public Worker(WorkerPool pool, int index, bool isSpare)
    {
        Pool = pool;
        Index = index;
        IsSpare = isSpare;
        _random = (uint)index * 2654435769 + 1;
        _unparker = _parker.Unparker;
        Forks = (Fork*)Unsafe.AsPointer(ref _forkMemory[0]);
        WantPublish();
    }

    /// <summary>The worker whose thread this is, or null.</summary>
    public static Worker? Current => t_current;

    public WorkerPool Pool { get; }

    public int Index { get; }

    /// <summary>Whether it stands in for workers that block.</summary>
    public bool IsSpare { get; }

    /// <summary>What the worker has done so far. Written by the worker alone.</summary>
    public WorkerCounters Counters;

    /// <summary>A heap job that was taken back before anyone saw it, kept for the next fork of its type.</summary>
    public HeapJob? Spare;

    /// <summary>Set when the worker is to end.</summary>
    public Completion Ended;

    /// <summary>Set when the worker's thread is done with the pool.</summary>
    public Completion Exited;

    /// <summary>Whether a thread was found for it. Written and read by the thread that makes the pool.</summary>
    public bool WasStarted;

    /// <summary>What the worker spawned to be executed oldest first.</summary>
    public FifoQueue Fifo { get; } = new();

    /// <summary>Whether it is a spare that is not needed now.</summary>
    public bool IsRetired => IsSpare && _retired;

    public bool PublishWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _publishWanted.ReadRelaxed();
    }

    /// <summary>Whether others could take something from here.</summary>
    public bool HasVisibleWork => !_deque.IsEmpty;

    /// <summary>Makes this thread the worker's, for good or until <see cref="Detach"/>.</summary>
    /// <param name="stackSize">The size of the thread's stack in bytes; zero when that is not known.</param>
    public void Attach(int stackSize)
    {
        byte marker;
        // Half of the stack is kept for the jobs that are executed while waiting, so that one which fits into half a stack never overflows it.
        _stackGuard = stackSize == 0 ? 0 : (nuint)(&marker) - (nuint)stackSize / 2;
        t_current = this;
    }

    /// <summary>Makes this thread nobody's.</summary>
    public static void Detach() => t_current = null;

    /// <summary>Executes jobs until <see cref="Ended"/> is set.</summary>
    public void Run()
    {
        while (NextJob(ref Ended) is { } job)
            job.Execute(this, _migrated);
    }

    /// <summary>Executes jobs whenever more workers are blocked than spares are about, until <see cref="Ended"/> is set.</summary>
    public void RunAsSpare()
    {
        Ended.TryRegister(new WorkerWaiter(this));
        while (!Ended.IsSet)
        {
            if (Pool.SparesSuffice && TakeAny(null) is { } job)
            {
                job.Execute(this, _migrated);
                continue;
            }

            _retired = true;
            _asleep.Write(true);
            // ORDERING: full fence; pairs with that of WorkerPool.WorkArrived, which looks for a sleeping spare after it queued a job.
            Pool.SpareSleeps();
            if (Ended.IsSet || (Pool.SpareIsNeeded && Pool.HasVisibleWork))
                TryWake();
            while (_asleep.Read())
                _parker.Park();
        }
    }

    /// <summary>Queues <paramref name="job"/> where this worker takes the newest and thieves the oldest. Worker's thread only.</summary>
    public void Push(Job job)
    {
        _deque.Push(job);
        Pool.WorkArrived();
    }

    /// <summary>Queues <paramref name="job"/> for this very worker. Any thread.</summary>
    public void PushAddressed(Job job)
    {
        _addressed.Enqueue(job);
        // ORDERING: the queue publishes with a full fence; pairs with the worker's own, between _asleep and its last look.
        Fence.Full();
        TryWake();
    }

    /// <summary>Asks this worker to publish its oldest fork at its next opportunity. Any thread.</summary>
    public void WantPublish()
    {
        // RACE: the worker may lower the flag at the same time; it then looks for sleepers after it published (Publish), and finds the asker.
        if (!_publishWanted.ReadRelaxed() && Pool.Size > 1)
            _publishWanted.Write(true);
    }

    /// <summary>Moves the oldest private fork to the heap and lets others see it. Worker's thread only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Publish()
    {
        if (PublishedDepth == ForkDepth)
            return;

        // ORDERING: lowered before the job is pushed; WorkArrived's full fence stands between these two stores and its look for sleepers. A
        // worker that raised the flag before this store, and sleeps, is therefore seen there and woken.
        _publishWanted.Write(false);
        PublishOldest();
        if (_deque.Count < Math.Min(Pool.Idle.Read().Total, MaxPublicForks))
            WantPublish();
        Pool.WorkArrived();
    }

    /// <summary>Publishes every fork: the worker is about to block. Worker's thread only.</summary>
    public void PublishAll()
    {
        while (PublishedDepth < ForkDepth)
            PublishOldest();
        if (HasVisibleWork)
            Pool.WorkArrived();
    }

    private void PublishOldest()
    {
        int depth = PublishedDepth;
        ref Fork fork = ref Forks[depth];
        HeapJob job = fork.CopyToHeap(this, fork.Job);
        if (depth == _published.Length)
            Array.Resize(ref _published, depth * 2);
        _published[depth] = job;
        PublishedDepth = depth + 1;
        Counters.Promotions++;
        _deque.Push(job);
    }

    /// <summary>Ends the newest fork, which was published, and returns its heap job. Worker's thread only.</summary>
    public HeapJob EndPublished(int depth)
    {
        HeapJob job = _published[depth]!;
        _published[depth] = null;
        ForkDepth = depth;
        PublishedDepth = depth;
        return job;
    }

    /// <summary>A heap job for another fork of the same type, if one was kept.</summary>
    public HeapJob<TJob>? TakeSpare<TJob>()
        where TJob : struct, IForkJob
    {
        if (Spare is not HeapJob<TJob> spare)
            return null;
        Spare = null;
        return spare;
    }

    /// <summary>Takes <paramref name="job"/> back out of the deque, and first executes what was pushed after it. False when a thief has it.</summary>
    public bool TryReclaim(HeapJob job)
    {
        // Everything under `job` is older, and thieves take the oldest first: once `job` is gone so is everything under it.
        while (_deque.TryPop() is { } popped)
        {
            if (ReferenceEquals(popped, job))
            {
                WantPublish();
                return true;
            }
            popped.Execute(this, migrated: false);
        }
        return false;
    }

    /// <summary>Executes other jobs until <paramref name="job"/>, which another worker took, is done; parts of that job come first.</summary>
    public void WaitFor(HeapJob job) => WaitFor(ref job.Done, job);

    /// <summary>Executes other jobs until <paramref name="completion"/> is set.</summary>
    public void WaitFor(ref Completion completion, HeapJob? helpWith = null)
    {
        while (!completion.IsSet)
        {
            if (!HasStackToHelp())
            {
                // Another job on top of this deep stack might overflow it. A spare worker, with a stack of its own, does what this one would.
                WaitBlocking(ref completion);
                return;
            }
            if (NextJob(ref completion, helpWith) is not { } job)
                return;
            job.Execute(this, _migrated);
        }
    }

    private bool HasStackToHelp()
    {
        byte marker;
        return (nuint)(&marker) > _stackGuard && RuntimeHelpers.TryEnsureSufficientExecutionStack();
    }

    private void WaitBlocking(ref Completion completion)
    {
        Pool.EnterBlocking(this);
        try
        {
            ThreadWaiter.Wait(ref completion);
        }
        finally
        {
            Pool.ExitBlocking();
        }
    }

    /// <summary>Executes one job if there is one: own ones first, then, unless <paramref name="localOnly"/>, those of others. Worker's thread only.</summary>
    public bool TryExecuteOne(bool localOnly)
    {
        if ((TakeOwn() ?? (localOnly ? null : TakeOthers(null))) is not { } job)
            return false;
        job.Execute(this, _migrated);
        return true;
    }

    /// <summary>The next job to execute, waiting for one if need be; null once <paramref name="until"/> is set.</summary>
    private Job? NextJob(ref Completion until, HeapJob? helpWith = null)
    {
        if (until.IsSet)
            return null;
        return TakeAny(helpWith) ?? SearchAndSleep(ref until, helpWith);
    }

    private Job? SearchAndSleep(ref Completion until, HeapJob? helpWith)
    {
        bool registered = false;
        Pool.Idle.StartSearching();
        while (true)
        {
            for (int round = 0; round < SearchRounds; round++)
            {
                if (until.IsSet)
                    return EndSearch(null);
                if (TakeAny(helpWith) is { } found)
                    return EndSearch(found);
                AskOthersToPublish();
                if (round < SpinRounds)
                    Spin.Wait(1 << round);
                else
                    Spin.Yield();
            }

            _retired = false;
            _asleep.Write(true);
            // ORDERING: a full fence, between _asleep and everything read below. Pairs with the fence in WorkerPool.WorkArrived, with that in
            // PushAddressed and with the exchange in Completion.Set: either they see this worker asleep, or it sees what they did.
            Pool.Idle.SearchingToSleeping();
            if (!registered)
            {
                registered = true;
                until.TryRegister(new WorkerWaiter(this));
            }
            AskOthersToPublish();
            Fence.Full();
            bool ended = until.IsSet;
            Job? job = ended ? null : TakeAny(helpWith);
            if (ended || job is not null)
            {
                // Whoever woke this worker meanwhile has counted it as searching already.
                if (_asleep.CompareAndSet(true, false))
                    Pool.Idle.SleepingToSearching();
                return EndSearch(job);
            }

            Counters.Parks++;
            FearlessEventSource.Log.WorkerParked(Index);
            while (_asleep.Read())
                _parker.Park();
        }
    }

    /// <summary>Stops searching. The last one to do so wakes another if work is in sight: those who queued it saw a searcher and woke nobody.</summary>
    private Job? EndSearch(Job? job)
    {
        // ORDERING: full fence between the count and the look for work; pairs with the fence in WorkerPool.WorkArrived.
        if (Pool.Idle.StopSearching().Searching == 0 && Pool.HasVisibleWork)
            Pool.WorkArrived();
        return job;
    }

    /// <summary>Wakes this worker if it sleeps. Any thread. False when it did not sleep, or another has woken it already.</summary>
    public bool TryWake()
    {
        if (!_asleep.Read() || !_asleep.CompareAndSet(true, false))
            return false;
        if (_retired)
            Pool.SpareWakes();
        else
            Pool.Idle.SleepingToSearching();
        _unparker.Unpark();
        return true;
    }

    private Job? TakeAny(HeapJob? helpWith) => TakeOwn() ?? TakeOthers(helpWith);

    private Job? TakeOwn()
    {
        _migrated = false;
        if (_deque.TryPop() is { } own)
            return own;
        return _addressed.TryDequeue(out Job? addressed) ? addressed : null;
    }

    private Job? TakeOthers(HeapJob? helpWith)
    {
        _migrated = true;
        // SOURCE: Wagner and Calder, "Leapfrogging", PPoPP 1993: whoever took the job that this worker waits for has its parts.
        if (helpWith?.Executor is { } executor && executor != this && StealFrom(executor, out _) is { } part)
            return part;

        ReadOnlySpan<Worker> workers = Pool.Workers;
        bool again;
        do
        {
            again = false;
            int start = NextRandom(workers.Length);
            for (int step = 0; step < workers.Length; step++)
            {
                int index = start + step;
                Worker victim = workers[index < workers.Length ? index : index - workers.Length];
                if (victim == this)
                    continue;
                if (StealFrom(victim, out bool lost) is { } stolen)
                    return stolen;
                again |= lost;
            }
            if (Pool.Injector.TrySteal() is { } injected)
                return injected;
        }
        while (again);
        return null;
    }

    private int NextRandom(int exclusiveMax)
    {
        // SOURCE: Marsaglia, "Xorshift RNGs", 2003.
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)exclusiveMax);
    }

    private Job? StealFrom(Worker victim, out bool lost)
    {
        Job? stolen = victim._deque.TrySteal(out lost);
        if (stolen is not null)
        {
            Counters.Steals++;
            FearlessEventSource.Log.JobStolen(Index, victim.Index);
            // What is gone is to be replaced, before anyone has to ask.
            victim.WantPublish();
        }
        return stolen;
    }

    private void AskOthersToPublish()
    {
        foreach (Worker worker in Pool.Workers)
        {
            if (worker != this)
                worker.WantPublish();
        }
    }
}
