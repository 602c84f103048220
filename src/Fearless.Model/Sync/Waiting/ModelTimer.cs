using Fearless.Atomics;
using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>A timer of the model. It rings when some thread calls <see cref="RingAll"/>, whatever it was set for: the time may be over or not, as
/// <see cref="ModelClock"/> says, and a ring may be late.</summary>
internal sealed class ModelTimer : ITimer
{
    private static readonly object Key = new();

    private readonly TimerCallback _callback;
    private readonly object _state;
    private AtomicRef<ModelTimer> _next;
    private AtomicBool _isSet;

    private ModelTimer(TimerCallback callback, object state)
    {
        _callback = callback;
        _state = state;
    }

    public static ModelTimer Create(TimerCallback callback, object state)
    {
        var timer = new ModelTimer(callback, state);
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

    /// <summary>Makes each timer of this execution ring that is set, once.</summary>
    public static void RingAll()
    {
        for (ModelTimer? timer = FirstOf(ModelThread.Current!.Execution)._next.Read(); timer is not null; timer = timer._next.Read())
        {
            if (timer._isSet.CompareAndSet(true, false))
                timer._callback(timer._state);
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _isSet.Exchange(dueTime != Timeout.InfiniteTimeSpan);
        return true;
    }

    public void Dispose() => _isSet.Exchange(false);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    // Stands before the timers of the execution, and never rings.
    private static ModelTimer FirstOf(Execution execution) => execution.Thread(0).Local(Key, static () => new ModelTimer(static _ => { }, Key));
}
