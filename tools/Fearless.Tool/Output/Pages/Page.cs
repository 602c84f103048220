using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Fearless.Tool.Output.Pages;

/// <summary>One page of HTML that needs nothing else: no network, no other file.</summary>
/// <remarks>
/// It is written as XML that is HTML, too. What the styles and the script are made of needs no escape there. A browser that keeps to the policy in its head
/// runs no other script, and loads nothing, whatever were to get into the page.
/// </remarks>
/// <param name="title">Its title.</param>
/// <param name="lead">What it says, in a sentence or two.</param>
internal sealed class Page(string title, string lead)
{
    // In HTML, others have an end even if they are empty.
    private static readonly HashSet<string> s_void = ["meta", "br", "input"];

    private readonly List<(string Id, string Heading, XElement Section)> _sections = [];

    /// <summary>Adds a section.</summary>
    /// <param name="id">What it is linked by.</param>
    /// <param name="heading">Its heading.</param>
    /// <param name="content">What is in it.</param>
    public void Add(string id, string heading, params object?[] content) =>
        _sections.Add((id, heading, new XElement("section", new XAttribute("id", id), new XElement("h2", heading), content)));

    public void Write(Stream stream)
    {
        XElement root = Root();
        foreach (XElement element in root.DescendantsAndSelf())
            Mend(element);
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None };
        using XmlWriter writer = XmlWriter.Create(stream, settings);
        writer.WriteDocType("html", null, null, null);
        root.WriteTo(writer);
    }

    private XElement Root()
    {
        string script = Asset("page.js");
        return new XElement(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement(
                    "meta", new XAttribute("http-equiv", "Content-Security-Policy"),
                    new XAttribute("content", $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'")),
                new XElement("title", title),
                new XElement("style", Asset("page.css"))),
            new XElement(
                "body",
                new XElement(
                    "header", new XElement("h1", title), Html.Of("p", "lead", lead),
                    new XElement("nav", new XAttribute("aria-label", "Sections"), _sections.Select(static section => new XElement("a", new XAttribute("href", "#" + section.Id), section.Heading)))),
                new XElement("main", _sections.Select(static section => section.Section)),
                new XElement("footer", string.Create(CultureInfo.InvariantCulture, $"fearless {ToolVersion.Text}, {DateTimeOffset.Now:d MMMM yyyy, HH:mm zzz}. “By the guide” is by “Rust Concurrency and Parallelism”.")),
                new XElement("script", script)));
    }

    private static void Mend(XElement element)
    {
        foreach (XAttribute attribute in element.Attributes())
            attribute.Value = WithoutForbidden(attribute.Value);
        foreach (XText text in element.Nodes().OfType<XText>())
            text.Value = WithoutForbidden(text.Value);
        if (element.IsEmpty && !s_void.Contains(element.Name.LocalName))
            element.Add("");
    }

    // A name of a thread may be of any bytes; a document holds no control characters, and no halves of others.
    private static string WithoutForbidden(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var mended = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            mended.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        return mended.ToString();
    }

    private static string Asset(string name)
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
