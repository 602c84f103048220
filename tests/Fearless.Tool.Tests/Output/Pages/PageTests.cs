using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Fearless.Tool.Output.Pages;

namespace Fearless.Tool.Tests.Output.Pages;

/// <summary>What is so of all pages.</summary>
public class PageTests
{
    private static readonly string[] s_links = ["href", "src", "srcset", "action", "data", "poster", "background"];

    public static TheoryData<string> Kinds => ["watch", "measure", "advise"];

    public static string PageOf(string kind) => kind switch
    {
        "watch" => Samples.WatchPage(),
        "measure" => Samples.MeasurePage(),
        _ => Samples.AdvisePage(),
    };

    /// <summary>Reads a page as XML, which it is, too.</summary>
    public static XElement Read(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_page_is_well_formed_and_begins_as_HTML_does(string kind)
    {
        string page = PageOf(kind);

        Assert.StartsWith("<!DOCTYPE html", page);
        Assert.Equal("html", Read(page).Name);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_page_needs_nothing_from_elsewhere(string kind)
    {
        XElement page = Read(PageOf(kind));

        IEnumerable<XAttribute> links = page.DescendantsAndSelf().Attributes().Where(static attribute => s_links.Contains(attribute.Name.LocalName));
        Assert.All(links, static link => Assert.StartsWith("#", link.Value));
        string style = Assert.Single(page.Descendants("style")).Value;
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
        Assert.DoesNotContain(page.Descendants(), static element => element.Name.LocalName is "link" or "iframe" or "object" or "embed" or "base" or "img");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_browser_is_told_to_load_nothing_and_to_run_only_the_script_of_the_page(string kind)
    {
        XElement page = Read(PageOf(kind));

        string policy = page.Descendants("meta").Single(static meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value;
        string script = Assert.Single(page.Descendants("script")).Value;
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", policy);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_that_try_to_be_more_stay_text(string kind)
    {
        string text = PageOf(kind);
        XElement page = Read(text);

        Assert.Single(page.Descendants("script"));
        Assert.Single(page.Descendants("style"));
        Assert.Single(page.Descendants("title"), static title => title.Parent!.Name == "head");
        Assert.DoesNotContain(page.Descendants().Attributes(), static attribute => attribute.Name.LocalName.StartsWith("on"));
        Assert.DoesNotContain("<script>alert", text);
        Assert.Contains("alert('ran')", page.Value);
    }

    [Fact]
    public void What_no_document_may_hold_is_replaced()
    {
        // Not as data of a theory, which is kept as UTF-8, and that has no halves of characters.
        foreach (var (text, shown) in new[] { ("a\u0001b", "a\uFFFDb"), ("a\uD800b", "a\uFFFDb"), ("\uFFFE", "\uFFFD"), ("smile \U0001F600 é", "smile \U0001F600 é") })
        {
            var page = new Page("title", "lead");
            page.Add("part", "Part", new XElement("b", text), new XElement("i", new XAttribute("title", text)));

            XElement part = Read(Samples.Text(page.Write)).Descendants("section").Single();

            Assert.Equal(shown, part.Element("b")!.Value);
            Assert.Equal(shown, part.Element("i")!.Attribute("title")!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Elements_that_HTML_does_not_know_as_empty_have_an_end(string kind) =>
        Assert.All(Regex.Matches(PageOf(kind), @"<([a-z0-9]+)[^<>]*/>").Select(static match => match.Groups[1].Value), static name => Assert.Contains(name, (string[])["meta", "br", "input"]));

    [Theory]
    [InlineData("page.css")]
    [InlineData("page.js")]
    public void Styles_and_script_need_no_escape_which_HTML_would_not_undo(string asset)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream(asset)!);

        Assert.DoesNotMatch("[<>&\r]", reader.ReadToEnd());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whoever_does_not_see_a_page_is_told_the_same(string kind)
    {
        XElement page = Read(PageOf(kind));

        Assert.Equal("en", page.Attribute("lang")!.Value);
        Assert.All(page.Descendants("svg"), static drawing => Assert.NotEmpty(drawing.Attribute("aria-label")!.Value));
        Assert.All(page.Descendants("table"), static table => Assert.NotEmpty(table.Parent!.Attribute("aria-label")!.Value));
        Assert.All(page.Descendants().Where(static element => element.Name.LocalName is "input" or "select"), static field => Assert.Equal("label", field.Parent!.Name));
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Theory]
    [InlineData(2, 4, new[] { 0.0, 0.5, 1, 1.5, 2 })]
    [InlineData(64, 8, new[] { 0.0, 10, 20, 30, 40, 50, 60 })]
    [InlineData(0.7, 6, new[] { 0, 0.2, 0.4, 0.6 })]
    [InlineData(0, 6, new[] { 0.0 })]
    public void The_marks_of_an_axis_are_round_and_few(double last, int most, double[] marks) =>
        Assert.Equal(marks, Scale.Marks(last, most), static (one, other) => Math.Abs(one - other) < 1e-9);
}
