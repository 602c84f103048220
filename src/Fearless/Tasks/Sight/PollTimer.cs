using System.Diagnostics;
using Fearless.Scheduling;

namespace Fearless.Tasks;

/// <summary>Measures for how long tasks keep their loop, where somebody wants to know.</summary>
internal static class PollTimer
{
    /// <summary>From when on a poll is told of as one that is too long.</summary>
    // SOURCE: asyncio's debug mode, `slow_callback_duration`: 100 ms.
    private static readonly TimeSpan LongPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether somebody wants to know.</summary>
    public static bool IsHeard => FearlessEventSource.Warns || TaskMeter.Polls.Enabled;

    /// <summary>Measures from now on.</summary>
    public static long Begin() => Stopwatch.GetTimestamp();

    /// <summary>Tells of what was run since <paramref name="begin"/>.</summary>
    public static void End(long begin, Work work)
    {
        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        string method = work is Frame frame ? frame.MethodName : "(posted)";
        TaskMeter.Polls.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("method", method));
        if (duration >= LongPoll)
            FearlessEventSource.Log.TaskPolledLong(method, (long)duration.TotalMilliseconds);
    }
}
