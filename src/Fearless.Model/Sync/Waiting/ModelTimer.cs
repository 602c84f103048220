using Fearless.Atomics;
using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>A timer of the model. It rings when some thread calls <see cref="RingAll"/>: on the model's clock whatever it was set for, since the time may be
/// over or not, as <see cref="ModelClock"/> says; on another one when that says so.</summary>
internal sealed class ModelTimer : ITimer
{
    private static readonly object Key = new();

    private const long Unset = long.MaxValue;

    private readonly TimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object _state;
    private AtomicRef<ModelTimer> _next;
    private AtomicLong _due = new(Unset);

    private ModelTimer(TimeProvider clock, TimerCallback callback, object state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
    }

    public static ModelTimer Create(TimeProvider clock, TimerCallback callback, object state)
    {
        var timer = new ModelTimer(clock, callback, state);
        if (ModelThread.Current is not { } thread)
            return timer;
        ModelTimer first = FirstOf(thread.Execution);
        ModelTimer? next;
        do
        {
            next = first._next.Read();
            timer._next.Write(next);
        }
        while (!first._next.CompareAndSet(next, timer));
        return timer;
    }

    /// <summary>Makes each timer of this execution ring that is set, and whose time is over, once.</summary>
    public static void RingAll() => RingAll(areEarly: false);

    /// <summary>Makes each timer of this execution ring that is set, once.</summary>
    public static void RingAllEarly() => RingAll(areEarly: true);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _due.Exchange(dueTime == Timeout.InfiniteTimeSpan ? Unset : _clock.GetTimestamp() + dueTime.Ticks);
        return true;
    }

    public void Dispose() => _due.Exchange(Unset);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void RingAll(bool areEarly)
    {
        for (ModelTimer? timer = FirstOf(ModelThread.Current!.Execution)._next.Read(); timer is not null; timer = timer._next.Read())
        {
            long due = timer._due.Read();
            if (due != Unset && (areEarly || timer.MayRing(due)) && timer._due.CompareAndSet(due, Unset))
                timer._callback(timer._state);
        }
    }

    // Stands before the timers of the execution, and never rings.
    private static ModelTimer FirstOf(Execution execution) => execution.Thread(0).Local(Key, static () => new ModelTimer(ModelClock.Instance, static _ => { }, Key));

    private bool MayRing(long due) => _clock is ModelClock || _clock.GetTimestamp() >= due;
}
