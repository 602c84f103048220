using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A timer of <see cref="SingleThreadTimers"/>, which rings once for each time that it is set.</summary>
internal sealed class SingleThreadTimer(TimerCallback callback, object state) : ITimer, IComparable<SingleThreadTimer>
{
    private static AtomicLong s_made;

    // Of several that are due at the same moment the one made first is first.
    private readonly long _number = s_made.Increment();

    /// <summary>When it rings, if it is set. The timers' to write.</summary>
    public long Due { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Debug.Assert(period == Timeout.InfiniteTimeSpan);
        long? due = dueTime == Timeout.InfiniteTimeSpan
            ? null
            : Stopwatch.GetTimestamp() + (long)Math.Ceiling(dueTime.TotalSeconds * Stopwatch.Frequency);
        SingleThreadTimers.Set(this, due);
        return true;
    }

    public void Ring() => callback(state);

    public int CompareTo(SingleThreadTimer? other)
    {
        if (other is null)
            return 1;
        int order = Due.CompareTo(other.Due);
        return order != 0 ? order : _number.CompareTo(other._number);
    }

    public void Dispose() => SingleThreadTimers.Set(this, due: null);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
