using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>One worker of a pool: its forks, its deque, and how it finds work, sleeps and waits. The README of this folder has the protocol.</summary>
[DebuggerDisplay("Worker {Index}, {Sleeper.State}, forks = {Forks.Depth}, published = {Forks.PublishedDepth}, queued = {_deque.Count}")]
internal sealed class Worker
{
    /// <summary>How many forks are kept public while others are idle, so that a long leaf does not hide them. Enough to feed 2^4 workers at once.</summary>
    private const int MaxPublicForks = 4;

    /// <summary>Rounds of searching before a worker sleeps: the first ones spin for 2^round pauses, the last ones give up the time slice.</summary>
    private const int SpinRounds = 7;
    private const int SearchRounds = 10;

    /// <summary>How deep jobs that join each other may nest on one stack.</summary>
    private const int MaxForeignDepth = 256;

    [ThreadStatic]
    private static Worker? t_current;

    /// <summary>The open forks. Worker's thread only.</summary>
    public ForkStack Forks = new();

    // Raised by whoever wants work from this worker, lowered by the worker when it publishes.
    private AtomicBool _publishWanted;

    private readonly WorkDeque<Job> _deque = new();

    // Jobs for this very worker: those that someone waits for, and detached ones.
    private readonly ConcurrentQueue<Job> _addressed = new();
    private readonly ConcurrentQueue<Job> _addressedDetached = new();

    // Worker's thread only: how often it looked for work, the state of its random numbers, whether the job taken last came from elsewhere, and
    // how often the thread is inside of a job or a scope, and inside of something that blocks.
    private uint _looks;
    private uint _random;
    private bool _migrated;
    private int _jobDepth;
    private int _blockingDepth;

    public Worker(Scheduler scheduler, int index)
    {
        Scheduler = scheduler;
        Index = index;
        _random = ((uint)index + 1) * 2654435769;
        Sleeper = new Sleeper(scheduler);
        WantPublish();
    }

    /// <summary>The worker whose thread this is, or null.</summary>
    public static Worker? Current => t_current;

    public Scheduler Scheduler { get; }

    public WorkerPool Pool => Scheduler.Pool;

    public int Index { get; }

    /// <summary>Whether it stands in for workers that block.</summary>
    public bool IsSpare => Index >= Scheduler.Size;

    public Sleeper Sleeper { get; }

    /// <summary>How many of the jobs that the thread is inside of are no parts of what lies below them on the stack. Worker's thread only.</summary>
    public int ForeignDepth { get; private set; }

    /// <summary>What the worker has done so far. Written by the worker alone.</summary>
    public WorkerCounters Counters;

    /// <summary>Set when the worker is to end.</summary>
    public Completion Ended;

    /// <summary>Set when the worker's thread is done with the pool.</summary>
    public Completion Exited;

    /// <summary>Whether its thread runs, or it was decided that none will: whoever sets it sees to <see cref="Exited"/>.</summary>
    public AtomicBool Claimed;

    /// <summary>Detached jobs that this worker spawned to be executed oldest first.</summary>
    public FifoQueue Fifo { get; } = new(isDetached: true);

