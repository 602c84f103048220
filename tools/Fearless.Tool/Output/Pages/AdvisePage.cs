using System.Globalization;
using System.Xml.Linq;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Output.Pages;

/// <summary>What is to be said of some code, as a page: by kind, and in a kind by file.</summary>
internal static class AdvisePage
{
    private const int MostUses = 5;
    private const int MostFiles = 12;

    /// <param name="report">What is told.</param>
    /// <param name="known">How many more findings are not told, since they are in the baseline.</param>
    /// <param name="stream">Where the page goes.</param>
    public static void Write(AdviceReport report, int known, Stream stream)
    {
        string name = Path.GetFileName(report.Code.Root.TrimEnd('/', '\\'));
        var page = new Page(
            $"Concurrency in {(name.Length > 0 ? name : report.Code.Root)}",
            $"{FindingText.Counted(report.Findings.Count, "finding")}{(known > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {known:N0} of the baseline,") : "")} in {FindingText.Counted(report.FilesSeen, "file")}, {FindingText.Counted(report.Code.Lines, "line")}.");
        IGrouping<RuleInfo, Finding>[] rules = [.. report.Findings.GroupBy(static finding => finding.Rule).OrderByDescending(static rule => rule.Count())];
        page.Add("overview", "Overview", Notices(report), Overview(rules, report));
        if (rules.Length > 0)
            page.Add("findings", "Findings", Filter(rules), rules.Select(rule => OfRule(rule, report.Code.Root)));
        if (report.Places.Count > 0)
            page.Add("places", "Concurrency as it is", Places(report));
        page.Write(stream);
    }

    private static IEnumerable<XElement> Notices(AdviceReport report)
    {
        if (report.IsInterrupted)
            yield return Html.Of("p", "notice", $"Interrupted: {FindingText.Counted(report.Code.Files - report.FilesSeen, "file")} not looked at, and no calls followed.");
        if (report.BoundShare < 1)
            yield return Html.Of("p", "soft", $"{WatchWords.Percent(1 - report.BoundShare)} of the calls are of something that is not there, such as packages that are not restored: what they do is not known.");
        foreach (var (file, error) in report.Failed)
            yield return Html.Of("p", "notice", $"Not looked at, since the compiler failed: {Path.GetRelativePath(report.Code.Root, file)}: {error}");
    }

    private static IEnumerable<XElement> Overview(IGrouping<RuleInfo, Finding>[] rules, AdviceReport report)
    {
        if (rules.Length == 0)
        {
            yield return Html.Paragraph("Nothing was found.");
            yield break;
        }
        yield return Html.Table(
            "Kinds of findings", ["rule", "what", "findings#", "places#", "sure#"],
            rules.Select(static rule => new object?[]
            {
                new XElement("a", new XAttribute("href", "#rule-" + rule.Key.Id), rule.Key.Id), rule.Key.Title, Number(rule.Count()), Number(rule.Sum(static finding => finding.Count)),
                Number(rule.Count(static finding => finding.Confidence.Value >= Confidence.SureFrom)),
            }));
        IGrouping<string, Finding>[] files = [.. report.Findings.GroupBy(finding => FindingText.PathOf(finding, report.Code.Root)).Where(static file => file.Count() > 1)];
        if (files.Length == 0)
            yield break;
        yield return new XElement("h3", "Where they gather");
        yield return Html.Table(
            "Files with several findings", ["file", "findings#", "rules"],
            files.OrderByDescending(static file => file.Count()).Take(MostFiles).Select(static file => new object?[]
            {
                Html.Code(file.Key), Number(file.Count()), string.Join(", ", file.Select(static finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal)),
            }));
    }

    private static XElement Filter(IGrouping<RuleInfo, Finding>[] rules) => new(
        "form", new XAttribute("id", "filter"), new XAttribute("hidden", ""), new XAttribute("role", "search"),
        new XElement("label", "Contains", new XElement("input", new XAttribute("name", "text"), new XAttribute("type", "search"), new XAttribute("autocomplete", "off"), new XAttribute("placeholder", "file, member, words"))),
        new XElement("label", "Kind", Select("rule", [("", "all"), .. rules.Select(static rule => (rule.Key.Id, $"{rule.Key.Id} {rule.Key.Title}"))])),
        new XElement("label", "How sure", Select("sure", [("", "all"), (Limit(Confidence.LikelyFrom), "likely and sure"), (Limit(Confidence.SureFrom), "sure")])),
        new XElement("output", new XAttribute("id", "count"), new XAttribute("aria-live", "polite")));

    private static XElement Select(string name, IEnumerable<(string Value, string Text)> options) => new(
        "select", new XAttribute("name", name), options.Select(static option => new XElement("option", new XAttribute("value", option.Value), option.Text)));

    private static XElement OfRule(IGrouping<RuleInfo, Finding> rule, string root) => Html.Div(
        "of-rule", new XAttribute("id", "rule-" + rule.Key.Id),
        new XElement("h3", rule.Key.Title, " ", Html.Of("span", "rule", rule.Key.Id)),
        rule.GroupBy(finding => FindingText.PathOf(finding, root)).OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => Html.Div(
            "of-file", new XElement("h4", Html.Code(file.Key)), file.OrderBy(static finding => finding.Line).Select(finding => OfFinding(finding, file.Key)))));

    private static XElement OfFinding(Finding finding, string path) => Html.Of(
        "article", "finding", new XAttribute("data-rule", finding.Rule.Id), new XAttribute("data-sure", Limit(finding.Confidence.Value)), new XAttribute("data-file", path),
        new XElement(
            "h5", string.Create(CultureInfo.InvariantCulture, $"Line {finding.Line} in "), Html.Code(finding.Member), finding.Count > 1 ? $", {finding.Count} places" : null,
            Html.Of("span", "badge " + finding.Confidence.Word, finding.Confidence.Word)),
        Html.Paragraph(finding.Message),
        Html.Paragraph($"{Words.Of(finding.Workload)}; it should be: ", new XElement("strong", Words.NameOf(finding.Approach))),
        Html.Of("p", "soft", $"By the guide: {Guide.For(finding.Workload).Reason}."),
        Html.Of("p", "soft", $"How sure: {FindingText.ConfidenceOf(finding)}."),
        Html.Div(
            "code",
            Figure("before", "as it is", SourceExcerpt.Before(finding)),
            finding.Rewrite is { } rewrite ? Figure("after", rewrite.IsComplete ? "as it should be" : "an outline of how it should be", SourceExcerpt.After(finding, rewrite)) : null));

    private static XElement Figure(string kind, string caption, string code) =>
        Html.Of("figure", kind, new XElement("figcaption", caption), new XElement("pre", new XAttribute("tabindex", "0"), Html.Code(code)));

    private static IEnumerable<XElement> Places(AdviceReport report)
    {
        yield return Html.Table(
            "Concurrency as it is", ["workload", "places#", "used for it", "by the guide", "because"],
            report.Places.GroupBy(static place => place.Workload).OrderByDescending(static group => group.Count()).Select(static group => new object?[]
            {
                Html.Of("span", "name", Words.Of(group.Key)), Number(group.Count()),
                string.Join(", ", group.CountBy(static place => place.Uses).OrderByDescending(static pair => pair.Value).Take(MostUses).Select(static pair => $"{pair.Key} ({Number(pair.Value)})")),
                Html.Of("span", "name", Words.NameOf(Guide.For(group.Key).Approach)), Guide.For(group.Key).Reason,
            }));
    }

    private static string Limit(double sure) => sure.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
