using System.Xml.Linq;
using Fearless.Tool.Findings;
using Fearless.Tool.Framework;
using Fearless.Tool.Output.Pages;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Tests.Output.Pages;

/// <summary>What is on which page.</summary>
public class ContentTests
{
    [Fact]
    public void A_watched_program_has_its_verdicts_with_the_approach_and_the_bound()
    {
        XElement verdicts = Section(Samples.WatchPage(), "verdicts");

        Assert.Contains("A lock that threads wait for", verdicts.Value);
        Assert.Contains("It should be: Channel.Bounded", verdicts.Value);
        Assert.Contains("×", Classed(verdicts, "gain").First().Value);
        Assert.Contains("3 events were lost", verdicts.Value);
        Assert.DoesNotContain("Interrupted", verdicts.Value);
        Assert.Contains("Interrupted: this is what was seen until then.", Section(Samples.WatchPage(isInterrupted: true), "verdicts").Value);
    }

    [Fact]
    public void The_timeline_has_a_row_for_the_program_the_pool_and_each_thread()
    {
        XElement timeline = Section(Samples.WatchPage(), "timeline");

        Assert.Equal(
            ["the program", "pool’s queue, up to 7", "threads it wanted, 2 to 4"], Classed(timeline, "label").Take(3).Select(static label => label.Value));
        XElement[] tracks = [.. timeline.Descendants("svg")];
        Assert.Equal(5, tracks.Length);
        // A second of computing, the pause, and the rest; a slice is the 240th part of two seconds.
        Assert.Equal("M0 1h120v-1h-120zM144 1h96v-1h-96z", tracks[3].Elements("path").Single(static path => path.Attribute("class")!.Value == "computes").Attribute("d")!.Value);
        Assert.Equal("M120 1h24v-1h-24z", tracks[3].Elements("path").Single(static path => path.Attribute("class")!.Value == "garbage").Attribute("d")!.Value);
        Assert.Equal("M0 1h240v-1h-240z", Assert.Single(tracks[4].Elements("path")).Attribute("d")!.Value);
        Assert.StartsWith("waits (2): waits for locks 100.0 %", tracks[4].Attribute("aria-label")!.Value);
        Assert.Single(Classed(timeline, "starved"));
    }

    [Fact]
    public void The_graph_of_a_lock_has_who_holds_it_who_waits_and_what_was_not_seen()
    {
        XElement locks = Section(Samples.WatchPage(), "locks");

        XElement graph = Assert.Single(Classed(locks, "contention"));
        Assert.Equal(["1 wait, 1.40 s, 1 thread", "1 wait, 0.00 s", "2 waits, 1.40 s, 1 thread"],
            graph.Elements().Where(static element => element.Attribute("class")!.Value == "side").SelectMany(static side => Classed(side, "soft")).Select(static weight => weight.Value));
        Assert.Equal(["edge", "edge unseen", "edge"], graph.Descendants("path").Select(static edge => edge.Attribute("class")!.Value));
        double[] widths = [.. graph.Descendants("path").Select(static edge => double.Parse(edge.Attribute("stroke-width")!.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(widths[1] < widths[0] && widths[0] < widths[2]);
        Assert.Contains("Program.Main > Job.Lock", locks.Descendants("details").Single().Value);
    }

    [Fact]
    public void Paths_have_what_they_should_become_and_threads_their_memory()
    {
        XElement page = PageTests.Read(Samples.WatchPage());

        XElement waiting = Section(page, "paths").Descendants("tr").Single(static row => row.Value.Contains("Job.Lock"));
        Assert.Contains("Channel.Bounded", waiting.Value);
        Assert.Contains("at most 2.0 times as fast", waiting.Value);
        Assert.Contains("44 of 8,192 KiB", Section(page, "threads").Value);
        Assert.Contains("They waited for a core for 0.20 s", Section(page, "threads").Value);
    }

    [Fact]
    public void Figures_are_beside_what_the_guide_says_and_the_curve_goes_through_the_medians()
    {
        XElement page = PageTests.Read(Samples.MeasurePage());

        Assert.Contains("1 of the guide’s 3 claims holds", page.Value);
        Assert.Equal(["no", "yes", "no"], Section(page, "figures").Descendants("span").Select(static span => span.Value).Where(static text => text is "yes" or "no"));
        XElement curve = Assert.Single(Classed(Section(page, "scaling"), "measured"));
        // One worker is at the left and four are at the right; four times as fast is at the top, and not at all at the bottom.
        Assert.Equal("M62 185L168 141L380 86", curve.Attribute("d")!.Value.Replace(".0", ""));
        Assert.DoesNotContain("Interrupted", page.Value);
        Assert.Contains("Interrupted: the rest was not measured.", Samples.MeasurePage(isInterrupted: true));
    }

    [Fact]
    public void Findings_are_by_kind_and_file_with_their_code_before_and_after()
    {
        XElement page = PageTests.Read(Samples.AdvisePage());

        XElement rule = Section(page, "findings").Elements().Single(static element => (string?)element.Attribute("id") == "rule-FC6008");
        Assert.Equal("Weather.cs", rule.Descendants("h4").Single().Value);
        Assert.Equal(
            ["public string Text(string url) => client.GetStringAsync(url).Result;", "(await client.GetStringAsync(url))"],
            rule.Descendants("pre").Select(static code => code.Value));
        Assert.Contains("1 of the baseline", page.Value);
        Assert.Equal(2, Classed(page, "finding").Count());
    }

    [Fact]
    public void Code_that_can_take_the_place_of_the_old_is_shown_in_its_lines()
    {
        const string Code = "class C\n{\n    int M()\n    {\n        return Old(\n            1) + 2;\n    }\n}\n";
        SyntaxTree tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(Code, cancellationToken: TestContext.Current.CancellationToken);
        var old = TextSpan.FromBounds(Code.IndexOf("Old", StringComparison.Ordinal), Code.IndexOf(" + 2", StringComparison.Ordinal));
        var finding = new Finding(new RuleInfo("FA0000", "title"), Location.Create(tree, old), "C.M", Workload.Sequential, Approach.Plain, "message", new Confidence(1, "reason"));

        Assert.Equal("return Old(\n    1) + 2;", SourceExcerpt.Before(finding));
        Assert.Equal("return New() + 2;", SourceExcerpt.After(finding, new Rewrite("New()", old)));
        Assert.Equal("New();", SourceExcerpt.After(finding, Rewrite.Outline("New();")));
        Assert.Equal("int M()\n{\n    return Old(\n        1) + 2;\n}", SourceExcerpt.Before(finding with { Covers = TextSpan.FromBounds(Code.IndexOf("int", StringComparison.Ordinal), Code.LastIndexOf("    }", StringComparison.Ordinal)) }));
    }

    private static XElement Section(string page, string id) => Section(PageTests.Read(page), id);

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(section => section.Attribute("id")!.Value == id);

    private static IEnumerable<XElement> Classed(XElement parent, string kind) => parent.Descendants().Where(element => (string?)element.Attribute("class") == kind);
}
