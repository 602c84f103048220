using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Fearless.Tool.Watching;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output.Pages;

/// <summary>What the program, its thread pool, and each of its threads did, one below the other over the same time.</summary>
internal static class TimelineChart
{
    private const int MostThreads = 24;
    private const int MostMarks = 6;

    /// <summary>Less of a slice cannot be seen.</summary>
    private const double LeastVisible = 0.05;

    public static IEnumerable<XElement> Of(WatchReport report)
    {
        Timeline timeline = report.Timeline;
        ThreadShare[] threads = [.. report.EachThread.Where(thread => timeline.Threads.ContainsKey(thread.Id))];
        IEnumerable<Activity> activities = threads.Take(MostThreads).Select(thread => timeline.Threads[thread.Id]).Append(timeline.Program)
            .SelectMany(static row => row).Where(static slices => slices.Value.Max() >= LeastVisible).Select(static slices => slices.Key).Distinct();
        yield return Html.Of("p", "soft", $"From left to right is the time. A column is {Milliseconds(timeline.SliceSeconds)}; as high as a colour is, for so much of it the thread did that. What is empty is idle.");
        yield return ActivityBars.Legend(activities);
        yield return Html.Div(
            "timeline",
            Row("the program", "track whole", timeline.Program),
            report.Pool.LongestQueue > 0 ? Queue(report) : null,
            report.Pool.MostThreads > 0 ? Wanted(report) : null,
            threads.Take(MostThreads).Select(thread => Row(NameOf(thread), "track", timeline.Threads[thread.Id])),
            Label(""), Axis(report.Seconds));
        if (threads.Length > MostThreads)
            yield return Html.Of("p", "soft", $"{threads.Length - MostThreads} more threads did something, each less than these; --json has all.");
    }

    public static string NameOf(ThreadShare thread) =>
        thread.Name.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{thread.Name} ({thread.Id})") : string.Create(CultureInfo.InvariantCulture, $"thread {thread.Id}");

    private static XElement Label(string text) => Html.Div("label", new XAttribute("title", text), text);

    private static XElement[] Row(string name, string kind, IReadOnlyDictionary<Activity, double[]> slices)
    {
        Dictionary<Activity, double> shares = slices.ToDictionary(static pair => pair.Key, static pair => pair.Value.Sum());
        var paths = new List<XElement>();
        double[] below = new double[Timeline.Slices];
        foreach (var (activity, parts) in slices.OrderBy(static pair => pair.Key))
        {
            string tip = $"{name} {WatchWords.Of(activity)}: {WatchWords.Percent(shares[activity] / Timeline.Slices)} of the time";
            paths.Add(Svg.Path(WatchWords.NameOf(activity), Columns(parts, below), tip));
            for (int i = 0; i < parts.Length; i++)
                below[i] += parts[i];
        }
        return [Label(name), Svg.Stretched(kind, Timeline.Slices, 1, $"{name}: {ActivityBars.Describe(shares, Timeline.Slices)}", paths)];
    }

    // Columns of the same height beside each other are one.
    private static string Columns(double[] parts, double[] below)
    {
        var data = new StringBuilder();
        for (int i = 0; i < parts.Length;)
        {
            int end = i + 1;
            while (end < parts.Length && Hundredths(parts[end]) == Hundredths(parts[i]) && Hundredths(below[end]) == Hundredths(below[i]))
                end++;
            if (Hundredths(parts[i]) > 0)
                data.Append(CultureInfo.InvariantCulture, $"M{i} {Svg.Number(1 - (Hundredths(below[i]) / 100.0))}h{end - i}v{Svg.Number(-Hundredths(parts[i]) / 100.0)}h{i - end}z");
            i = end;
        }
        return data.ToString();
    }

    private static int Hundredths(double share) => (int)Math.Round(share * 100);

    private static XElement[] Queue(WatchReport report)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"pool’s queue, up to {report.Pool.LongestQueue:N0}");
        var data = new StringBuilder("M0 1");
        IReadOnlyList<PoolQueue> queues = report.Pool.Queues;
        double start = 0;
        for (int i = 0; i < queues.Count; i++)
        {
            // The nearest reading counts.
            double end = i + 1 < queues.Count ? (queues[i].Time + queues[i + 1].Time) / 2 : report.Seconds;
            data.Append(CultureInfo.InvariantCulture, $"L{Svg.Number(start)} {Svg.Number(1 - (queues[i].Length / report.Pool.LongestQueue))}H{Svg.Number(end)}");
            start = end;
        }
        data.Append("V1z");
        return [Label(name), Svg.Stretched("track", report.Seconds, 1, name, Svg.Path("pool", data.ToString(), name))];
    }

    private static XElement[] Wanted(WatchReport report)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"threads it wanted, {report.Pool.FewestThreads} to {report.Pool.MostThreads}");
        PoolStep[] steps = [.. report.Pool.Steps];
        var data = new StringBuilder();
        for (int i = 0; i < steps.Length; i++)
            data.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{Svg.Number(steps[i].Time)} {Svg.Number(Height(steps[i]))}H{Svg.Number(i + 1 < steps.Length ? steps[i + 1].Time : report.Seconds)}");
        IEnumerable<XElement> starved = steps.Where(static step => step.IsStarved).Select(step => Svg.Path(
            "starved", $"M{Svg.Number(step.Time)} 1V{Svg.Number(Height(step))}", string.Create(CultureInfo.InvariantCulture, $"{step.Threads} threads wanted, because its queue stood still")));
        return [Label(name), Svg.Stretched("track", report.Seconds, 1, $"{name}; added {report.Pool.Starvations} times because its queue stood still", starved, Svg.Path("wanted", data.ToString()))];

        double Height(PoolStep step) => 0.95 - (0.9 * step.Threads / report.Pool.MostThreads);
    }

    private static XElement Axis(double seconds) => Html.Div("axis", new XAttribute("aria-hidden", "true"), Scale.Marks(seconds, MostMarks).Select(mark => Html.Of(
        "span", mark > 0.95 * seconds ? "end" : "mark",
        new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"left:{100 * mark / seconds:0.##}%")), string.Create(CultureInfo.InvariantCulture, $"{mark:0.###} s"))));

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.#} ms");
}
