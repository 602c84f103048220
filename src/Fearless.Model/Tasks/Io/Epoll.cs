using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>The product's <c>Epoll</c>, over descriptors of the model: each call to the system is a step, and a wait sleeps in another.</summary>
// SOURCE: linux, fs/eventpoll.c: what is queued is asked again whether it is ready before it is told of, and only then disarmed.
internal sealed class Epoll : IDisposable
{
    public const ulong WakeKey = ulong.MaxValue;

    private readonly int _maxEvents;
    private readonly ModelDescriptor _self = new();
    private readonly ModelDescriptor _wakes = new();
    private readonly List<EpollInterest> _interests = [];
    private readonly Queue<EpollInterest> _queued = [];
    private readonly List<ulong> _told = [];

    // Changes with each that is queued.
    private AtomicInt _changes;

    public Epoll(int maxEvents) => _maxEvents = maxEvents;

    public SafeHandle Descriptor => _self;

    public void AllowWake() => Watch(_wakes, WakeKey, Readiness.Readable);

    public void Watch(SafeHandle descriptor, ulong key, Readiness wanted) => Add(descriptor, key, wanted, isOnce: false);

    public void WatchOnce(SafeHandle descriptor, ulong key, Readiness wanted) => Add(descriptor, key, wanted, isOnce: true);

    public void WatchAgain(SafeHandle descriptor, ulong key, Readiness wanted)
    {
        _ = (key, wanted);
        ModelDescriptor.EnterKernel();
        EpollInterest interest = _interests.Single(interest => interest.Descriptor == descriptor);
        interest.IsArmed = true;
        if (interest.Descriptor.IsReady)
            Queue(interest);
    }

    public void Forget(SafeHandle descriptor)
    {
        ModelDescriptor.EnterKernel();
        if (_interests.Find(interest => interest.Descriptor == descriptor) is not { } interest)
            return;
        interest.IsArmed = false;
        interest.Descriptor.Remove(interest);
        _interests.Remove(interest);
    }

    public int Wait(int milliseconds)
    {
        while (true)
        {
            ModelDescriptor.EnterKernel();
            Collect();
            if (_told.Count > 0 || milliseconds == 0)
                return _told.Count;
            int seen = _changes.Read();
            if (_queued.Count == 0)
                _changes.SleepWhile(seen, Timeout.InfiniteTimeSpan);
        }
    }

    public (Readiness What, ulong Key) Read(int index) => (Readiness.Readable, _told[index]);

    public void Wake() => _wakes.BecomeReady();

    public void TakeWake()
    {
        ModelDescriptor.EnterKernel();
        _wakes.Lower();
    }

    public void Dispose() => _self.Dispose();

    /// <summary>Tells of <paramref name="interest"/> at the next wait. Inside of a call to the system.</summary>
    public void Queue(EpollInterest interest)
    {
        if (_queued.Contains(interest))
            return;
        _queued.Enqueue(interest);
        _self.Raise();
        _changes.Increment();
        _changes.Wake();
    }

    private void Add(SafeHandle descriptor, ulong key, Readiness wanted, bool isOnce)
    {
        _ = wanted;
        ModelDescriptor.EnterKernel();
        var interest = new EpollInterest(this, (ModelDescriptor)descriptor, key, isOnce);
        _interests.Add(interest);
        interest.Descriptor.Add(interest);
        if (interest.Descriptor.IsReady)
            interest.OnReady();
    }

    private void Collect()
    {
        _told.Clear();
        while (_told.Count < _maxEvents && _queued.TryDequeue(out EpollInterest? interest))
        {
            if (!interest.IsArmed || !interest.Descriptor.IsReady)
                continue;
            interest.IsArmed = !interest.IsOnce;
            _told.Add(interest.Key);
        }
        if (_queued.Count == 0)
            _self.Lower();
    }
}
