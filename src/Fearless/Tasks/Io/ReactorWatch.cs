using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>Wakes loops on pools when there is something for them in their reactors, from one thread for all of them.</summary>
/// <remarks>A reactor is looked at while its loop rests, and not otherwise: each is armed anew, for one wake-up, by the loop that comes to rest,
/// and the system looks at it in that moment, too, so nothing is missed that came between the loop's last look and that.</remarks>
internal sealed class ReactorWatch : IDisposable
{
    private const int MaxEvents = 256;

    private readonly Epoll _epoll = new(MaxEvents);
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, WatchedReactor> _reactors = [];
    private readonly OwnThread _thread;
    private AtomicBool _isStopped;
    private ulong _lastKey;

    public ReactorWatch()
    {
        _epoll.AllowWake();
        _thread = OwnThread.Create(Run, stackSize: 0);
        _thread.Start();
    }

    /// <summary>Whether its thread has ended.</summary>
    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Opens a reactor for <paramref name="loop"/>. By its turn.</summary>
    public WatchedReactor Open(LoopContext loop)
    {
        WatchedReactor reactor;
        lock (_gate)
        {
            reactor = new WatchedReactor(this, loop, ++_lastKey);
            _reactors.Add(reactor.Key, reactor);
        }
        try
        {
            _epoll.WatchOnce(reactor.Reactor.Descriptor, reactor.Key, Readiness.Readable);
            return reactor;
        }
        catch
        {
            lock (_gate)
                _reactors.Remove(reactor.Key);
            reactor.Reactor.Dispose();
            throw;
        }
    }

    /// <summary>Wakes the loop of <paramref name="reactor"/> once, as soon as it has something. Any thread.</summary>
    public void Arm(WatchedReactor reactor) => _epoll.WatchAgain(reactor.Reactor.Descriptor, reactor.Key, Readiness.Readable);

    /// <summary>Wakes it no more; it may be about to. Any thread.</summary>
    public void Forget(WatchedReactor reactor)
    {
        lock (_gate)
            _reactors.Remove(reactor.Key);
        try
        {
            _epoll.Forget(reactor.Reactor.Descriptor);
        }
        catch (ObjectDisposedException)
        {
            // RACE: the user's clock has failed in the loop of BlockOn, which then does not wait for those on pools.
        }
    }

    /// <summary>Stops, and waits for the end of the thread. When no loop is left.</summary>
    public void Dispose()
    {
        _isStopped.Write(true);
        _epoll.Wake();
        var deferred = new DeferredFailure();
        _thread.Join(ref deferred);
        _epoll.Dispose();
        deferred.Raise();
    }

    private void Run()
    {
        while (!_isStopped.Read())
        {
            int count = _epoll.Wait(milliseconds: -1);
            for (int index = 0; index < count; index++)
            {
                ulong key = _epoll.Read(index).Key;
                if (key == Epoll.WakeKey)
                    _epoll.TakeWake();
                else
                    Find(key)?.Wake();
            }
        }
    }

    private WatchedReactor? Find(ulong key)
    {
        lock (_gate)
            return _reactors.GetValueOrDefault(key);
    }
}
