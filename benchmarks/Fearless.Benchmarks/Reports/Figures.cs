using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>Writes figures with as many digits as they are worth.</summary>
internal static class Figures
{
    public static string Nanoseconds(double value) => value switch
    {
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        < 100_000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:#,0.000} ms"),
    };

    public static string Bytes(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "-";

    public static string Cores(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Spread(Finding finding) => finding.Figure switch
    {
        null => "-",
        { } figure when figure.Low.Equals(figure.High) => $"{Plain(figure.Value)} {finding.Unit}",
        { } figure => $"{Plain(figure.Value)} {finding.Unit} ({Plain(figure.Low)} .. {Plain(figure.High)})",
    };

    public static string OnCpu(Finding finding) => finding.OnCpu is { } ratio ? $"{Plain(ratio.Value)} {finding.Unit}" : "";

    public static string Bar(Finding finding) => finding.Bar?.ToString() ?? "-";

    public static string Verdict(Verdict verdict) => verdict switch
    {
        Harness.Verdict.Met => "met",
        Harness.Verdict.Missed => "missed",
        Harness.Verdict.Unclear => "unclear",
        Harness.Verdict.NotMeasured => "not measured",
        _ => "",
    };

    private static string Plain(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);
}
