using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>One worker of a pool: its forks, its deque, and how it finds work, sleeps and waits. The README of this folder has the protocol.</summary>
[DebuggerDisplay("Worker {Index}, {State}, forks = {Forks.Depth}, published = {Forks.PublishedDepth}, queued = {_deque.Count}")]
internal sealed class Worker
{
    /// <summary>How many forks are kept public while others are idle, so that a long leaf does not hide them. Enough to feed 2^4 workers at once.</summary>
    private const int MaxPublicForks = 4;

    /// <summary>Rounds of searching before a worker sleeps: the first ones spin for 2^round pauses, the last ones give up the time slice.</summary>
    private const int SpinRounds = 7;
    private const int SearchRounds = 10;

    [ThreadStatic]
    private static Worker? t_current;

    /// <summary>The open forks. Worker's thread only.</summary>
    public ForkStack Forks = new();

    // Raised by whoever wants work from this worker, lowered by the worker when it publishes.
    private AtomicBool _publishWanted;

    private readonly WorkDeque<Job> _deque = new();
    private readonly ConcurrentQueue<Job> _addressed = new();
    private readonly Parker _parker = new();
    private readonly Unparker _unparker;
    private uint _random;

    // A WorkerState. The worker alone leaves Awake; whoever brings it back to Awake, by compare-and-swap, has woken it and keeps the counts.
    private AtomicInt _state;

    // Whether the job taken last came from elsewhere. Worker's thread only.
    private bool _migrated;

    public Worker(Scheduler scheduler, int index)
    {
        Scheduler = scheduler;
        Index = index;
        _random = ((uint)index + 1) * 2654435769;
        _unparker = _parker.Unparker;
        WantPublish();
    }

    /// <summary>The worker whose thread this is, or null.</summary>
    public static Worker? Current => t_current;

    public Scheduler Scheduler { get; }

    public WorkerPool Pool => Scheduler.Pool;

    public int Index { get; }

    /// <summary>Whether it stands in for workers that block.</summary>
    public bool IsSpare => Index >= Scheduler.Size;

    /// <summary>What the worker has done so far. Written by the worker alone.</summary>
    public WorkerCounters Counters;

    /// <summary>Set when the worker is to end.</summary>
    public Completion Ended;

    /// <summary>Set when the worker's thread is done with the pool.</summary>
    public Completion Exited;

    /// <summary>Jobs that this worker spawned to be executed oldest first.</summary>
    public FifoQueue Fifo { get; } = new();

