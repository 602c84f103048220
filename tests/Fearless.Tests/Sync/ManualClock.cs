namespace Fearless.Tests.Sync;

/// <summary>A clock that a test sets. Its timers fire on the thread that advances it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now = 1000;

    /// <summary>Runs once, on the thread that reads the clock next, before it gets its answer.</summary>
    public Action? BeforeNextRead { get; set; }

    public override long TimestampFrequency => 1_000_000;

    /// <summary>How many timers are set.</summary>
    public int Armed
    {
        get
        {
            lock (_lock)
                return _timers.Count(static timer => timer.Due is not null);
        }
    }

    /// <summary>How many timers were created and not disposed.</summary>
    public int Alive
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    public override long GetTimestamp()
    {
        Action? before = BeforeNextRead;
        BeforeNextRead = null;
        before?.Invoke();
        return Volatile.Read(ref _now);
    }

    public void Advance(TimeSpan amount)
    {
        List<ManualTimer> due = [];
        lock (_lock)
        {
            _now += (long)amount.TotalMicroseconds;
            foreach (ManualTimer timer in _timers.Where(timer => timer.Due <= _now))
            {
                timer.Due = null;
                due.Add(timer);
            }
        }
        foreach (ManualTimer timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + (long)Math.Ceiling(dueTime.TotalMicroseconds);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
