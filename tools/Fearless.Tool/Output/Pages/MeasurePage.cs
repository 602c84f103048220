using System.Globalization;
using System.Xml.Linq;
using Fearless.Tool.Measuring;

namespace Fearless.Tool.Output.Pages;

/// <summary>What was measured of this machine, as a page.</summary>
internal static class MeasurePage
{
    /// <summary>So much room is left beside what is drawn of a figure.</summary>
    private const double Margin = 1.1;

    public static void Write(IReadOnlyList<Measurement> measured, bool isInterrupted, Stream stream)
    {
        int claims = measured.Count(static measurement => measurement.Holds is not null);
        int holding = measured.Count(static measurement => measurement.Holds == true);
        var page = new Page(
            "What threads, forks and tasks cost here",
            $"{holding} of the guide’s {FindingText.Counted(claims, "claim")} {(holding == 1 ? "holds" : "hold")} on this machine: {MeasureWords.Machine}");
        page.Add(
            "figures", "Figures",
            isInterrupted ? Html.Of("p", "notice", "Interrupted: the rest was not measured.") : null,
            Figures(measured));
        if (measured.Any(static measurement => measurement.Probe.Workers is not null))
            page.Add("scaling", "Scaling over the cores", ScalingChart.Of([.. measured.Where(static measurement => measurement.Probe.Workers is not null)]));
        page.Write(stream);
    }

    private static IEnumerable<XElement> Figures(IReadOnlyList<Measurement> measured)
    {
        yield return Html.Of("p", "soft", "Each figure is the median of its rounds; half of the rounds are between the quartiles. Each drawing begins at zero: the line is the median, the box goes from quartile to quartile, and green is where the claim holds.");
        yield return Html.Table(
            "Figures", ["what", "median#", "the guide says", "holds here", "quartiles#", "", "rounds#"],
            measured.Select(static measurement => new object?[]
            {
                Html.Div("wide", measurement.Probe.Name),
                $"{MeasureWords.Number(measurement.Median)} {measurement.Probe.Unit}",
                measurement.Probe.Claim is null ? Html.Of("span", "soft", MeasureWords.ClaimOf(measurement)) : MeasureWords.ClaimOf(measurement),
                measurement.Holds switch
                {
                    true => Html.Of("span", "yes", "yes"),
                    false => Html.Of("span", "no", "no"),
                    null => null,
                },
                MeasureWords.QuartilesOf(measurement),
                Spread(measurement),
                measurement.Rounds.ToString(CultureInfo.InvariantCulture),
            }));
    }

    private static XElement Spread(Measurement measurement)
    {
        Claim? claim = measurement.Probe.Claim;
        double limit = claim is null ? 0 : double.IsFinite(claim.Most) ? claim.Most : claim.Least;
        double whole = Margin * Math.Max(limit, measurement.Upper);
        return Svg.Stretched(
            "spread", 1, 1, $"{MeasureWords.QuartilesOf(measurement)} {measurement.Probe.Unit}",
            Svg.Rectangle("scale", 0, 0, 1, 1),
            claim is null ? null : Svg.Rectangle("claimed", claim.Least / whole, 0, (Math.Min(claim.Most, whole) - claim.Least) / whole, 1, $"the claim: {claim.Text}"),
            Svg.Rectangle("quartiles", measurement.Lower / whole, 0.25, (measurement.Upper - measurement.Lower) / whole, 0.5),
            Svg.Path("median", $"M{Svg.Number(measurement.Median / whole)} 0.1V0.9"));
    }
}