    public bool PublishWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _publishWanted.ReadRelaxed();
    }

    /// <summary>Whether others could take something from here.</summary>
    public bool HasVisibleWork => !_deque.IsEmpty;

    /// <summary>The place in the deque where the next job will go. Worker's thread only.</summary>
    public long DequeEnd => _deque.Bottom;

    private WorkerState State => (WorkerState)_state.Read();

    /// <summary>Makes this thread the worker's, until <see cref="Detach"/>.</summary>
    public void Attach() => t_current = this;

    /// <summary>Makes this thread nobody's.</summary>
    public static void Detach() => t_current = null;

    // ---- Giving work ----

    /// <summary>Queues <paramref name="job"/> where this worker takes the newest and thieves the oldest. Worker's thread only.</summary>
    public void Push(Job job)
    {
        _deque.Push(job);
        Scheduler.WorkArrived();
    }

    /// <summary>Queues <paramref name="job"/> for this very worker. Any thread.</summary>
    public void PushAddressed(Job job)
    {
        _addressed.Enqueue(job);
        // ORDERING: full fence between the job and the look at the state. Pairs with the one between the state and the last look at the queue
        // (SearchAndSleep, WaitBlocking): either this sees the worker asleep, or the worker sees the job.
        Fence.Full();
        Wake();
    }

    /// <summary>Asks this worker to publish its oldest fork at its next opportunity. Any thread.</summary>
    public void WantPublish()
    {
        // RACE: the worker may lower the flag at the same time. It then looks for sleepers after it has published, and finds whoever asked.
        if (!_publishWanted.ReadRelaxed() && Scheduler.Size > 1)
            _publishWanted.Write(true);
    }

    /// <summary>Makes the oldest private fork visible to others, if there is one. Worker's thread only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Publish()
    {
        if (!Forks.HasPrivate)
            return;

        // ORDERING: lowered before the job is pushed, and WorkArrived has a full fence between both and its look for sleepers. A worker that
        // raised the flag before this store, and went to sleep, is therefore found there.
        _publishWanted.Write(false);
        PublishOldest();
        if (_deque.Count < Math.Min(Scheduler.Idle.Read().Total, MaxPublicForks))
            WantPublish();
        Scheduler.WorkArrived();
    }

    /// <summary>Makes every fork visible to others: the worker is about to block. Worker's thread only.</summary>
    public void PublishAll()
    {
        while (Forks.HasPrivate)
            PublishOldest();
    }

    private void PublishOldest()
    {
        _deque.Push(Forks.PromoteOldest());
        Counters.Promotions++;
    }

    // ---- Finding work ----

    /// <summary>Executes jobs until <paramref name="until"/> is set, sleeping when there are none. For a thread that has nothing else to do.</summary>
    public void Run(ref Completion until)
    {
        while (NextJob(ref until) is { } job)
            job.Execute(this, _migrated);
    }

    /// <summary>Executes jobs whenever more workers are blocked than spares are up, until <see cref="Ended"/> is set.</summary>
    public void RunAsSpare()
    {
        Ended.TryRegister(new WorkerWaiter(this));
        while (!Ended.IsSet)
        {
            if (Scheduler.SparesSuffice && TakeAny() is { } job)
            {
                job.Execute(this, _migrated);
                continue;
            }

            Fall(WorkerState.Retired);
            Scheduler.SpareRetires();
            // ORDERING: the two calls above are full fences; they pair with that in Scheduler.WorkArrived, which looks for a spare after it
            // made a job visible.
            if (Ended.IsSet || (Scheduler.SpareIsNeeded && Scheduler.HasVisibleWork))
                Wake();
            Sleep();
        }
    }

    /// <summary>Executes one job if there is one: own ones first, then, unless <paramref name="localOnly"/>, those of others. Worker's thread only.</summary>
    public bool TryExecuteOne(bool localOnly)
    {
        if ((TakeOwn(0) ?? (localOnly ? null : TakeOthers())) is not { } job)
            return false;
        job.Execute(this, _migrated);
        return true;
    }

    private Job? NextJob(ref Completion until)
    {
        if (until.IsSet)
            return null;
        return TakeAny() ?? SearchAndSleep(ref until);
    }

    private Job? SearchAndSleep(ref Completion until)
    {
        bool registered = false;
        Scheduler.Idle.StartSearching();
        while (true)
        {
            for (int round = 0; round < SearchRounds; round++)
            {
                if (until.IsSet)
                    return EndSearch(null);
                if (TakeAny() is { } found)
                    return EndSearch(found);
                AskOthersToPublish();
                Pause(round);
            }

            Fall(WorkerState.Idle);
            Scheduler.Idle.SearchingToSleeping();
            if (!registered)
            {
                registered = true;
                until.TryRegister(new WorkerWaiter(this));
            }
            AskOthersToPublish();

            // ORDERING: full fence between the state, the counts and the flags, and everything read below. Pairs with the fences in
            // Scheduler.WorkArrived and PushAddressed and the exchange in Completion.Set: they see this worker asleep, or it sees what they did.
            Fence.Full();
            bool ended = until.IsSet;
            Job? job = ended ? null : TakeAny();
            if (ended || job is not null)
            {
                // Either way this worker is counted as searching again: Wake says so, or whoever was faster.
                Wake();
                return EndSearch(job);
            }

            _deque.ClearWhenEmpty();
            Counters.Parks++;
            FearlessEventSource.Log.WorkerParked(Index);
            Sleep();
        }
    }

    /// <summary>Stops searching. The last one to do so wakes another if work is in sight: whoever queued it saw a searcher and woke nobody.</summary>
    private Job? EndSearch(Job? job)
    {
        // ORDERING: the count is an interlocked operation, a full fence before the look for work; pairs with the fence in WorkArrived.
        if (Scheduler.Idle.StopSearching().Searching == 0 && Scheduler.HasVisibleWork)
            Scheduler.WorkArrived();
        return job;
    }

    private Job? TakeAny() => TakeOwn(0) ?? TakeOthers();

    /// <summary>Takes the newest job of the own deque, unless it is older than <paramref name="notBefore"/>, or one addressed to this worker.</summary>
    private Job? TakeOwn(long notBefore)
    {
        _migrated = false;
        if (_deque.Bottom > notBefore && _deque.TryPop() is { } own)
            return own;
        return TakeAddressed();
    }

    private Job? TakeAddressed()
    {
        _migrated = false;
        return _addressed.TryDequeue(out Job? addressed) ? addressed : null;
    }

    private Job? TakeOthers()
    {
        _migrated = true;
        ReadOnlySpan<Worker> workers = Scheduler.Workers;
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
                if (victim._deque.TrySteal(out bool lost) is { } stolen)
                    return Stolen(stolen, victim);
                again |= lost;
            }
            if (Scheduler.Injector.TrySteal() is { } injected)
                return injected;
        }
        while (again);
        return null;
    }

    private Job Stolen(Job job, Worker victim)
    {
        _migrated = true;
        Counters.Steals++;
        FearlessEventSource.Log.JobStolen(Index, victim.Index);
        // What is gone is to be replaced, before anyone has to ask.
        victim.WantPublish();
        return job;
    }

    private int NextRandom(int exclusiveMax)
    {
        // SOURCE: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8, 2003, section 3.1.
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)exclusiveMax);
    }

    private void AskOthersToPublish()
    {
        foreach (Worker worker in Scheduler.Workers)
        {
            if (worker != this)
                worker.WantPublish();
        }
    }

    // ---- Waiting ----

    /// <summary>Takes <paramref name="job"/> back out of the deque, and first executes what was pushed after it. False when a thief has it.</summary>
    public bool TryReclaim(HeapJob job)
    {
        // Everything under the job is older, and thieves take the oldest first: once the job is gone so is everything under it.
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

    /// <summary>Waits for <paramref name="job"/>, which another worker took, and executes parts of it meanwhile: jobs that it forked or spawned, and no others.</summary>
    /// <remarks>
    /// Nothing unrelated ever runs on top of a waiting frame: a lock that the frame holds is not entered again, nothing below can be waited for
    /// by what runs above, and the stack grows no deeper than it would sequentially.
    /// SOURCE: Wagner and Calder, "Leapfrogging: a portable technique for implementing efficient futures", PPoPP 1993.
    /// </remarks>
    public void WaitFor(HeapJob job)
    {
        for (int round = 0; round < SearchRounds; round++)
        {
            if (job.Done.IsSet)
                return;
            if ((TakeAddressed() ?? StealPart(job)) is { } part)
            {
                part.Execute(this, _migrated);
                round = 0;
            }
            else
            {
                Pause(round);
            }
        }
        WaitBlocking(ref job.Done);
    }

    /// <summary>Waits until <paramref name="completion"/> is set, and executes meanwhile what this worker itself queued from <paramref name="notBefore"/> on.</summary>
    public void WaitFor(ref Completion completion, long notBefore)
    {
        for (int round = 0; round < SearchRounds; round++)
        {
            if (completion.IsSet)
                return;
            if (TakeOwn(notBefore) is { } job)
            {
                job.Execute(this, _migrated);
                round = 0;
            }
            else
            {
                Pause(round);
            }
        }
        WaitBlocking(ref completion);
    }

    /// <summary>Sleeps until <paramref name="completion"/> is set, while a spare may stand in for this worker; only jobs addressed to it are executed meanwhile.</summary>
    private void WaitBlocking(ref Completion completion)
    {
        completion.TryRegister(new WorkerWaiter(this));
        Scheduler.EnterBlocking(this);
        while (!completion.IsSet)
        {
            Fall(WorkerState.Blocked);
            // ORDERING: Fall is a full fence before these looks; pairs with the exchange in Completion.Set and the fence in PushAddressed.
            if (completion.IsSet || !_addressed.IsEmpty)
                Wake();
            Sleep();
            TakeAddressed()?.Execute(this, migrated: false);
        }
        Scheduler.ExitBlocking();
    }

    private Job? StealPart(HeapJob job)
    {
        if (job.Executor(out long firstPart) is not { } executor)
            return null;
        if (executor._deque.TryStealFrom(firstPart, new StillExecuting(job), out _) is { } part)
            return Stolen(part, executor);
        executor.WantPublish();
        return null;
    }

    // ---- Sleeping ----

    /// <summary>Says that this worker is about to sleep (full fence). Worker's thread only.</summary>
    private void Fall(WorkerState state) => _state.Exchange((int)state);

    /// <summary>Sleeps until woken. Worker's thread only, after <see cref="Fall"/>.</summary>
    private void Sleep()
    {
        while (State != WorkerState.Awake)
            _parker.Park();
    }

    /// <summary>Wakes this worker if it sleeps. Any thread, its own too when it has second thoughts.</summary>
    public void Wake()
    {
        // A worker that another has woken at the same time may sleep again already, for another reason; one more look does it no harm.
        if (!TryWake(WorkerState.Idle) && !TryWake(WorkerState.Blocked))
            TryWake(WorkerState.Retired);
    }

    /// <summary>Wakes this worker if it sleeps as <paramref name="state"/>. Any thread. True when this call did it.</summary>
    public bool TryWake(WorkerState state)
    {
        if (State != state || !_state.CompareAndSet((int)state, (int)WorkerState.Awake))
            return false;
        if (state == WorkerState.Idle)
            Scheduler.Idle.SleepingToSearching();
        else if (state == WorkerState.Retired)
            Scheduler.SpareReturns();
        if (t_current != this)
            _unparker.Unpark();
        return true;
    }

    private static void Pause(int round)
    {
        if (round < SpinRounds)
            Spin.Wait(1 << round);
        else
            Spin.Yield();
    }
}
