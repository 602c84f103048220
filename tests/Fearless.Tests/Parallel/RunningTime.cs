using System.Diagnostics;

namespace Fearless.Tests.Parallel;

/// <summary>How long this process has run: a deadline must not pass while the machine sleeps or someone stops the process.</summary>
internal struct RunningTime()
{
    // Between two looks a process that runs lets no more time pass, unless the machine is very busy.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _spent;

    /// <summary>How long to wait at most before the next look.</summary>
    public static TimeSpan Step { get; } = Longest / 4;

    /// <summary>Whether more than <paramref name="limit"/> was spent between the looks so far. To be asked about every
    /// <see cref="Step"/>.</summary>
    public bool IsOver(TimeSpan limit)
    {
        TimeSpan step = Stopwatch.GetElapsedTime(_last);
        _last = Stopwatch.GetTimestamp();
        _spent += step < Longest ? step : Longest;
        return _spent > limit;
    }
}
