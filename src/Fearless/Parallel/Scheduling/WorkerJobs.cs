using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>The jobs that one worker can get at: its deque, what is addressed to it, and what others have. The worker's thread takes;
/// others steal or address.</summary>
internal sealed class WorkerJobs(Worker worker)
{
    /// <summary>How many own jobs a worker takes one after the other before it looks elsewhere, lest what it makes itself starve all
    /// else.</summary>
    /// <remarks>SOURCE: Go's runtime, <c>findRunnable</c>, looks at the global queue with every 61st look.</remarks>
    private const int MaxOwnInARow = ModelBuild.IsActive ? 2 : 61;

    /// <summary>How often what is to be next comes before all else that has waited longer here.</summary>
    /// <remarks>SOURCE: tokio, <c>runtime/scheduler/multi_thread/worker.rs</c>, MAX_LIFO_POLLS_PER_TICK.</remarks>
    private const int MaxNextInARow = ModelBuild.IsActive ? 1 : 3;

    /// <summary>So many detached jobs of another worker are worth the way at once; fewer are when they have lain there for a while.</summary>
    public const int WorthTheWay = ModelBuild.IsActive ? 1 : 8;

    /// <summary>How many detached jobs are stolen at a time.</summary>
    private const int MaxBatch = ModelBuild.IsActive ? 2 : 32;

    private readonly WorkDeque<Job> _deque = new();

    // Detached jobs that are taken oldest first, by this worker too.
    private readonly WorkDeque<Job> _fifo = new();

    // Jobs for this very worker: those that someone waits for, and detached ones.
    private readonly SegQueue<Job> _addressed = new();
    private readonly SegQueue<Job> _addressedDetached = new();

    private CachePadded<Own> _own = new(new Own { Random = ((uint)worker.Index + 1) * 2654435769 });

    /// <summary>Whether others could take something from here. Any thread.</summary>
    public bool AreVisible => !_deque.IsEmpty || !_fifo.IsEmpty;

    /// <summary>Whether someone waits for a job that is addressed to this worker. Any thread.</summary>
    public bool AnyAddressed => !_addressed.IsEmpty;

    /// <summary>How many jobs lie in the deque; exact when no thief is about.</summary>
    public int Count => _deque.Count;

    /// <summary>The place in the deque where the next job will lie.</summary>
    public long End => _deque.Bottom;

    /// <summary>The detached job that this worker executes next, unseen by others.</summary>
    public Job? Next
    {
        get => _own.Value.Next;
        set => _own.Value.Next = value;
    }

    /// <summary>Whether the job taken last came from elsewhere. Of detached jobs that were stolen together it is said of the first.</summary>
    public bool Migrated => _own.Value.Migrated;

    /// <summary>Queues <paramref name="job"/> where this worker takes the newest and thieves the oldest.</summary>
    public void Push(Job job) => _deque.Push(job);

    /// <summary>Queues a detached job among those that are taken oldest first, by this worker too.</summary>
    public void PushFifo(Job job) => _fifo.Push(job);


    /// <summary>Queues <paramref name="job"/> for this very worker. Any thread.</summary>
    public void PushAddressed(Job job) => (job.IsDetached ? _addressedDetached : _addressed).Push(job);

    /// <summary>Takes the newest job of the deque, whatever it is.</summary>
    public Job? TryPop() => _deque.TryPopNewest(out Job? job) ? job : null;

    /// <summary>Takes the newest job of the deque out if it is <paramref name="job"/>.</summary>
    public void DropIfNewest(Job job) => _deque.DropIfNewest(job);

    /// <summary>Lets go of what was stolen and of memory that a burst has taken; called when there is nothing to do.</summary>
    public void TrimWhenEmpty()
    {
        _deque.TrimWhenEmpty();
        _fifo.TrimWhenEmpty();
    }

    /// <summary>Takes any job: own ones first.</summary>
    /// <param name="fewest">How few detached jobs of another worker are not left to it.</param>
    public Job? TakeAny(int fewest = 1)
    {
        if (_own.Value.OwnInARow++ >= MaxOwnInARow)
        {
            _own.Value.OwnInARow = 0;
            if ((TakeAddressed() ?? TakeAddressedDetached() ?? TakeInjected() ?? TakeOldest()) is { } far)
                return far;
        }
        if ((TakeNext() ?? TakeOwn(0) ?? TakeOldest()) is { } own)
            return own;
        _own.Value.OwnInARow = 0;
        return TakeOthers(fewest);
    }

    /// <summary>Takes the newest job of the deque, unless it is older than the place <paramref name="notBefore"/>, or one addressed to this
    /// worker that someone waits for.</summary>
    public Job? TakeOwn(long notBefore)
    {
        _own.Value.Migrated = false;
        if (_deque.Bottom > notBefore && _deque.TryPopNewest(out Job? own))
            return own;
        return TakeAddressed();
    }

