using System.Globalization;
using System.Xml.Linq;

namespace Fearless.Tool.Output.Pages;

/// <summary>Makes the drawings of pages.</summary>
internal static class Svg
{
    /// <summary>A drawing that is as wide and high as its place; it has no text in it, which would be distorted.</summary>
    /// <param name="kind">Its class, which gives it its size.</param>
    /// <param name="width">The width of its coordinates.</param>
    /// <param name="height">Their height.</param>
    /// <param name="description">What is to be seen, for who does not see it.</param>
    /// <param name="shapes">What is drawn.</param>
    public static XElement Stretched(string kind, double width, double height, string description, params object?[] shapes) =>
        Drawing(kind, width, height, description, new XAttribute("preserveAspectRatio", "none"), shapes);

    /// <summary>A drawing that keeps its proportions.</summary>
    public static XElement Drawing(string kind, double width, double height, string description, params object?[] shapes) => new(
        "svg", new XAttribute("class", kind), new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
        new XAttribute("role", "img"), new XAttribute("aria-label", description), shapes);

    public static XElement Path(string kind, string data, string? tip = null) => new("path", new XAttribute("class", kind), new XAttribute("d", data), Tip(tip));

    public static XElement Rectangle(string kind, double x, double y, double width, double height, string? tip = null) => new(
        "rect", new XAttribute("class", kind), new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("width", Number(width)), new XAttribute("height", Number(height)), Tip(tip));

    public static XElement Text(string kind, double x, double y, string text) =>
        new("text", new XAttribute("class", kind), new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), text);

    /// <summary>A coordinate.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static XElement? Tip(string? text) => text is null ? null : new XElement("title", text);
}
