using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>A moment after which a wait gives up. It is measured on a clock
/// that nobody sets, so it never jumps with the time of day.</summary>
/// <remarks>
/// One deadline can serve several waits in a row, where a timeout would start anew with each. <c>default</c> is <see cref="Never"/>.
/// <para>Waits for a deadline of <see cref="TimeProvider.System"/> end by the operating system's own timeout and allocate nothing for it.
/// With another provider each blocking wait creates a timer of that provider, so that a test's clock ends it.</para>
/// </remarks>
[DebuggerDisplay("{Remaining} left")]
public readonly struct Deadline
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    // INVARIANT: null exactly for a deadline that never passes.
    private readonly TimeProvider? _clock;
    private readonly long _timestamp;

    private Deadline(TimeProvider clock, long timestamp)
    {
        _clock = clock;
        _timestamp = timestamp;
    }

    /// <summary>A deadline that never passes.</summary>
    public static Deadline Never => default;

    /// <summary>Whether this deadline never passes.</summary>
    public bool IsNever => _clock is null;

    /// <summary>Whether the moment has come. Reads the clock.</summary>
    public bool HasPassed => _clock is not null && _clock.GetTimestamp() >= _timestamp;

    /// <summary>The time that is left: zero once the moment has come,
    /// <see cref="Timeout.InfiniteTimeSpan"/> when it never comes. Reads the clock.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (_clock is null)
                return Timeout.InfiniteTimeSpan;
            long left = _timestamp - _clock.GetTimestamp();
            if (left <= 0)
                return TimeSpan.Zero;
            // Rounded up: a wait for what is left then ends when the moment has come, never just before.
            Int128 ticks = (((Int128)left * TimeSpan.TicksPerSecond) + _clock.TimestampFrequency - 1) / _clock.TimestampFrequency;
            return ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new TimeSpan((long)ticks);
        }
    }

    /// <summary>The provider whose timers have to end a blocking wait; null where the operating system's timeout does.</summary>
    internal TimeProvider? ForeignClock => _clock == TimeProvider.System ? null : _clock;

    /// <summary>The provider that measures this deadline.</summary>
    internal TimeProvider Clock => _clock ?? TimeProvider.System;

    /// <summary>How long to set a timer or a sleep for before looking at the
    /// clock again: what is left, within what every timer can express.</summary>
    internal TimeSpan NextLook
    {
        get
        {
            TimeSpan remaining = Remaining;
            return remaining > LongestSleep ? LongestSleep : remaining;
        }
    }

    /// <summary>The moment that comes <paramref name="timeout"/> from now.</summary>
    /// <param name="timeout">How long from now; zero for a moment that has come,
    /// <see cref="Timeout.InfiniteTimeSpan"/> for one that never comes.</param>
    /// <param name="clock">The clock to measure on; <see cref="TimeProvider.System"/> when null.</param>
    /// <returns>The deadline.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static Deadline After(TimeSpan timeout, TimeProvider? clock = null)
    {
        ThrowIfInvalid(timeout);
        if (timeout == Timeout.InfiniteTimeSpan)
            return Never;
        clock ??= TimeProvider.System;
        Int128 length = (((Int128)timeout.Ticks * clock.TimestampFrequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        Int128 timestamp = clock.GetTimestamp() + length;
        // A moment that the clock cannot express is centuries away.
        return timestamp > long.MaxValue ? Never : new Deadline(clock, (long)timestamp);
    }

    /// <summary>The moment at which <paramref name="clock"/> shows <paramref name="timestamp"/>.</summary>
    internal static Deadline At(TimeProvider clock, long timestamp) => new(clock, timestamp);

    /// <summary>Refuses a timeout that is negative and not infinite.</summary>
    internal static void ThrowIfInvalid(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                timeout,
                "A timeout cannot be negative. Pass TimeSpan.Zero to look without waiting, or Timeout.InfiniteTimeSpan to wait without limit.");
    }
}
