using System.Globalization;
using Fearless.Tool.Framework;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>What was measured of a process, for people.</summary>
internal sealed class WatchView(IAnsiConsole console)
{
    private const int MostPaths = 12;
    private const int MostLocks = 5;
    private const int MostThreads = 10;
    private const int MostFrames = 5;

    /// <summary>What is shown while it is measured.</summary>
    public static Table Live(WatchReport report)
    {
        Table table = SharesOf(report).Title("The last half second; Ctrl-C ends it and reports");
        if (report.Paths.Count > 0)
            table.Caption(Markup.Escape($"{WatchWords.Of(report.Paths[0].Activity)}: {PathText(report.Paths[0].Path)}"));
        return table;
    }

    public void Write(WatchReport report, string process, int? exitCode)
    {
        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process}: watched for {report.Seconds:0.0} s, at {report.Moments:N0} moments; {report.Cores} cores{(exitCode is { } code ? $"; ended with {code}" : "")}."));
        console.Write(SharesOf(report));
        WritePaths(report);
        WriteLocks(report);
        WriteThreads(report);
        if (report.Pool.MostThreads > 0)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The thread pool wanted {report.Pool.FewestThreads} to {report.Pool.MostThreads} threads, {report.Pool.Starvations} times because it was starved; up to {report.Pool.LongestQueue:N0} waited in its queue."));
        if (report.EventsLost > 0)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.EventsLost:N0} events were lost: the shares are of what was seen."));
        WriteVerdicts(report);
    }

    private static Table SharesOf(WatchReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("what").AddColumn(new TableColumn("the program").RightAligned()).AddColumn(new TableColumn("its threads").RightAligned());
        foreach (Activity activity in report.Program.Keys.Union(report.Threads.Keys).Order())
            table.AddRow(WatchWords.Of(activity), Share(report.Program, activity), Share(report.Threads, activity));
        return table;
    }

    private void WritePaths(WatchReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).Title("Where").AddColumn("what").AddColumn(new TableColumn("share").RightAligned()).AddColumn(new TableColumn("of threads").RightAligned()).AddColumn("path");
        foreach (PathShare path in report.HotPaths.Take(MostPaths))
            table.AddRow(WatchWords.Of(path.Activity), WatchWords.Percent(path.Share), WatchWords.Seconds(path.ThreadSeconds), Markup.Escape(PathText(path.Path) + (path.Call is { } call ? $" ({call})" : "")));
        if (table.Rows.Count > 0)
            console.Write(table);
    }

    private void WriteLocks(WatchReport report)
    {
        LockUse[] hot = [.. report.HotLocks.Take(MostLocks)];
        if (hot.Length == 0)
            return;
        Table table = new Table().Border(TableBorder.Simple).Title("Locks").AddColumn("waited for in").AddColumn(new TableColumn("waits").RightAligned()).AddColumn(new TableColumn("together").RightAligned())
            .AddColumn(new TableColumn("longest").RightAligned()).AddColumn("held meanwhile in");
        foreach (LockUse use in hot)
            table.AddRow(Markup.Escape(use.Waiters[0].Path), use.Waits.ToString("N0", CultureInfo.InvariantCulture), WatchWords.Seconds(use.Seconds), WatchWords.Seconds(use.Longest), Markup.Escape(use.Holders.Count > 0 ? use.Holders[0].Path : "not seen"));
        console.Write(table);
    }

    private void WriteThreads(WatchReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).Title("Threads").AddColumn(new TableColumn("id").RightAligned()).AddColumn("name").AddColumn("mostly").AddColumn(new TableColumn("on a core").RightAligned())
            .AddColumn(new TableColumn("waited for one").RightAligned()).AddColumn(new TableColumn("switches").RightAligned()).AddColumn("state");
        foreach (ThreadShare thread in report.EachThread.Where(thread => SecondsOf(thread) >= WatchReport.LeastShare * report.Seconds).Take(MostThreads))
        {
            string mostly = thread.Seconds.Count > 0 ? WatchWords.Of(thread.Seconds.MaxBy(static pair => pair.Value).Key) : WatchWords.Of(Activity.Idle);
            if (thread.Use is { } use)
                table.AddRow(Number(thread.Id), Markup.Escape(thread.Name), mostly, WatchWords.Seconds(use.Computed), WatchWords.Seconds(use.WaitedForCore), Number(use.Switches + use.Preemptions), use.State.ToString());
            else
                table.AddRow(Number(thread.Id), "", mostly, "", "", "", "");
        }
        if (table.Rows.Count > 0)
            console.Write(table);
    }

    private void WriteVerdicts(WatchReport report)
    {
        if (report.Verdicts.Count == 0)
            console.WriteLine("Nothing here would be faster with another kind of concurrency.");
        foreach (Verdict verdict in report.Verdicts)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{WatchWords.Of(verdict.Cause)}[/]: {verdict.Place}, {WatchWords.Percent(verdict.Share)}; it should be: [bold]{Words.NameOf(verdict.Approach)}[/]; {WatchWords.GainOf(verdict.GainAtMost)}");
            console.Write(new Padder(new Text(verdict.Text), new Padding(2, 0, 0, 0)));
            console.Write(new Padder(new Text($"By the guide: {Guide.For(verdict.Workload).Reason}."), new Padding(2, 0, 0, 0)));
        }
    }

    private static double SecondsOf(ThreadShare thread) => thread.Seconds.Values.Sum() + (thread.Use?.Computed ?? 0);

    private static string PathText(IReadOnlyList<string> path) =>
        path.Count == 0 ? "code of the platform" : (path.Count > MostFrames ? "… > " : "") + string.Join(" > ", path.TakeLast(MostFrames));

    private static string Share(IReadOnlyDictionary<Activity, double> shares, Activity activity) => shares.TryGetValue(activity, out double share) ? WatchWords.Percent(share) : "";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