    /// <summary>Takes the oldest of the detached jobs that are taken so.</summary>
    public Job? TakeOldest()
    {
        _own.Value.Migrated = false;
        return _fifo.TryPopOldest(out Job? oldest) ? oldest : null;
    }

    /// <summary>Takes a job that is addressed to this worker and that someone waits for.</summary>
    public Job? TakeAddressed()
    {
        _own.Value.Migrated = false;
        return _addressed.TryPop(out Job? addressed) ? addressed : null;
    }

    /// <summary>Takes a job of another worker, one from outside, or a detached one that is addressed to this worker.</summary>
    public Job? TakeOthers(int fewest = 1)
    {
        if (TakeAddressedDetached() is { } addressed)
            return addressed;

        ReadOnlySpan<Worker> workers = worker.Scheduler.Workers;
        bool again;
        do
        {
            again = false;
            int start = NextRandom(workers.Length);
            for (int step = 0; step < workers.Length; step++)
            {
                int index = start + step;
                Worker victim = workers[index < workers.Length ? index : index - workers.Length];
                if (victim == worker)
                    continue;
                StealStatus status = victim.Jobs._deque.TrySteal(out Job? stolen);
                if (status == StealStatus.Success)
                    return Stolen(stolen!, victim);
                again |= status == StealStatus.Retry;
                if (StealFifo(victim, fewest, ref again) is { } detached)
                    return detached;
            }
            if (TakeInjected() is { } injected)
                return injected;
        }
        while (again);
        return null;
    }

    /// <summary>Takes a part of <paramref name="job"/>, which another worker executes, from that worker; if there is none and
    /// <paramref name="mayAsk"/>, asks it to publish one.</summary>
    public Job? StealPart(HeapJob job, bool mayAsk)
    {
        if (job.Executor(out long firstPart) is not { } executor)
            return null;
        if (executor.Jobs._deque.TryStealFrom(firstPart, new StillExecuting(job), out Job? part) == StealStatus.Success)
            return Stolen(part!, executor);
        if (mayAsk)
            executor.WantPublish();
        return null;
    }

    // What was to be next, unless others have waited for long enough.
    private Job? TakeNext()
    {
        ref Own own = ref _own.Value;
        if (own.Next is not { } next)
            return null;
        if (++own.NextInARow > MaxNextInARow)
        {
            own.NextInARow = 0;
            if ((TakeOldest() ?? TakeOwn(0)) is { } other)
                return other;
        }
        own.Migrated = false;
        own.Next = null;
        return next;
    }

    // Half of them at once: they are small, and to fetch each from another core would take as long as to do it.
    private Job? StealFifo(Worker victim, int fewest, ref bool again)
    {
        if (victim.Jobs._fifo.Count < fewest)
            return null;
        StealStatus status = victim.Jobs._fifo.TryStealBatch(_fifo, MaxBatch, WorkerOrder.Fifo, out int count);
        again |= status == StealStatus.Retry;
        if (status != StealStatus.Success)
            return null;
        Job first = _fifo.TakeStaged(0, count);
        if (count > 1)
        {
            _fifo.PublishStaged(count - 1, reversed: false);
            // On their way here they were nowhere: whoever looked meanwhile may be asleep.
            worker.Scheduler.WorkArrived();
        }
        CountSteals(victim, count);
        return first;
    }

    private Job? TakeAddressedDetached()
    {
        _own.Value.Migrated = false;
        return _addressedDetached.TryPop(out Job? addressed) ? addressed : null;
    }

    private Job? TakeInjected()
    {
        _own.Value.Migrated = true;
        return worker.Scheduler.Injector.Steal().TryGetValue(out Job? injected) ? injected : null;
    }

    private Job Stolen(Job job, Worker victim)
    {
        CountSteals(victim, 1);
        // What is gone is to be replaced, before anyone has to ask.
        victim.AskToPublish();
        return job;
    }

    private void CountSteals(Worker victim, int count)
    {
        _own.Value.Migrated = true;
        ref AtomicLong steals = ref worker.Counters.Steals;
        steals.WriteRelaxed(steals.ReadRelaxed() + count);
        FearlessEventSource.Log.JobStolen(worker.Index, victim.Index);
    }

    private int NextRandom(int exclusiveMax)
    {
        // SOURCE: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8, 2003, section 3.1.
        uint random = _own.Value.Random;
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        _own.Value.Random = random;
        return (int)(random % (uint)exclusiveMax);
    }

    /// <summary>What only the worker's thread reads and writes, however often it searches.</summary>
    private struct Own
    {
        public int OwnInARow;
        public int NextInARow;
        public bool Migrated;
        public Job? Next;
        public uint Random;
    }
}
