using System.Runtime.InteropServices;
using System.Text.Json;
using Fearless.Tool.Measuring;

namespace Fearless.Tool.Output;

/// <summary>What was measured of this machine, for programs.</summary>
internal static class MeasureJson
{
    public static void Write(IReadOnlyList<Measurement> measured, bool isInterrupted, Stream stream) => JsonSerializer.Serialize(stream, new
    {
        Cores = Environment.ProcessorCount,
        System = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        IsInterrupted = isInterrupted,
        Figures = measured.Select(static measurement => new
        {
            measurement.Probe.Name,
            measurement.Probe.Unit,
            measurement.Probe.Workers,
            measurement.Median,
            measurement.Lower,
            measurement.Upper,
            measurement.Rounds,
            Guide = measurement.Probe.Claim?.Text,
            measurement.Holds,
        }),
    }, JsonReport.Options);
}
