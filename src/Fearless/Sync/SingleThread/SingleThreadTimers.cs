using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>The library's timers of the system's clock where there is one thread: whoever waits on it, or runs tasks, has them ring.</summary>
/// <remarks>The runtime's own would need a thread, or that this one returns to whoever called it.</remarks>
internal static class SingleThreadTimers
{
    // A library may be told of one thread where there are more: a lock costs nothing beside that.
    private static readonly Lock Gate = new();
    private static readonly SortedSet<SingleThreadTimer> Pending = [];

    /// <summary>How long to wait at most before the next rings; <see cref="Timeout.InfiniteTimeSpan"/> if none is set.</summary>
    public static TimeSpan NextLook
    {
        get
        {
            lock (Gate)
                return Pending.Min is { } next ? Deadline.At(TimeProvider.System, next.Due).NextLook : Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>Has <paramref name="timer"/> ring at <paramref name="due"/>, once, and no more at the time it was set for; null for never.</summary>
    public static void Set(SingleThreadTimer timer, long? due)
    {
        lock (Gate)
        {
            Pending.Remove(timer);
            if (due is not { } moment)
                return;
            timer.Due = moment;
            Pending.Add(timer);
        }
    }

    /// <summary>Has those ring that are due.</summary>
    public static void RingDue()
    {
        while (TakeDue() is { } timer)
            timer.Ring();
    }

    private static SingleThreadTimer? TakeDue()
    {
        lock (Gate)
        {
            if (Pending.Min is not { } next || next.Due > Stopwatch.GetTimestamp())
                return null;
            Pending.Remove(next);
            return next;
        }
    }
}
