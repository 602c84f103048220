using System.Text.Json;
using Fearless.Tool.Framework;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output;

/// <summary>What was measured of a process, for programs. Shares are of 1, times in seconds, memory in kibibytes.</summary>
internal static class WatchJson
{
    public static void Write(WatchReport report, string process, int? exitCode, Stream stream) => JsonSerializer.Serialize(stream, new
    {
        Process = process,
        ExitCode = exitCode,
        Seconds = Rounded(report.Seconds),
        report.Cores,
        report.Moments,
        Program = Shares(report.Program),
        Threads = Shares(report.Threads),
        Parallelism = Rounded(report.Parallelism),
        Verdicts = report.Verdicts.Select(static verdict => new
        {
            Cause = WatchWords.NameOf(verdict.Cause),
            verdict.Place,
            Share = Rounded(verdict.Share),
            Workload = Words.Of(verdict.Workload),
            ShouldBe = Words.Of(verdict.Approach),
            GainAtMost = Gain(verdict.GainAtMost),
            Why = verdict.Text,
            Guide = Guide.For(verdict.Workload).Reason,
        }),
        Paths = report.Paths.Select(path => (Share: path, Advice: Judge.Of(path, report))).Select(static pair => new
        {
            Activity = WatchWords.NameOf(pair.Share.Activity),
            pair.Share.Path,
            pair.Share.Call,
            Share = Rounded(pair.Share.Share),
            AloneShare = Rounded(pair.Share.AloneShare),
            ThreadSeconds = Rounded(pair.Share.ThreadSeconds),
            pair.Share.OnPool,
            ShouldBe = pair.Advice is { } advice ? Words.Of(advice.Approach) : null,
            GainAtMost = pair.Advice is { } bounded ? Gain(bounded.GainAtMost) : null,
        }),
        Locks = report.Locks.Select(static use => new
        {
            use.Name,
            use.Waits,
            Seconds = Rounded(use.Seconds),
            Longest = Rounded(use.Longest),
            Share = Rounded(use.Share),
            Waiters = use.Waiters.Select(static path => new { path.Path, path.Waits, Seconds = Rounded(path.Seconds), path.Threads }),
            Holders = use.Holders.Select(static path => new { path.Path, Seen = path.Waits, Seconds = Rounded(path.Seconds), path.Threads }),
        }),
        ThreadPool = report.Pool,
        EachThread = report.EachThread.Select(static thread => new
        {
            thread.Id,
            thread.Name,
            Seconds = Shares(thread.Seconds),
            Computed = thread.Use is { } use ? (double?)Rounded(use.Computed) : null,
            WaitedForCore = thread.Use is { } waiting ? (double?)Rounded(waiting.WaitedForCore) : null,
            thread.Use?.Switches,
            thread.Use?.Preemptions,
            State = thread.Use?.State.ToString(),
            thread.Use?.WaitsIn,
            StackReserved = thread.Use?.Stack?.Reserved,
            StackResident = thread.Use?.Stack?.Resident,
        }),
        Timeline = new
        {
            SliceSeconds = Rounded(report.Timeline.SliceSeconds),
            Program = Slices(report.Timeline.Program),
            Threads = report.Timeline.Threads.Select(static thread => new { Id = thread.Key, Slices = Slices(thread.Value) }),
        },
        report.Collections,
        report.EventsLost,
    }, JsonReport.Options);

    private static Dictionary<string, double> Shares(IReadOnlyDictionary<Activity, double> shares) =>
        shares.OrderByDescending(static pair => pair.Value).ToDictionary(static pair => WatchWords.NameOf(pair.Key), static pair => Rounded(pair.Value));

    private static Dictionary<string, double[]> Slices(IReadOnlyDictionary<Activity, double[]> shares) =>
        shares.OrderBy(static pair => pair.Key).ToDictionary(static pair => WatchWords.NameOf(pair.Key), static pair => pair.Value.Select(static share => Math.Round(share, 2)).ToArray());

    // JSON has no infinity; null is a gain without a bound.
    private static double? Gain(double gain) => double.IsFinite(gain) ? Rounded(gain) : null;

    private static double Rounded(double number) => Math.Round(number, 4);
}
