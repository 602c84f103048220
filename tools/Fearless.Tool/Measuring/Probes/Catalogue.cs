namespace Fearless.Tool.Measuring.Probes;

/// <summary>All that is measured, in the order of the report.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Probe> All { get; } = [.. ThreadProbes.All, .. ParallelProbes.All, .. TaskProbes.All, .. ChannelProbes.All, .. FileProbes.All];
}
