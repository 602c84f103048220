using Fearless.Atomics;

namespace Fearless;

/// <summary>Keeps ended threads parked for a while, so that the next scope
/// need not create its own. See the README beside this file.</summary>
internal sealed class ThreadCache
{
    // A parked thread costs address space and a few pages. Enough for a few scopes as wide as the machine. In a model none stays: executions
    // would leave each other their threads.
    private static readonly int DefaultCapacity = ModelBuild.IsActive ? 0 : Math.Clamp(4 * Environment.ProcessorCount, 16, 256);

    // Long enough for loops that open a scope now and then, short enough that a burst's threads do not stay.
    private static readonly TimeSpan DefaultIdleTime = TimeSpan.FromSeconds(5);

    private readonly Action<OwnThread> _start;

    // INVARIANT: a thread stands in one slot at most, and only while it has no job. It puts itself in; whoever takes it out with a
    // compare-and-swap owns it: another thread gives it one job, it itself ends.
    private readonly AtomicRef<CachedThread>[] _slots;

    /// <summary>Creates a cache.</summary>
    /// <param name="capacity">How many parked threads it holds.</param>
    /// <param name="idleTime">How long a thread stays parked before it ends.</param>
    /// <param name="start">Starts a new thread; tests let it fail.</param>
    public ThreadCache(int capacity, TimeSpan idleTime, Action<OwnThread>? start = null)
    {
        _slots = new AtomicRef<CachedThread>[capacity];
        IdleTime = idleTime;
        _start = start ?? (static thread => thread.Start());
    }

    /// <summary>The cache of the process.</summary>
    public static ThreadCache Shared { get; } = new(DefaultCapacity, DefaultIdleTime);

    /// <summary>How long a thread stays parked before it ends.</summary>
    public TimeSpan IdleTime { get; }

    /// <summary>How many threads are parked now.</summary>
    public int IdleCount => _slots.Count(static slot => slot.Read() is not null);

    /// <summary>Runs <paramref name="job"/> on a parked thread, or on a new one.</summary>
    /// <exception cref="OutOfMemoryException">The operating system could not create a thread; the job does not run.</exception>
    /// <exception cref="ThreadStartException">As above.</exception>
    public void Run(ScopedThread job)
    {
        if (TryTake() is { } thread)
            thread.Give(job);
        else
            Start(CachedThread.Create(this, job));
    }

    /// <summary>Starts a new thread.</summary>
    public void Start(OwnThread thread) => _start(thread);

    /// <summary>Lets <paramref name="thread"/> wait for its next job. On that thread.</summary>
    /// <returns>The slot that it stands in; negative when all are taken, and the thread ends.</returns>
    public int TryKeep(CachedThread thread)
    {
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            // ORDERING: a full fence; the thread's clean state is there before the thread can be taken.
            if (_slots[slot].ReadRelaxed() is null && _slots[slot].CompareAndSet(null, thread))
                return slot;
        }
        return -1;
    }

    /// <summary>Takes <paramref name="thread"/> itself out of its slot.
    /// False when someone else did, and is about to give it a job.</summary>
    public bool TryRemove(CachedThread thread, int slot) => _slots[slot].CompareAndSet(thread, null);

    private CachedThread? TryTake()
    {
        // From the same end at which threads are put in: a steady load uses the same few threads, and the others grow old and end.
        // RACE: a thread that is put in behind the search is missed; a new one is then created, and the cache's bound holds all the same.
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            CachedThread? thread = _slots[slot].ReadRelaxed();
            // No ABA: a reference that is in the slot is a thread that is parked now, whatever happened in between.
            if (thread is not null && _slots[slot].CompareAndSet(thread, null))
                return thread;
        }
        return null;
    }
}
