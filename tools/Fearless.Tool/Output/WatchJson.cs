using System.Text.Json;
using Fearless.Tool.Framework;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output;

/// <summary>What was measured of a process, for programs. Shares are of 1, times in seconds.</summary>
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
            // JSON has no infinity; null is a gain without a bound.
            GainAtMost = double.IsFinite(verdict.GainAtMost) ? (double?)Rounded(verdict.GainAtMost) : null,
            Why = verdict.Text,
            Guide = Guide.For(verdict.Workload).Reason,
        }),
        Paths = report.Paths.Select(static path => new
        {
            Activity = WatchWords.NameOf(path.Activity),
            path.Path,
            path.Call,
            Share = Rounded(path.Share),
            AloneShare = Rounded(path.AloneShare),
            ThreadSeconds = Rounded(path.ThreadSeconds),
            path.OnPool,
        }),
        Locks = report.Locks.Select(static use => new
        {
            use.Name,
            use.Waits,
            Seconds = Rounded(use.Seconds),
            Longest = Rounded(use.Longest),
            Share = Rounded(use.Share),
            Waiters = use.Waiters.Select(static path => new { Path = path.Key, Seconds = Rounded(path.Value) }),
            Holders = use.Holders.Select(static path => new { Path = path.Key, Seen = path.Value }),
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
        }),
        report.Collections,
        report.EventsLost,
    }, JsonReport.Options);

    private static Dictionary<string, double> Shares(IReadOnlyDictionary<Activity, double> shares) =>
        shares.OrderByDescending(static pair => pair.Value).ToDictionary(static pair => WatchWords.NameOf(pair.Key), static pair => Rounded(pair.Value));

    private static double Rounded(double number) => Math.Round(number, 4);
}
