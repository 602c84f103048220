using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>One worker of a pool: its forks, its deque, and how it finds work, sleeps and waits. The README of this folder has the
/// protocol.</summary>
[DebuggerDisplay("Worker {Index}, {Sleeper.State}, forks = {Forks.Depth}, published = {Forks.PublishedDepth}, queued = {Jobs.Count}")]
internal sealed class Worker
{
    /// <summary>How many forks are kept public while others are idle, so that a long leaf does not hide them. Enough to feed 2^4 workers at
    /// once.</summary>
    private const int MaxPublicForks = 4;

    // While the last publication is younger than this, a fork that is taken back is not replaced by another: to publish and take back costs
    // 70 ns, and nobody came.
    private static readonly long PublishInterval = Stopwatch.Frequency / 500_000;

    // No entry of a fork stack lies below it, and it is not 0.
    private const long EveryFork = 1;

    [ThreadStatic]
    private static Worker? t_current;

    // Each fork and each job writes to what is between the paddings, and whoever searches reads what surrounds it. Not a CachePadded, whose
    // address the compiler would keep in a register of its own across the calls.
#pragma warning disable CS0169, CA1823, IDE0051 // It only takes up room.
    private readonly CachePadding _beforeForks;

    /// <summary>The open forks. Worker's thread only.</summary>
    public ForkStack Forks = new();

    /// <summary>The stack of the worker's thread, as far as <see cref="WorkerStacks"/> knows it.</summary>
    public StackExtent Stack;

    /// <summary>What the worker has done so far. Written by the worker alone.</summary>
    public WorkerCounters Counters;

    private StackPlacement _placement = new();
    private Own _own;

    private readonly CachePadding _behindForks;
#pragma warning restore CS0169, CA1823, IDE0051

    // The address from which on a fork needs attention: the last entry of the fork stack, which is never published; EveryFork while forks
    // are counted; or 0, when somebody wants work from this worker. Set to 0 by whoever does, and back by the worker when it publishes.
    private AtomicLong _attentionFrom;

    public Worker(Scheduler scheduler, int index)
    {
        Scheduler = scheduler;
        Index = index;
        Jobs = new WorkerJobs(this);
        Waits = new WorkerWaits(this);
        Search = new WorkerSearch(this);
        Sleeper = new Sleeper(scheduler);
        // Whether forks are counted may change before others know of this worker: its first fork finds out.
        _attentionFrom.Write(EveryFork);
        WantPublish();
    }

    /// <summary>The worker whose thread this is, or null.</summary>
    public static Worker? Current => t_current;

    /// <summary>As <see cref="Current"/>, faster.</summary>
    /// <param name="local">Something in the stack of the current thread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Worker? CurrentFrom(void* local) => WorkerStacks.Find(local) ?? t_current;

    public Scheduler Scheduler { get; }

    public WorkerPool Pool => Scheduler.Pool;

    public int Index { get; }

    /// <summary>Whether it stands in for workers that block.</summary>
    public bool IsSpare => Index >= Scheduler.Size;

    public Sleeper Sleeper { get; }

    /// <summary>How many of the jobs that the thread is inside of are no parts of what lies below them on the stack. Worker's thread
    /// only.</summary>
    public int ForeignDepth => _own.ForeignDepth;

    /// <summary>Set when the worker is to end.</summary>
    public Completion Ended;

    /// <summary>Set when the worker's thread is done with the pool.</summary>
    public Completion Exited;

    /// <summary>Whether its thread runs, or it was decided that none will: whoever sets it sees to <see cref="Exited"/>.</summary>
    public AtomicBool Claimed;

    /// <summary>The jobs that it can get at.</summary>
    public WorkerJobs Jobs { get; }

    /// <summary>How it waits for what others do.</summary>
    public WorkerWaits Waits { get; }

    /// <summary>How it finds work, and sleeps when there is none.</summary>
    public WorkerSearch Search { get; }

    /// <summary>What the code that the worker executes runs inside of, if anything. Worker's thread only.</summary>
    public ISurroundings? Surroundings
    {
        get => _own.Surroundings;
        set => _own.Surroundings = value;
    }

