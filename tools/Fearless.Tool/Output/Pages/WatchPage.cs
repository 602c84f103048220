using System.Globalization;
using System.Xml.Linq;
using Fearless.Tool.Framework;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output.Pages;

/// <summary>What was measured of a process, as a page.</summary>
internal static class WatchPage
{
    private const int MostPaths = 25;
    private const int MostThreads = 100;

    /// <param name="report">What was measured.</param>
    /// <param name="process">What the process is called.</param>
    /// <param name="exitCode">What it ended with, if that is known.</param>
    /// <param name="isInterrupted">Whether somebody ended the watching.</param>
    /// <param name="stream">Where the page goes.</param>
    public static void Write(WatchReport report, string process, int? exitCode, bool isInterrupted, Stream stream)
    {
        var page = new Page(
            $"What {ShortName(process)} spends its time with",
            string.Create(CultureInfo.InvariantCulture, $"{process}: watched for {report.Seconds:0.0} s, at {report.Moments:N0} moments, on {FindingText.Counted(report.Cores, "core")}{(exitCode is { } code ? $"; it ended with {code}" : "")}."));
        page.Add("verdicts", "What to change", Notices(report, isInterrupted), Verdicts(report));
        page.Add("shares", "What the time goes to", Shares(report));
        page.Add("timeline", "Timeline", TimelineChart.Of(report));
        if (report.HotLocks.Any())
            page.Add("locks", "Who waits for whom", ContentionGraph.Of(report));
        if (report.HotPaths.Any())
            page.Add("paths", "Hot paths", Paths(report));
        page.Add("threads", "Threads", Threads(report));
        page.Write(stream);
    }

    private static IEnumerable<XElement> Notices(WatchReport report, bool isInterrupted)
    {
        if (isInterrupted)
            yield return Html.Of("p", "notice", "Interrupted: this is what was seen until then.");
        if (report.EventsLost > 0)
            yield return Html.Of("p", "notice", $"{FindingText.Counted(report.EventsLost, "event")} were lost: the shares are of what was seen.");
    }

    private static IEnumerable<XElement> Verdicts(WatchReport report)
    {
        if (report.Verdicts.Count == 0)
        {
            yield return Html.Paragraph("Nothing here would be faster with another kind of concurrency.");
            yield break;
        }
        foreach (Verdict verdict in report.Verdicts)
        {
            yield return Html.Of(
                "article", verdict == report.Verdicts[0] ? "verdict first" : "verdict",
                new XElement("div", Html.Div("gain", Gain(verdict.GainAtMost)), Html.Div("gain-text", verdict.GainAtMost < WatchWords.LeastGain ? WatchWords.GainOf(verdict.GainAtMost) : "as fast, at most")),
                new XElement(
                    "div",
                    new XElement("h3", $"{WatchWords.Of(verdict.Cause)}: ", Html.Code(verdict.Place), $", {WatchWords.Percent(verdict.Share)}"),
                    Html.Of("p", "becomes", "It should be: ", new XElement("strong", Words.NameOf(verdict.Approach))),
                    Html.Paragraph(verdict.Text),
                    Html.Of("p", "soft", $"By the guide: {Guide.For(verdict.Workload).Reason}.")));
        }
        yield return Html.Of("p", "soft", "The gains are bounds by Amdahl’s law: what is not changed takes as long as before. They say what to leave alone, and promise nothing.");
    }

    private static IEnumerable<XElement> Shares(WatchReport report)
    {
        Activity[] activities = [.. report.Program.Keys.Union(report.Threads.Keys).Order()];
        yield return Html.Div(
            "bars",
            new XElement("div", "the program"), ActivityBars.Bar("bar", report.Program, 1),
            new XElement("div", "its threads"), ActivityBars.Bar("bar", report.Threads, 1));
        yield return Html.Table(
            "Shares of the time", ["what", "the program#", "its threads#"],
            activities.Select(activity => new object?[] { new object[] { ActivityBars.Swatch(activity), WatchWords.Of(activity) }, Share(report.Program, activity), Share(report.Threads, activity) }));
        yield return Html.Of("p", "soft", string.Create(CultureInfo.InvariantCulture,
            $"What the program does is what its busiest thread does. The shares of threads are of the time of all that were not idle. {(report.Parallelism > 0 ? $"While anything computed, {report.Parallelism:0.0} threads did on average. " : "")}The collector ran {report.Collections:N0} times."));
    }

