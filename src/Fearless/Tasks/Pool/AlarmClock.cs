namespace Fearless.Tasks;

/// <summary>Wakes loops on pools at their times, by one timer for all of them. Any thread.</summary>
internal sealed class AlarmClock(TimeProvider clock) : IDisposable
{
    // The system's timers take no more than 49 days. It then finds nothing due, and is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly TimerHeap _alarms = new();
    private ITimer? _timer;

    // For when the timer is set, if it is.
    private long? _setFor;

    /// <summary>Has <paramref name="alarm"/> ring at <paramref name="due"/>, once. If it is set for an earlier time it stays so: the loop then
    /// finds nothing due, and sets it again.</summary>
    public void Set(Alarm alarm, long due)
    {
        lock (_gate)
        {
            if (alarm.TimerIndex >= 0)
            {
                if (alarm.Due <= due)
                    return;
                _alarms.Remove(alarm);
            }
            alarm.Due = due;
            _alarms.Add(due, alarm);
            SetTimer();
        }
    }

    /// <summary>Has <paramref name="alarm"/> ring no more; it may be about to.</summary>
    public void Remove(Alarm alarm)
    {
        lock (_gate)
            _alarms.Remove(alarm);
    }

    /// <summary>Stops. When no alarm is set any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }

    private void RingAll()
    {
        while (TakeDue() is { } alarm)
            alarm.Ring();
    }

    private Alarm? TakeDue()
    {
        lock (_gate)
        {
            if (_alarms.TryTakeDue(clock.GetTimestamp()) is { } due)
                return (Alarm)due;
            _setFor = null;
            SetTimer();
            return null;
        }
    }

    private void SetTimer()
    {
        if (_alarms.Count == 0 || _alarms.Next >= _setFor)
            return;
        _setFor = _alarms.Next;
        TimeSpan wait = clock.GetElapsedTime(clock.GetTimestamp(), _alarms.Next);
        wait = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Longest.Ticks));
        // The system's timers count in milliseconds, and leave out what is over: they would come early, and again, until it is time.
        if (clock == TimeProvider.System)
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer ??= clock.CreateTimer(
            static alarms => ((AlarmClock)alarms!).RingAll(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
