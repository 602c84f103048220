using System.Globalization;
using System.Xml.Linq;
using Fearless.Tool.Watching.Analysis;

namespace Fearless.Tool.Output.Pages;

/// <summary>Who held which lock, and who waited for it: lines from the paths that held it, through the lock, to those that waited, as thick as the waits were long.</summary>
internal static class ContentionGraph
{
    private const int MostLocks = 6;
    private const int MostPaths = 4;

    /// <summary>The height of a row, in rems: that of <c>.contention .side</c>.</summary>
    private const double RowHeight = 4.5;

    private const double ThickestEdge = 14;
    private const double ThinnestEdge = 1.5;

    private sealed record Node(string Name, string Weight, string? Path, double Seconds, bool IsSeen);

    public static IEnumerable<XElement> Of(WatchReport report)
    {
        LockUse[] all = [.. report.HotLocks];
        LockUse[] locks = [.. all.Take(MostLocks)];
        double longest = locks.Max(static use => use.Seconds);
        yield return Html.Of("p", "soft", "Lines are as thick as threads waited long. On the left is where the lock was held when somebody waited, as far as it was seen; on the right, where it was waited for.");
        foreach (LockUse use in locks)
        {
            yield return Html.Scrolling($"Who held {use.Name}, and who waited", Graph(use, longest));
            yield return Html.Details("Stacks and threads", Table(use, report));
        }
        if (all.Length > MostLocks)
            yield return Html.Of("p", "soft", $"{all.Length - MostLocks} more locks were waited for, each for a shorter time; --json has all.");
    }

    private static XElement Graph(LockUse use, double longest)
    {
        Node[] holders = Holders(use);
        Node[] waiters = Nodes(use.Waiters);
        int rows = Math.Max(holders.Length, waiters.Length);
        string weight = $"{Waits(use.Waits)}, {WatchWords.Seconds(use.Seconds)}, the longest {WatchWords.Seconds(use.Longest)}; {WatchWords.Percent(use.Share)} of the time of all threads";
        return Html.Div(
            "contention",
            Html.Div("head", "held in"), Html.Div("head", ""), Html.Div("head", "the lock"), Html.Div("head", ""), Html.Div("head", "waited for in"),
            Html.Div("side", holders.Select(Box)),
            Edges(holders, rows, longest, isFromLeft: true),
            Html.Div("node the-lock", new XElement("code", new XAttribute("title", use.Name), use.Name), Html.Div("soft", weight)),
            Edges(waiters, rows, longest, isFromLeft: false),
            Html.Div("side", waiters.Select(Box)));
    }

    private static XElement Box(Node node) => Html.Div(
        node.IsSeen ? "node" : "node unseen",
        node.IsSeen ? new XElement("code", new XAttribute("title", node.Path ?? node.Name), node.Name) : node.Name,
        Html.Div("soft", node.Weight));

    private static Node[] Holders(LockUse use)
    {
        // A wait that is too short for a sample has no holder that was seen.
        double unseen = use.Seconds - use.Holders.Sum(static path => path.Seconds);
        int waits = use.Waits - use.Holders.Sum(static path => path.Waits);
        return waits > 0 ? [.. Nodes(use.Holders), new Node("not seen", $"{Waits(waits)}, {WatchWords.Seconds(unseen)}", null, unseen, IsSeen: false)] : Nodes(use.Holders);
    }

    private static Node[] Nodes(IReadOnlyList<LockPath> paths)
    {
        IEnumerable<Node> shown = paths.Take(MostPaths).Select(static path => new Node(path.Path.Split(" > ")[^1], Weight(path), path.Path, path.Seconds, IsSeen: true));
        LockPath[] others = [.. paths.Skip(MostPaths)];
        return others.Length > 0
            ? [.. shown, new Node($"{others.Length} more", $"{Waits(others.Sum(static path => path.Waits))}, {WatchWords.Seconds(others.Sum(static path => path.Seconds))}", null, others.Sum(static path => path.Seconds), IsSeen: true)]
            : [.. shown];
    }

    private static XElement Edges(Node[] nodes, int rows, double longest, bool isFromLeft)
    {
        double height = rows * RowHeight;
        double middle = height / 2;
        // The shorter side is centred beside the longer one.
        double first = ((rows - nodes.Length) * RowHeight / 2) + (RowHeight / 2);
        return Svg.Stretched(
            "edges", 100, height, isFromLeft ? "held by these" : "waited for by these",
            new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"height:{height}rem")),
            nodes.Select((node, index) => Edge(node, first + (index * RowHeight))));

        XElement Edge(Node node, double y)
        {
            (double start, double end) = isFromLeft ? (y, middle) : (middle, y);
            XElement edge = Svg.Path(node.IsSeen ? "edge" : "edge unseen", $"M0 {Svg.Number(start)}C50 {Svg.Number(start)} 50 {Svg.Number(end)} 100 {Svg.Number(end)}", $"{node.Name}: {node.Weight}");
            edge.Add(new XAttribute("stroke-width", Svg.Number(ThinnestEdge + ((ThickestEdge - ThinnestEdge) * node.Seconds / longest))));
            return edge;
        }
    }

    private static XElement Table(LockUse use, WatchReport report)
    {
        Dictionary<int, string> names = report.EachThread.ToDictionary(static thread => thread.Id, TimelineChart.NameOf);
        return Html.Table(
            $"Stacks of {use.Name}", ["", "threads", "waits#", "together#", "stack"],
            [.. use.Holders.Select(path => Row("held by", path)), .. use.Waiters.Select(path => Row("waited for by", path))]);

        object?[] Row(string role, LockPath path) =>
        [
            Html.Of("span", "name", role), string.Join(", ", path.Threads.Select(id => names.GetValueOrDefault(id) ?? id.ToString(CultureInfo.InvariantCulture))),
            path.Waits.ToString("N0", CultureInfo.InvariantCulture), WatchWords.Seconds(path.Seconds), Html.Of("code", "stack", path.Path),
        ];
    }

    private static string Weight(LockPath path) => $"{Waits(path.Waits)}, {WatchWords.Seconds(path.Seconds)}, {FindingText.Counted(path.Threads.Count, "thread")}";

    private static string Waits(int waits) => FindingText.Counted(waits, "wait");
}
