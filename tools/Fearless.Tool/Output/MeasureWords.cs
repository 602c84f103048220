using System.Globalization;
using System.Runtime.InteropServices;
using Fearless.Tool.Measuring;

namespace Fearless.Tool.Output;

/// <summary>Figures have the same words in all reports for people.</summary>
internal static class MeasureWords
{
    public static string Machine => $"{FindingText.Counted(Environment.ProcessorCount, "core")}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.";

    public static string ClaimOf(Measurement measurement) => measurement.Probe.Claim?.Text ?? "says nothing";

    public static string QuartilesOf(Measurement measurement) => $"{Number(measurement.Lower)} to {Number(measurement.Upper)}";

    /// <summary>Three digits are what the spread leaves of a figure.</summary>
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