    public bool PublishWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _attentionFrom.ReadRelaxed() == 0;
    }

    /// <summary>Makes this thread the worker's, until <see cref="Detach"/>.</summary>
    public void Attach() => t_current = this;

    /// <summary>Makes this thread nobody's.</summary>
    public static void Detach() => t_current = null;

    /// <summary>Whether this thread is inside of a job, or of the body of a scope. Worker's thread only.</summary>
    public bool IsInsideJob => _own.JobDepth > 0 || Forks.Depth > 0;

    public void EnterJob() => _own.JobDepth++;

    public void ExitJob() => _own.JobDepth--;

    /// <summary>Says that the worker is to end, once. Any thread.</summary>
    public void End()
    {
        Ended.Set();
        // Nobody runs it so far, and nobody will any more.
        if (!Claimed.Exchange(true))
            Exited.Set();
    }

    // ---- Forking ----
    // Here and not in ForkStack: the compiler would keep the address of the struct in a register of its own across the calls.

    /// <summary>Opens a private fork. The job must stay where it is until the fork is ended. <see cref="NeedsAttention"/> must be asked
    /// next. Worker's thread only, as all of these.</summary>
    /// <param name="fork">The top of <see cref="Forks"/>. Callers know it, or read it.</param>
    /// <param name="job">Where the job lies.</param>
    /// <param name="copyToHeap">Copies it to the heap.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void OpenFork(Fork* fork, void* job, delegate*<ref ForkStack, void*, HeapJob> copyToHeap)
    {
        Debug.Assert(fork == Forks.Top);
        fork->Job = job;
        fork->CopyToHeap = copyToHeap;
        Forks.Top = fork + 1;
    }

    /// <summary>Whether <see cref="Attend"/> must be called before anything else is forked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool NeedsAttention(Fork* newest) => (long)newest >= _attentionFrom.ReadRelaxed();

    /// <summary>Counts the newest fork if that is asked for, publishes one if somebody wants one, and keeps the fork stack from growing
    /// further if it is full.</summary>
    /// <returns>Where the next fork is to lie.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe Fork* Attend()
    {
        Forks.DropLast();
        if (Scheduler.CountsForks)
            Counters.Forks.WriteRelaxed(Counters.Forks.ReadRelaxed() + 1);
        else if (_attentionFrom.ReadRelaxed() == EveryFork)
            StopCounting();
        if (PublishWanted)
            Publish();
        return Forks.Top;
    }

    /// <summary>Sees to it that this worker's forks are counted from now on, as <see cref="Scheduler.CountsForks"/> says. Any thread.</summary>
    public unsafe void StartCounting() => _attentionFrom.CompareAndSet((long)Forks.Last, EveryFork);

    /// <summary>Ends the newest fork if it is still private; otherwise <see cref="ForkStack.EndPublished"/> has to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool TryEndPrivateFork(Fork* fork)
    {
        if (Forks.FirstPrivate > fork)
            return false;
        Forks.Top = fork;
        return true;
    }

    // ---- Giving work ----

    /// <summary>Queues <paramref name="job"/> where this worker takes the newest and thieves the oldest. Worker's thread only.</summary>
    public void Push(Job job)
    {
        Jobs.Push(job);
        Scheduler.WorkArrived();
    }

    /// <summary>Queues a detached job among those that this worker takes oldest first. Worker's thread only.</summary>
    public void PushFifo(Job job)
    {
        Jobs.PushFifo(job);
        Scheduler.WorkArrived();
    }

    /// <summary>Has this worker execute a detached job as soon as it is done with the one it executes; others do not see it, unless that takes
    /// long. Worker's thread only.</summary>
    public void PushNext(Job job)
    {
        PublishNext();
        // Who blocks would keep it from everyone.
        if (Waits.IsBlocking)
            Scheduler.EnqueueDetached(job, isNext: false);
        else
            Jobs.Next = job;
    }

    /// <summary>Lets others see what was to be next here: this worker is about to be busy with something else. Worker's thread only.</summary>
    public void PublishNext()
    {
        if (Jobs.Next is not { } next)
            return;
        Jobs.Next = null;
        Scheduler.EnqueueDetached(next, isNext: false);
    }

    /// <summary>Queues <paramref name="job"/> for this very worker. Any thread.</summary>
    public void PushAddressed(Job job)
    {
        Jobs.PushAddressed(job);
        // ORDERING: full fence between the job and the look at the state. Pairs with the one between the state and the last look at the
        // queue (WorkerSearch, WaitBlocking): either this sees the worker asleep, or the worker sees the job.
        Fence.Full();
        Sleeper.Wake();
    }

    /// <summary>Asks this worker to publish its oldest fork at its next opportunity. Any thread.</summary>
    public void WantPublish()
    {
        if (!PublishWanted)
            AskToPublish();
    }

    /// <summary>As <see cref="WantPublish"/>, for a caller that expects the flag to be lowered: to look would take as long again.</summary>
    public void AskToPublish()
    {
        // RACE: the worker may lower the flag at the same time. It has published then, and raises it again if that is gone (a thief asked), or if
        // too few are public for those who are idle; and it looks for sleepers.
        if (Scheduler.Size > 1)
            _attentionFrom.Write(0);
    }

    /// <summary>Says that a published fork was taken back: unless one was published just now, the next is to be. Worker's thread
    /// only.</summary>
    public void TookBack()
    {
        if (ModelBuild.IsActive || Stopwatch.GetTimestamp() - _own.PublishedAt >= PublishInterval)
            WantPublish();
    }

    /// <summary>Makes the oldest private fork visible to others, if there is one, and what was to be next. Worker's thread only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Publish()
    {
        PublishNext();
        if (!Forks.HasPrivate)
            return;

        bool isPublished = TryPublishOldest();
        // ORDERING: a full fence between the push and the look for sleepers. A worker that raised the flag before this, and went to sleep,
        // was counted before that and is found there.
        LowerFlag();
        if (!isPublished)
            return;
        _own.PublishedAt = Stopwatch.GetTimestamp();
        int publicForks = Jobs.Count;
        // The others are counted last: who searches changes with every job that is stolen.
        int others = IsSpare ? Scheduler.Size : Scheduler.Size - 1;
        if (publicForks == 0
            || (publicForks < Math.Min(others, MaxPublicForks) && publicForks < Scheduler.Idle.Sleeping + Scheduler.Idle.Searching))
        {
            WantPublish();
        }
        Scheduler.WakeForWork();
    }

    /// <summary>
    /// The place in the deque from which on there will only be what is queued after this call: no older fork is left that could be
    /// published later. Worker's thread only.
    /// </summary>
    public long Mark()
    {
        PublishAll();
        return Forks.HasPrivate ? long.MaxValue : Jobs.End;
    }

    /// <summary>Makes every fork visible to others, as far as there is memory for it. True if there was one.</summary>
    public bool PublishAll()
    {
        if (!Forks.HasPrivate)
            return false;
        while (Forks.HasPrivate && TryPublishOldest())
        {
        }
        Scheduler.WorkArrived();
        return true;
    }

    private unsafe void LowerFlag()
    {
        // ORDERING: full fence before the look whether forks are counted. Pairs with that in Scheduler.CountForks: either this sees it, or
        // StartCounting sees the flag lowered.
        _attentionFrom.Exchange((long)Forks.Last);
        if (Scheduler.CountsForks)
            StartCounting();
    }

    private unsafe void StopCounting()
    {
        // ORDERING: as in LowerFlag.
        _attentionFrom.CompareAndSet(EveryFork, (long)Forks.Last);
        if (Scheduler.CountsForks)
            StartCounting();
    }

    private bool TryPublishOldest()
    {
        try
        {
            HeapJob copy = Forks.CopyOldest();
            Jobs.Push(copy);
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

    /// <summary>Executes jobs until <paramref name="until"/> is set, sleeping when there are none. For a thread that has nothing else to
    /// do.</summary>
    public void Run(ref Completion until)
    {
        until.TryRegister(new WorkerWaiter(this));
        while (TryExecuteNext(ref until))
        {
        }
        PublishNext();
    }

    /// <summary>Executes the next job, waiting for one if need be; false once <paramref name="until"/> is set.</summary>
    /// <remarks>A frame of its own for each job: a local of a caller that goes on to sleep would keep the last job, and all that it
    /// captured, alive.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private unsafe bool TryExecuteNext(ref Completion until)
    {
        if (Search.Next(ref until) is not { } job)
            return false;
        byte frame;
        int length = _placement.Gap(&frame, Unsafe.AsPointer(ref Forks));
        byte* gap = stackalloc byte[length + 1]; // Of none there is no address.
        *gap = 0;
        Execute(job, Jobs.Migrated);
        if (Forks.Depth == 0)
            _placement.Learn(&frame - length, Forks.TakeDeepestJob());
        return true;
    }

    /// <summary>Executes jobs whenever more workers are blocked than spares are up, until <see cref="Ended"/> is set.</summary>
    public void RunAsSpare()
    {
        Ended.TryRegister(new WorkerWaiter(this));
        while (!Ended.IsSet)
        {
            if (Scheduler.SparesSuffice && TryExecuteAny())
                continue;

            PublishNext();
            Search.AskOthersToPublish();
            Jobs.TrimWhenEmpty();
            Sleeper.Fall(WorkerState.Retired);
            Scheduler.SpareRetires();
            // ORDERING: the two calls above are full fences; they pair with that in Scheduler.WorkArrived, which looks for a spare after it
            // made a job visible.
            if (Ended.IsSet || (Scheduler.SpareIsNeeded && Scheduler.HasVisibleWork))
                Sleeper.Wake();
            Sleeper.Sleep();
        }
    }

    // A frame of its own, as for TryExecuteNext.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryExecuteAny()
    {
        if (Jobs.TakeAny() is not { } job)
            return false;
        // There may be more for others, and whoever queued it woke only this one.
        if (Scheduler.SpareIsNeeded && Scheduler.HasVisibleWork)
            Scheduler.WorkArrived();
        Execute(job, Jobs.Migrated);
        return true;
    }

    /// <summary>Executes one job if there is one: own ones first, then, unless <paramref name="localOnly"/>, those of others. Worker's
    /// thread only.</summary>
    public bool TryExecuteOne(bool localOnly)
    {
        // What the caller waits for may wait in turn for a fork that is still private here.
        PublishNext();
        Job? own = Jobs.TakeOwn(0) ?? (PublishAll() ? Jobs.TakeOwn(0) : null) ?? Jobs.TakeOldest();
        if ((own ?? (localOnly ? null : Jobs.TakeOthers())) is not { } job)
            return false;
        // Whatever lies below on the stack does not wait for it.
        ExecuteForeign(job, Jobs.Migrated);
        return true;
    }

    /// <summary>Executes <paramref name="job"/>, and leaves no async-local value of it behind on the thread.</summary>
    public void Execute(Job job, bool migrated)
    {
        ExecutionContext? before = ExecutionContext.Capture();
        _own.JobDepth++;
        if (_own.Surroundings is null)
            job.Execute(this, migrated);
        else
            ExecuteOutside(_own.Surroundings, job, migrated);
        _own.JobDepth--;
        if (before is not null)
            ExecutionContext.Restore(before);
    }

    // What runs on top of a task is no part of it: on another worker it would not be.
    private void ExecuteOutside(ISurroundings surroundings, Job job, bool migrated)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        surroundings.Leave();
        _own.Surroundings = null;
        job.Execute(this, migrated);
        _own.Surroundings = surroundings;
        surroundings.Return();
        SynchronizationContext.SetSynchronizationContext(context);
    }

    /// <summary>Executes <paramref name="job"/> on top of a frame that it may be no part of: what it queues is not to be taken for parts of
    /// that.</summary>
    public void ExecuteForeign(Job job, bool migrated)
    {
        _own.ForeignDepth++;
        Execute(job, migrated);
        _own.ForeignDepth--;
    }

    /// <summary>What only the worker's thread reads and writes.</summary>
    private struct Own
    {
        /// <summary>When a fork was published last.</summary>
        public long PublishedAt;

        /// <summary>How often the thread is inside of a job or a scope.</summary>
        public int JobDepth;

        /// <summary>See <see cref="Worker.ForeignDepth"/>.</summary>
        public int ForeignDepth;

        /// <summary>See <see cref="Worker.Surroundings"/>.</summary>
        public ISurroundings? Surroundings;
    }
}
