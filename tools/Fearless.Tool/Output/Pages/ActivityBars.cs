using System.Xml.Linq;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Output.Pages;

/// <summary>Shares of what is done, side by side in the colours that they have in all charts.</summary>
internal static class ActivityBars
{
    /// <summary>A bar of shares.</summary>
    /// <param name="kind">How large it is.</param>
    /// <param name="shares">What it is of: parts of <paramref name="whole"/>.</param>
    /// <param name="whole">What all of it stands for.</param>
    public static XElement Bar(string kind, IReadOnlyDictionary<Activity, double> shares, double whole)
    {
        var parts = new List<XElement>();
        double x = 0;
        foreach (var (activity, share) in shares.OrderBy(static pair => pair.Key))
        {
            double width = whole > 0 ? share / whole : 0;
            parts.Add(Svg.Rectangle(WatchWords.NameOf(activity), x, 0, width, 1, $"{WatchWords.Of(activity)}: {WatchWords.Percent(width)}"));
            x += width;
        }
        return Svg.Stretched(kind, 1, 1, Describe(shares, whole), parts);
    }

    public static XElement Legend(IEnumerable<Activity> activities) =>
        Html.Of("ul", "legend", activities.Order().Select(static activity => new XElement("li", Swatch(activity), WatchWords.Of(activity))));

    public static XElement Swatch(Activity activity) => Html.Of("span", "swatch " + WatchWords.NameOf(activity), new XAttribute("aria-hidden", "true"));

    /// <summary>The shares in words, the largest first.</summary>
    public static string Describe(IReadOnlyDictionary<Activity, double> shares, double whole) =>
        whole > 0 && shares.Count > 0
            ? string.Join(", ", shares.OrderByDescending(static pair => pair.Value).Select(pair => $"{WatchWords.Of(pair.Key)} {WatchWords.Percent(pair.Value / whole)}"))
            : WatchWords.Of(Activity.Idle);
}
