using System.Xml.Linq;

namespace Fearless.Tool.Output.Pages;

/// <summary>Makes the elements that pages are of.</summary>
/// <remarks>They are a tree, and text becomes text of it: nothing of what is shown can be read as a part of the page.</remarks>
internal static class Html
{
    public static XElement Of(string name, string kind, params object?[] content) => new(name, new XAttribute("class", kind), content);

    public static XElement Div(string kind, params object?[] content) => Of("div", kind, content);

    public static XElement Paragraph(params object?[] content) => new("p", content);

    public static XElement Code(string text) => new("code", text);

    /// <summary>What is shown only to who asks for it.</summary>
    public static XElement Details(string summary, params object?[] content) => new("details", new XElement("summary", summary), content);

    /// <summary>A table that can be moved sideways where the page is narrower.</summary>
    /// <param name="name">What it is a table of, for who does not see it.</param>
    /// <param name="columns">The heads; those that end in # are of numbers.</param>
    /// <param name="rows">The cells of each row.</param>
    public static XElement Table(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) => Scrolling(
        name,
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", columns.Select(static column => Cell("th", column, column.TrimEnd('#'), new XAttribute("scope", "col"))))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Zip(columns, static (cell, column) => Cell("td", column, cell)))))));

    /// <summary>What can be moved sideways where the page is narrower, with keys, too.</summary>
    public static XElement Scrolling(string name, params object?[] content) =>
        Div("scrolling", new XAttribute("role", "region"), new XAttribute("aria-label", name), new XAttribute("tabindex", "0"), content);

    private static XElement Cell(string name, string column, params object?[] content) =>
        column.EndsWith('#') ? Of(name, "number", content) : new XElement(name, content);
}
