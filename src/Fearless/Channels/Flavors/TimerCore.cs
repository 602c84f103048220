using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A channel whose values are moments of a clock: one, or one in each period.</summary>
/// <remarks>
/// One word holds the moment that is due next. Whoever receives looks at the clock and moves the word on by compare-and-swap, so each
/// moment goes to one receiver,
/// and nothing runs while nobody waits. A wait sets a timer, which only wakes the first that waits.
/// </remarks>
// SOURCE: crossbeam-channel/src/flavors/at.rs and tick.rs: a value that is made when it is received.
[DebuggerDisplay("due in {Remaining}")]
internal sealed class TimerCore : ChannelCore<DateTimeOffset>
{
    private const long Never = long.MaxValue;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimerCallback OnTime = static core => ((TimerCore)core!).Ring();

    private readonly TimeProvider _clock;
    private readonly long _period;
    private readonly long _startTimestamp;
    private readonly DateTimeOffset _start;
    private WaitQueue _waiting;

    // Read and written relaxed: a moment and a mark that publish nothing. Who registers a wait, and who ends it, has the full fence of the
    // queue's lock.
    private AtomicLong _due;
    private AtomicBool _isDisconnected;
    private AtomicRef<ITimer> _timer;

    private TimerCore(TimeSpan delay, bool repeats, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetUtcNow();
        _startTimestamp = clock.GetTimestamp();
        Int128 length = ToTimestamp(delay);
        // A moment that the clock cannot express is centuries away.
        long due = _startTimestamp + length > Never ? Never : (long)(_startTimestamp + length);
        _due = new AtomicLong(due);
        _period = !repeats ? 0 : length > Never ? Never : (long)length;
    }

    public override int? Capacity => 1;

    public override int Count => IsDue ? 1 : 0;

    public override bool IsEmpty => !IsDue;

    public override bool IsFull => IsDue;

    public override bool IsDisconnected => _isDisconnected.ReadRelaxed();

    public override bool HandsOver => false;

    public override bool IsReadyToSend => false;

    // Nothing is lost with one that is forgotten.
    public override bool ReportsLeaks => false;

    private TimeSpan Remaining => ToTimeSpan(_due.ReadRelaxed() - _clock.GetTimestamp());

    private bool IsDue => _due.ReadRelaxed() is var due && due != Never && _clock.GetTimestamp() >= due;

    /// <summary>One moment, <paramref name="delay"/> from now.</summary>
    public static TimerCore After(TimeSpan delay, TimeProvider clock) => new(delay, repeats: false, clock);

    /// <summary>A moment in each <paramref name="period"/>, beginning after the first.</summary>
    public static TimerCore Tick(TimeSpan period, TimeProvider clock) => new(period, repeats: true, clock);

    public override SendResult TrySend(DateTimeOffset value) => SendResult.Full;

    public override ReceiveResult TryReceive(out DateTimeOffset value)
    {
        while (true)
        {
            long due = _due.ReadRelaxed();
            // Most of those who wait look in vain at a timer that has fired: the clock is read only if it has not.
            long now = due == Never ? 0 : _clock.GetTimestamp();
            if (now < due)
            {
                value = default;
                return IsDisconnected ? ReceiveResult.Disconnected : ReceiveResult.Empty;
            }
            if (!_due.CompareAndSet(due, Next(due, now)))
                continue;
            value = _start + ToTimeSpan(due - _startTimestamp);
            if (_waiting.Any)
                SetTimer();
            return ReceiveResult.Received;
        }
    }

    public override bool RegisterSender(WaitNode<DateTimeOffset> node) => false;

    public override void UnregisterSender(WaitNode<DateTimeOffset> node)
    {
    }

    public override bool RegisterReceiver(WaitNode<DateTimeOffset> node)
    {
        _waiting.Register(node);
        SetTimer();
        return IsDue || IsDisconnected;
    }

    public override void UnregisterReceiver(WaitNode<DateTimeOffset> node) => _waiting.Unregister(node);

    public override void PassOnToReceiver() => _waiting.Notify();

    public override void CloseWith(Exception? error) => throw CannotClose();

    /// <summary>The exception for closing a channel that has no senders.</summary>
    public static NotSupportedException CannotClose() => new(
        "A channel of Channel.After, At, Tick or Never has no senders that closing it could end. Dispose the receiver, or its last clone, to be done with it.");

    public override void RemoveReceiver(ref FailureCollector failures)
    {
        base.RemoveReceiver(ref failures);
        if (IsDisconnected)
            _timer.Exchange(null)?.Dispose();
    }

    protected override void Disconnect()
    {
        // Relaxed, both: ending the waits takes the lock of their queue.
        _due.WriteRelaxed(Never);
        _isDisconnected.WriteRelaxed(true);
        _waiting.Disconnect();
    }

    // Periods that nobody received are left out, and the rhythm is kept: a receiver that keeps up never drifts.
    private long Next(long due, long now)
    {
        if (_period == 0 || _period == Never)
            return Never;
        Int128 next = due + ((Int128)((now - due) / Math.Max(1, _period)) + 1) * Math.Max(1, _period);
        return next > Never ? Never : (long)next;
    }

    private void Ring()
    {
        if (IsDue)
            _waiting.Notify();
        else
            SetTimer();
    }

    // RACE: two threads may set it for different moments. Too early, it finds that it is, and is set again; too late it cannot be, as
    // moments only go on.
    private void SetTimer()
    {
        long due = _due.ReadRelaxed();
        if (due == Never)
            return;
        ITimer timer = _timer.ReadRelaxed() ?? CreateTimer();
        TimeSpan remaining = ToTimeSpan(due - _clock.GetTimestamp());
        // Rounded up on the system's clock, whose timers drop parts of a millisecond and would fire too early again and again.
        if (_clock == TimeProvider.System)
            remaining = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(remaining.TotalMilliseconds, LongestTimer.TotalMilliseconds)));
        timer.Change(remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining > LongestTimer ? LongestTimer : remaining, Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer()
    {
        ITimer timer = QuietTimer.Create(_clock, OnTime, this);
        ITimer? before = _timer.CompareExchange(null, timer);
        if (before is null)
            return timer;
        timer.Dispose();
        return before;
    }

    private Int128 ToTimestamp(TimeSpan time) =>
        (((Int128)time.Ticks * _clock.TimestampFrequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    // Rounded up: a wait for what is left then ends when the moment has come, never just before.
    private TimeSpan ToTimeSpan(long timestamp)
    {
        Int128 ticks = (((Int128)timestamp * TimeSpan.TicksPerSecond) + _clock.TimestampFrequency - 1) / _clock.TimestampFrequency;
        return ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new TimeSpan((long)ticks);
    }
}