    public bool PublishWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _publishWanted.ReadRelaxed();
    }

    /// <summary>Whether others could take something from here.</summary>
    public bool HasVisibleWork => !_deque.IsEmpty;

    /// <summary>Makes this thread the worker's, until <see cref="Detach"/>.</summary>
    public void Attach() => t_current = this;

    /// <summary>Makes this thread nobody's.</summary>
    public static void Detach() => t_current = null;

    /// <summary>Whether this thread is inside of a job, or of the body of a scope. Worker's thread only.</summary>
    public bool IsInsideJob => _jobDepth > 0 || Forks.Depth > 0;

    public void EnterJob() => _jobDepth++;

    public void ExitJob() => _jobDepth--;

    /// <summary>Says that the worker is to end, once. Any thread.</summary>
    public void End()
    {
        Ended.Set();
        // Nobody runs it so far, and nobody will any more.
        if (!Claimed.Exchange(true))
            Exited.Set();
    }

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
        (job.IsDetached ? _addressedDetached : _addressed).Enqueue(job);
        // ORDERING: full fence between the job and the look at the state. Pairs with the one between the state and the last look at the queue
        // (SearchAndSleep, WaitBlocking): either this sees the worker asleep, or the worker sees the job.
        Fence.Full();
        Sleeper.Wake();
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
        if (!TryPublishOldest())
            return;
        if (_deque.Count < Math.Min(Scheduler.Idle.Read().Total, MaxPublicForks))
            WantPublish();
        Scheduler.WorkArrived();
    }

    /// <summary>
    /// The place in the deque from which on there will only be what is queued after this call: no older fork is left that could be published
    /// later. Worker's thread only.
    /// </summary>
    public long Mark()
    {
        PublishAll();
        return Forks.HasPrivate ? long.MaxValue : _deque.Bottom;
    }

    /// <summary>Makes every fork visible to others, as far as there is memory for it. True if there was one.</summary>
    private bool PublishAll()
    {
        if (!Forks.HasPrivate)
            return false;
        while (Forks.HasPrivate && TryPublishOldest())
        {
        }
        Scheduler.WorkArrived();
        return true;
    }

    private bool TryPublishOldest()
    {
        try
        {
            HeapJob copy = Forks.CopyOldest();
            _deque.Push(copy);
            Forks.Published(copy);
        }
        catch (OutOfMemoryException)
        {
            // The fork stays private, and its owner runs it.
            return false;
        }
        Counters.Promotions.WriteRelaxed(Counters.Promotions.ReadRelaxed() + 1);
        return true;
    }

    // ---- Finding work ----

    /// <summary>Executes jobs until <paramref name="until"/> is set, sleeping when there are none. For a thread that has nothing else to do.</summary>
    public void Run(ref Completion until)
    {
        until.TryRegister(new WorkerWaiter(this));
        while (TryExecuteNext(ref until))
        {
        }
    }

    /// <summary>Executes the next job, waiting for one if need be; false once <paramref name="until"/> is set.</summary>
    /// <remarks>A frame of its own for each job: a local of a caller that goes on to sleep would keep the last job, and all that it captured, alive.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryExecuteNext(ref Completion until)
    {
        if (NextJob(ref until) is not { } job)
            return false;
        Execute(job, _migrated);
        return true;
    }

    /// <summary>Executes jobs whenever more workers are blocked than spares are up, until <see cref="Ended"/> is set.</summary>
    public void RunAsSpare()
    {
        Ended.TryRegister(new WorkerWaiter(this));
        while (!Ended.IsSet)
        {
            if (Scheduler.SparesSuffice && TakeAny() is { } job)
            {
                // There may be more for others, and whoever queued it woke only this one.
                if (Scheduler.SpareIsNeeded && Scheduler.HasVisibleWork)
                    Scheduler.WorkArrived();
                Execute(job, _migrated);
                continue;
            }

            AskOthersToPublish();
            _deque.ClearWhenEmpty();
            Sleeper.Fall(WorkerState.Retired);
            Scheduler.SpareRetires();
            // ORDERING: the two calls above are full fences; they pair with that in Scheduler.WorkArrived, which looks for a spare after it
            // made a job visible.
            if (Ended.IsSet || (Scheduler.SpareIsNeeded && Scheduler.HasVisibleWork))
                Sleeper.Wake();
            Sleeper.Sleep();
        }
    }

    /// <summary>Executes one job if there is one: own ones first, then, unless <paramref name="localOnly"/>, those of others. Worker's thread only.</summary>
    public bool TryExecuteOne(bool localOnly)
    {
        // What the caller waits for may wait in turn for a fork that is still private here.
        Job? own = TakeOwn(0) ?? (PublishAll() ? TakeOwn(0) : null);
        if ((own ?? TakeDetachedAddressed() ?? (localOnly ? null : TakeOthers())) is not { } job)
            return false;
        // Whatever lies below on the stack does not wait for it.
        ExecuteForeign(job, _migrated);
        return true;
    }

    /// <summary>Executes <paramref name="job"/>, and leaves no async-local value of it behind on the thread.</summary>
    private void Execute(Job job, bool migrated)
    {
        ExecutionContext? before = ExecutionContext.Capture();
        _jobDepth++;
        job.Execute(this, migrated);
        _jobDepth--;
        if (before is not null)
            ExecutionContext.Restore(before);
    }

    /// <summary>Executes <paramref name="job"/> on top of a frame that it may be no part of: what it queues is not to be taken for parts of that.</summary>
    private void ExecuteForeign(Job job, bool migrated)
    {
        ForeignDepth++;
        Execute(job, migrated);
        ForeignDepth--;
    }

    private Job? NextJob(ref Completion until)
    {
        if (until.IsSet)
            return null;
        return TakeAny() ?? SearchAndSleep(ref until);
    }

    private Job? SearchAndSleep(ref Completion until)
    {
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

            // Before the state changes: whoever listens to the event may use the pool.
            FearlessEventSource.Log.WorkerParked(Index);
            Counters.Parks.WriteRelaxed(Counters.Parks.ReadRelaxed() + 1);
            _deque.ClearWhenEmpty();
            Sleeper.Fall(WorkerState.Idle);
            Scheduler.Idle.SearchingToSleeping();
            AskOthersToPublish();

            // ORDERING: full fence between the state, the counts and the flags, and everything read below. Pairs with the fences in
            // Scheduler.WorkArrived and PushAddressed and the exchange in Completion.Set: they see this worker asleep, or it sees what they did.
            Fence.Full();
            bool ended = until.IsSet;
            Job? job = ended ? null : TakeAny();
            if (ended || job is not null)
            {
                // Either way this worker is counted as searching again: Wake says so, or whoever was faster.
                Sleeper.Wake();
                return EndSearch(job);
            }

            Sleeper.Sleep();
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

    private Job? TakeAny()
    {
        // Now and then what is far comes first, or a worker that makes its own work would never get to it.
        // SOURCE: Go's runtime, `findRunnable`: every 61st look, a prime, goes to the global queue.
        if (++_looks % 61 == 0 && (TakeAddressed() ?? TakeDetachedAddressed() ?? TakeInjected()) is { } far)
            return far;
        return TakeOwn(0) ?? TakeDetachedAddressed() ?? TakeOthers();
    }

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

    private Job? TakeDetachedAddressed()
    {
        _migrated = false;
        return _addressedDetached.TryDequeue(out Job? addressed) ? addressed : null;
    }

    private Job? TakeInjected()
    {
        _migrated = true;
        return Scheduler.Injector.TrySteal();
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
            if (TakeInjected() is { } injected)
                return injected;
        }
        while (again);
        return null;
    }

    private Job Stolen(Job job, Worker victim)
    {
        _migrated = true;
        Counters.Steals.WriteRelaxed(Counters.Steals.ReadRelaxed() + 1);
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
        while (!job.Done.IsSet && _deque.TryPop() is { } popped)
        {
            if (ReferenceEquals(popped, job))
            {
                WantPublish();
                return true;
            }
            PassOn(popped);
        }
        return false;
    }

    /// <summary>Executes <paramref name="job"/>, unless someone has begun to, for a caller that waits for it; it may still be queued. Worker's thread only.</summary>
    public void ExecuteJoined(SpawnedJob job)
    {
        // Chains of jobs that join each other nest; a long one goes on with a spare, which has a stack of its own.
        if (ForeignDepth >= MaxForeignDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        ExecuteForeign(job, migrated: false);
        // Most often it was queued here and last, and need not lie about.
        _deque.DropIfNewest(job);
    }

    /// <summary>Executes <paramref name="job"/> on top of a frame that waits for what it is a part of. A detached job is no part of anything and goes to others.</summary>
    private void ExecutePart(Job job, bool migrated)
    {
        if (job.IsDetached)
            PassOn(job);
        else
            Execute(job, migrated);
    }

    /// <summary>Gives others a job that this worker must not execute on top of what waits here.</summary>
    private void PassOn(Job job)
    {
        if (job is not SpawnedJob { IsBegun: true })
            Scheduler.Inject(job);
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
                ExecutePart(part, _migrated);
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
                ExecutePart(job, _migrated);
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
        if (!TryRegister(ref completion))
            return;
        EnterBlocking();
        while (!completion.IsSet)
        {
            // Without a spare nobody else might do it: then anything goes that the stack has room for.
            bool mayHelpOut = Scheduler.MustHelpOut && RuntimeHelpers.TryEnsureSufficientExecutionStack();
            if (mayHelpOut && TakeAny() is { } any)
            {
                if (Scheduler.HasVisibleWork)
                    Scheduler.WorkArrived();
                ExecuteForeign(any, _migrated);
                continue;
            }

            _deque.ClearWhenEmpty();
            Sleeper.Fall(WorkerState.Blocked);
            // ORDERING: Fall is a full fence before these looks; pairs with the exchange in Completion.Set and the fence in PushAddressed.
            if (completion.IsSet || !_addressed.IsEmpty || (mayHelpOut && Scheduler.HasVisibleWork))
                Sleeper.Wake();
            Sleeper.Sleep();
            if (TakeAddressed() is { } addressed)
                Execute(addressed, migrated: false);
        }
        ExitBlocking();
    }

    /// <summary>Has <paramref name="completion"/> wake this worker. False when it is set.</summary>
    private bool TryRegister(ref Completion completion)
    {
        try
        {
            return completion.TryRegister(new WorkerWaiter(this));
        }
        catch (OutOfMemoryException)
        {
            // A wait must not end early, whatever happens: others still work for it.
            while (!completion.IsSet)
                Spin.Yield();
            return false;
        }
    }

    /// <summary>Says that this worker is about to block: its forks become visible to others, and a spare may stand in for it. Nests.</summary>
    public void EnterBlocking()
    {
        if (_blockingDepth++ == 0)
            Scheduler.EnterBlocking();
        PublishAll();
    }

    /// <summary>Ends what <see cref="EnterBlocking"/> began.</summary>
    public void ExitBlocking()
    {
        if (--_blockingDepth == 0)
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

    private static void Pause(int round)
    {
        if (round < SpinRounds)
            Spin.Wait(1 << round);
        else
            Spin.Yield();
    }
}
