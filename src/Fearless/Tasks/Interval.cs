using System.Diagnostics;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Ticks at a steady pace, on the executor's clock: the time that is spent between two waits does not delay the next tick, as long as
/// it is less than a period.</summary>
/// <remarks>
/// The first tick comes a period after it was made. A wait that is cancelled takes no tick; tasks that wait at once get the same one. Belongs to
/// the thread of the executor that it was made in. It has no end and needs none: while nobody waits nothing knows of it.
/// </remarks>
/// <example><code>
/// Executor.BlockOn(static async () =&gt;
/// {
///     var heartbeat = new Interval(TimeSpan.FromMilliseconds(10));
///     for (int beat = 0; beat &lt; 3; beat++)
///     {
///         await heartbeat.NextAsync();
///         Console.WriteLine("beat");
///     }
/// });
/// </code></example>
[DebuggerDisplay("Period = {Period}")]
public sealed class Interval
{
    private readonly EventLoop _loop;
    private readonly MissedTicks _missed;
    private readonly long _period;
    private long _next;

    /// <summary>Begins now.</summary>
    /// <param name="period">From tick to tick.</param>
    /// <param name="missed">What to do when nobody waited for a tick in time.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is not positive, or <paramref name="missed"/> is none of
    /// them.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public Interval(TimeSpan period, MissedTicks missed = MissedTicks.Burst)
    {
        if (period <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                nameof(period), period, "Ticks need some time between them. Pass a positive period, or use Executor.Yield to let others run.");
        if (!Enum.IsDefined(missed))
            throw new ArgumentOutOfRangeException(nameof(missed), missed, "Pass one of MissedTicks.Burst, Skip and Delay.");
        Period = period;
        _missed = missed;
        _loop = EventLoop.Required;
        _period = _loop.UnitsOf(period);
        _next = After(_loop.Now);
    }

    /// <summary>From tick to tick.</summary>
    public TimeSpan Period { get; }

    /// <summary>Waits for the next tick; comes back after a moment for others when its time is over.</summary>
    /// <returns>Completes at the tick. The wait can be cancelled, and the tick is then the next wait's.</returns>
    /// <exception cref="InvalidOperationException">This is another thread than the executor's; thrown where it is awaited.</exception>
    public async Future NextAsync()
    {
        if (EventLoop.Current != _loop)
            throw new InvalidOperationException("An interval belongs to the thread of the executor that it was made in. Make one here.");
        long due = _next;
        await new DelayAwaitable(due);
        // Of several who waited for this tick the first has moved on.
        if (_next == due)
            _next = Following(_loop.Now);
    }

    private long Following(long now)
    {
        if (_missed == MissedTicks.Delay)
            return After(now);
        long next = After(_next);
        // What is a little late is not missed: the next one's time is yet to come.
        return _missed == MissedTicks.Skip && next <= now ? After(now - ((now - _next) % _period)) : next;
    }

    private long After(long moment) => moment > long.MaxValue - _period ? long.MaxValue : moment + _period;
}
