using System.Collections;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Fearless.Benchmarks.Rust;

namespace Fearless.Benchmarks.Reports;

/// <summary>Says where and with what a run was made.</summary>
internal static class MachineDescription
{
    private const string NotKnown = "not known";

    public static IReadOnlyList<Fact> Describe(RustBuild rust, string? rayonVersion, string? crossbeamVersions, string? runtimeVersions, double? loadBefore) =>
    [
        new("Processor", ProcessorName()),
        new("Cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        new("Memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0.0} GiB")),
        new("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
        new("Load average", Load(loadBefore, LoadAverage())),
        new(".NET", RuntimeInformation.FrameworkDescription),
        new("Collector", $"{(GCSettings.IsServerGC ? "server" : "workstation")}, {GCSettings.LatencyMode}"),
        new("DOTNET_ settings", Overrides()),
        new("Rust", rust.Compiler ?? rust.Missing ?? NotKnown),
        new("rayon", rayonVersion ?? "not run"),
        new("crossbeam-channel", crossbeamVersions ?? "not run"),
        new("smol; tokio", runtimeVersions ?? "not run"),
    ];

    /// <summary>The load of the last minute, where the system tells it.</summary>
    public static double? LoadAverage() =>
        ReadLines("/proc/loadavg") is [var line, ..]
            && double.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, out double load) ? load : null;

    private static string Load(double? before, double? after)
    {
        bool crowded = before > Environment.ProcessorCount || after > Environment.ProcessorCount;
        return $"{Format(before)} before, {Format(after)} after{(crowded ? ": more than there are cores, so trust processor time only" : "")}";
    }

    private static string Format(double? load) => load?.ToString("0.00", CultureInfo.InvariantCulture) ?? NotKnown;

    private static string ProcessorName() =>
        ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Settings that change how the runtime compiles or collects; a comparison is of the defaults.</summary>
    private static string Overrides()
    {
        string[] prefixes =
        [
            "DOTNET_Tiered", "DOTNET_TC_", "DOTNET_OSR", "DOTNET_ReadyToRun", "DOTNET_gc", "DOTNET_PROCESSOR_COUNT", "DOTNET_Enable", "DOTNET_ThreadPool",
        ];
        string[] set =
        [
            .. Environment.GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Where(entry => prefixes.Any(prefix => ((string)entry.Key).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                .Select(static entry => $"{entry.Key}={entry.Value}"),
        ];
        return set.Length == 0 ? "defaults" : string.Join(' ', set);
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // Only Linux has these files.
            return [];
        }
    }
}
