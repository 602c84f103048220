using System.Diagnostics;
using Fearless.Scheduling;

namespace Fearless.Tasks;

/// <summary>Measures for how long tasks keep their loop, where somebody wants to know.</summary>
internal static class PollTimer
{
    /// <summary>From when on a poll is told of as one that is too long.</summary>
    // SOURCE: asyncio's debug mode, `slow_callback_duration`: 100 ms.
    private static readonly TimeSpan LongPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether somebody wants to know, as far as is known.</summary>
    public static bool IsHeard => FearlessEventSource.Warns || EarlyPolls.AreKept || TaskMeter.Polls.Enabled;

    /// <summary>Measures from now on.</summary>
    public static long Begin() => Stopwatch.GetTimestamp();

    /// <summary>Tells of what was run since <paramref name="begin"/>.</summary>
    public static void End(long begin, Work work)
    {
        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        if (!EarlyPolls.AreKept || !EarlyPolls.TryKeep(work, duration))
            Record(work, duration);
        if (duration >= LongPoll)
            FearlessEventSource.Log.TaskPolledLong(NameOf(work), (long)duration.TotalMilliseconds);
    }

    /// <summary>Tells the meter.</summary>
    public static void Record(Work work, TimeSpan duration) =>
        TaskMeter.Polls.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("method", NameOf(work)));

    private static string NameOf(Work work) => work is Frame frame ? frame.MethodName : "(posted)";
}