    private static IEnumerable<XElement> Paths(WatchReport report)
    {
        PathShare[] paths = [.. report.HotPaths];
        double most = paths.Max(static path => path.ThreadSeconds);
        yield return Html.Of("p", "soft", "The methods of the program itself that the time gathers in, the outermost first. “Of the program” is the time in which this was all that it did; “of threads” counts every thread.");
        yield return Html.Table(
            "Hot paths", ["path", "what", "of the program#", "of threads#", "", "it should be", "gain"],
            paths.Take(MostPaths).Select(path =>
            {
                PathAdvice? advice = Judge.Of(path, report);
                return new object?[]
                {
                    Html.Div("wide", Html.Code(path.Path.Count > 0 ? string.Join(" > ", path.Path) : "code of the platform"), path.Call is { } call ? Html.Div("soft", "in ", Html.Code(call)) : null),
                    Html.Of("span", "name", ActivityBars.Swatch(path.Activity), WatchWords.Of(path.Activity)),
                    WatchWords.Percent(path.Share),
                    WatchWords.Seconds(path.ThreadSeconds),
                    ActivityBars.Bar("bar small", new Dictionary<Activity, double> { [path.Activity] = path.ThreadSeconds }, most),
                    advice is null ? Html.Of("span", "soft", "depends on others") : Words.NameOf(advice.Approach),
                    advice is null ? null : Html.Div("medium", WatchWords.GainOf(advice.GainAtMost)),
                };
            }));
        if (paths.Length > MostPaths)
            yield return Html.Of("p", "soft", $"{paths.Length - MostPaths} more paths, each with less; --json has all.");
    }

    private static IEnumerable<XElement> Threads(WatchReport report)
    {
        double starved = report.EachThread.Sum(static thread => thread.Use?.WaitedForCore ?? 0);
        double resident = report.EachThread.Sum(static thread => thread.Use?.Stack?.Resident ?? 0);
        yield return Html.Paragraph(
            $"{FindingText.Counted(report.EachThread.Count, "thread")} were seen. ",
            starved > 0 ? $"They waited for a core for {WatchWords.Seconds(starved)}, together. " : null,
            resident > 0 ? $"Their stacks, as far as they were read, are {Kibibytes(resident)} in memory. " : null,
            report.Pool.MostThreads > 0
                ? string.Create(CultureInfo.InvariantCulture, $"The thread pool wanted {report.Pool.FewestThreads} to {report.Pool.MostThreads} threads, {report.Pool.Starvations} times because it was starved; up to {report.Pool.LongestQueue:N0} waited in its queue.")
                : null);
        yield return Html.Table(
            "Threads", ["thread", "does, where it is not idle", "on a core#", "waited for one#", "gave it up#", "lost it#", "stack#", "state", "waits in"],
            report.EachThread.Take(MostThreads).Select(static thread => new object?[]
            {
                Html.Of("span", "name", TimelineChart.NameOf(thread)),
                thread.Seconds.Count > 0 ? ActivityBars.Bar("bar small", thread.Seconds, thread.Seconds.Values.Sum()) : Html.Of("span", "soft", WatchWords.Of(Activity.Idle)),
                thread.Use is { } use ? WatchWords.Seconds(use.Computed) : null,
                thread.Use is { } waiting ? WatchWords.Seconds(waiting.WaitedForCore) : null,
                thread.Use?.Switches.ToString("N0", CultureInfo.InvariantCulture),
                thread.Use?.Preemptions.ToString("N0", CultureInfo.InvariantCulture),
                thread.Use?.Stack is { } stack ? string.Create(CultureInfo.InvariantCulture, $"{stack.Resident:N0} of {Kibibytes(stack.Reserved)}") : null,
                thread.Use?.State.ToString(),
                thread.Use?.WaitsIn is { Length: > 0 } place ? Html.Code(place) : null,
            }));
        if (report.EachThread.Count > MostThreads)
            yield return Html.Of("p", "soft", $"{report.EachThread.Count - MostThreads} more threads, each with less; --json has all.");
    }

    // Of a command the paths of its parts make no title.
    private static string ShortName(string process) => string.Join(' ', process.Split(' ').Select(static part => part.Contains('/') ? Path.GetFileName(part) : part));

    private static string Gain(double gain) => gain switch
    {
        < WatchWords.LeastGain => "—",
        < WatchWords.MostGain => string.Create(CultureInfo.InvariantCulture, $"{gain:0.0}×"),
        _ => string.Create(CultureInfo.InvariantCulture, $"> {WatchWords.MostGain}×"),
    };

    private static string? Share(IReadOnlyDictionary<Activity, double> shares, Activity activity) => shares.TryGetValue(activity, out double share) ? WatchWords.Percent(share) : null;

    private static string Kibibytes(double kibibytes) => string.Create(CultureInfo.InvariantCulture, $"{kibibytes:N0} KiB");
}
