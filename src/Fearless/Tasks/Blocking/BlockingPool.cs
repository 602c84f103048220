using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Threads for calls that block: started when there are calls for them, and ended when there are none for a while. Any thread.</summary>
/// <remarks>
/// <para><b>Growth.</b> Up to some number a call that finds no idle thread gets a new one at once. Above that, and up to the limit, threads come one
/// after the other: the next one, the <em>reserve</em>, waits for a moment before it takes what is queued, and then has its successor started if there is
/// more. So calls that were about to be made anyway, such as many reads of files that are in memory, do not start hundreds of threads, and calls
/// that block for long get theirs.</para>
/// <para><b>Nothing is left in the queue.</b> Under the lock: a call is queued only when nobody is idle, and then there is a thread; whoever has
/// no call looks into the queue before it is idle; only who is idle ends.</para>
/// </remarks>
internal sealed class BlockingPool
{
    // Threads that a burst has started stay for the next one.
    // SOURCE: tokio, `blocking/pool.rs`: 10 s; smol's `blocking`: half a second.
    private static readonly TimeSpan DefaultIdleTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(1);

    private readonly int _maxThreads;
    private readonly int _threadsAtOnce;
    private readonly TimeSpan _patience;
    private readonly TimeSpan _idleTime;
    private readonly Action<OwnThread> _start;

    private readonly Lock _gate = new();
    private readonly LinkedList<BlockingCall> _queue = [];

    // The last one in front: a steady load uses the same few threads, and the others grow old and end.
    private readonly List<BlockingThread> _idle = [];

    private int _threads;
    private bool _hasReserve;

    /// <param name="maxThreads">How many threads there are at most.</param>
    /// <param name="threadsAtOnce">How many of them start without delay.</param>
    /// <param name="patience">How long the reserve waits; null for the default.</param>
    /// <param name="idleTime">How long a thread without a call stays; null for the default.</param>
    /// <param name="start">Starts a new thread; tests let it fail.</param>
    public BlockingPool(
        int maxThreads, int threadsAtOnce, TimeSpan? patience = null, TimeSpan? idleTime = null, Action<OwnThread>? start = null)
    {
        _maxThreads = maxThreads;
        _threadsAtOnce = threadsAtOnce;
        _patience = patience ?? DefaultPatience;
        _idleTime = idleTime ?? DefaultIdleTime;
        _start = start ?? (static thread => thread.Start());
    }

    /// <summary>How many threads there are.</summary>
    public int ThreadCount
    {
        get
        {
            lock (_gate)
                return _threads;
        }
    }

    /// <summary>How many of them have no call.</summary>
    public int IdleCount
    {
        get
        {
            lock (_gate)
                return _idle.Count;
        }
    }

    /// <summary>How many calls wait for a thread.</summary>
    public int QueueLength
    {
        get
        {
            lock (_gate)
                return _queue.Count;
        }
    }

    /// <summary>Has <paramref name="call"/> made.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread, and the operating system could not create one; the call is not made.</exception>
    /// <exception cref="ThreadStartException">As above.</exception>
    public void Add(BlockingCall call)
    {
        BlockingThread? added = null;
        lock (_gate)
        {
            if (_idle.Count > 0)
            {
                BlockingThread idle = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                idle.Give(call);
                return;
            }
            _queue.AddLast(call.Node);
            added = TryGrow();
        }
        if (added is not null)
            Start(added, call);
    }

    /// <summary>Takes back a call that nobody has begun to make. False when somebody has.</summary>
    public bool TryRemove(BlockingCall call)
    {
        lock (_gate)
        {
            if (call.Node.List is null)
                return false;
            _queue.Remove(call.Node);
            return true;
        }
    }

    /// <summary>Makes calls until there have been none for a while. A thread's whole life.</summary>
    public void Run(BlockingThread thread)
    {
        if (thread.IsReserve)
            WaitAsReserve(thread);
        while (TryTake(thread) is { } call)
            call.Execute();
    }

    private void WaitAsReserve(BlockingThread thread)
    {
        thread.Sleep(_patience);
        BlockingThread? successor = null;
        lock (_gate)
        {
            _hasReserve = false;
            // One of those that are there is this thread's.
            if (_queue.Count > 1)
                successor = TryGrow();
        }
        if (successor is not null)
            Start(successor, call: null);
    }

    private BlockingCall? TryTake(BlockingThread thread)
    {
        lock (_gate)
        {
            if (_queue.First is { } first)
            {
                _queue.RemoveFirst();
                return first.Value;
            }
            _idle.Add(thread);
        }
        Deadline deadline = Deadline.After(_idleTime);
        while (true)
        {
            bool isLate = !thread.Await(deadline);
            lock (_gate)
            {
                // Whoever gives it a call has taken it out of the idle ones.
                if (thread.TakeCall() is { } call)
                    return call;
                if (!isLate)
                    continue;
                _idle.Remove(thread);
                _threads--;
                return null;
            }
        }
    }

    // Under the lock. The caller starts what this returns.
    private BlockingThread? TryGrow()
    {
        if (_threads >= _maxThreads)
            return null;
        bool isReserve = _threads >= _threadsAtOnce;
        if (isReserve && _hasReserve)
            return null;
        _hasReserve |= isReserve;
        _threads++;
        return new BlockingThread(this, isReserve);
    }

    // Outside of the lock: it takes long, and may fail.
    private void Start(BlockingThread thread, BlockingCall? call)
    {
        try
        {
            _start(thread.Create());
        }
        catch
        {
            bool isLost;
            lock (_gate)
            {
                _threads--;
                if (thread.IsReserve)
                    _hasReserve = false;
                // As long as there are threads the call is made by one of them.
                isLost = _threads == 0 && call?.Node.List is not null;
                if (isLost)
                    _queue.Remove(call!.Node);
            }
            if (isLost)
                throw;
        }
    }
}
