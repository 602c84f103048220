using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>The time of a simulation: it stands still while there is something to do.</summary>
internal sealed class SimulationClock : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Timers are also looked at on other threads, by code that does not know that this is no real clock.
    private AtomicLong _now;

    /// <summary>The loop that keeps the timers. Its maker's to write, once.</summary>
    public SimulationLoop Loop { get; set; } = null!;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => _now.Read();

    public override DateTimeOffset GetUtcNow() => Beginning + new TimeSpan(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulationTimer(Loop, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the time be <paramref name="timestamp"/>, which is later.</summary>
    public void AdvanceTo(long timestamp) => _now.Write(timestamp);
}
