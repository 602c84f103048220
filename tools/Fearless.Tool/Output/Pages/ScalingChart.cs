using System.Globalization;
using System.Xml.Linq;
using Fearless.Tool.Measuring;
using Fearless.Tool.Measuring.Probes;

namespace Fearless.Tool.Output.Pages;

/// <summary>How many times as fast the same computation is with more workers, beside the ideal.</summary>
internal static class ScalingChart
{
    private const double Width = 400;
    private const double Height = 280;
    private const double Left = 42;
    private const double Bottom = 240;
    private const double Right = 380;
    private const double Top = 20;
    private const int MostMarks = 8;

    /// <param name="measured">The figures that are compared with one worker.</param>
    public static IEnumerable<XElement> Of(IReadOnlyList<Measurement> measured)
    {
        Measurement[] points = [.. measured.OrderBy(static point => point.Probe.Workers)];
        double last = points[^1].Probe.Workers!.Value;
        double highest = Math.Max(last, points.Max(static point => point.Upper));
        yield return Svg.Drawing(
            "chart", Width, Height, "Scaling: " + string.Join(", ", points.Select(static point => $"{point.Probe.Workers} workers {MeasureWords.Number(point.Median)} times as fast as one")),
            Scale.Marks(highest, MostMarks).Select(mark => new[] { Svg.Path("grid", $"M{Left} {Svg.Number(Y(mark))}H{Right}"), Svg.Text("right", Left - 8, Y(mark) + 4, Mark(mark)) }),
            Svg.Path("near", $"M{Svg.Number(X(1))} {Svg.Number(Y(1))}L{Svg.Number(X(last))} {Svg.Number(Y(last))}V{Svg.Number(Y(ParallelProbes.NearLinear * last))}L{Svg.Number(X(1))} {Svg.Number(Y(ParallelProbes.NearLinear))}z", "near-linear"),
            Svg.Path("ideal", $"M{Svg.Number(X(1))} {Svg.Number(Y(1))}L{Svg.Number(X(last))} {Svg.Number(Y(last))}", "as many times as fast as there are workers"),
            Svg.Path("measured", $"M{Svg.Number(X(1))} {Svg.Number(Y(1))}" + string.Concat(points.Select(point => $"L{Svg.Number(X(point.Probe.Workers!.Value))} {Svg.Number(Y(point.Median))}"))),
            points.Select(point => new[]
            {
                Svg.Path("whisker", $"M{Svg.Number(X(point.Probe.Workers!.Value))} {Svg.Number(Y(point.Lower))}V{Svg.Number(Y(point.Upper))}"),
                Point(X(point.Probe.Workers!.Value), Y(point.Median)),
                Svg.Text("value right", X(point.Probe.Workers!.Value) - 9, Y(point.Median) - 9, MeasureWords.Number(point.Median) + "×"),
                Svg.Text("middle", X(point.Probe.Workers!.Value), Bottom + 18, Mark(point.Probe.Workers!.Value)),
            }),
            Point(X(1), Y(1)), Svg.Text("middle", X(1), Bottom + 18, "1"),
            Svg.Text("middle", (Left + Right) / 2, Height - 4, "workers"), Svg.Text("left", 4, Top - 8, "times as fast as one"));
        yield return Html.Of("p", "soft", string.Create(CultureInfo.InvariantCulture,
            $"The dashed line is the ideal; within the green, down to {ParallelProbes.NearLinear:P0} of it, scaling is near-linear. Whatever else runs on the machine takes from it."));

        // One worker is at the left edge.
        double X(double workers) => Left + 20 + ((workers - 1) / (last - 1) * (Right - Left - 20));
        double Y(double times) => Bottom - (times / highest * (Bottom - Top));
    }

    private static XElement Point(double x, double y) =>
        new("circle", new XAttribute("class", "point"), new XAttribute("cx", Svg.Number(x)), new XAttribute("cy", Svg.Number(y)), new XAttribute("r", "5"));

    private static string Mark(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
