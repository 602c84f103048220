using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Fearless.ModelBenchmarks;

/// <summary>The same model under loom, where its sources are at hand.</summary>
internal sealed class LoomPeer
{
    /// <summary>The environment variable that names the folder of loom's sources.</summary>
    private const string Sources = "FEARLESS_LOOM";

    private readonly string _executable;

    private LoomPeer(string executable) => _executable = executable;

    /// <summary>Builds it with cargo, offline. Null, with the reason, when that cannot be.</summary>
    public static LoomPeer? TryBuild(out string missing)
    {
        missing = $"name the folder of its sources in {Sources}";
        if (Environment.GetEnvironmentVariable(Sources) is not { Length: > 0 } loom)
            return null;
        missing = "the folder benchmarks/loom-peer was not found";
        if (FindFolder() is not { } folder)
            return null;
        try
        {
            string patch = $"patch.crates-io.loom.path='{Path.GetFullPath(loom)}'";
            (int status, string output) = Run("cargo", ["build", "--release", "--offline", "--quiet", "--config", patch], folder);
            missing = $"cargo build failed: {output.Trim().Split('\n')[^1]}";
            return status == 0 ? new LoomPeer(Path.Combine(folder, "target", "release", OperatingSystem.IsWindows() ? "loom-peer.exe" : "loom-peer")) : null;
        }
        catch (Win32Exception)
        {
            missing = "cargo was not found";
            return null;
        }
    }

    /// <summary>Explores the model over and over for <paramref name="time"/>.</summary>
    public Rate Measure(TimeSpan time)
    {
        (int status, string output) = Run(_executable, [time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)], ".");
        if (status != 0)
            throw new InvalidOperationException($"The loom peer failed: {output}");
        double[] numbers = [.. output.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture))];
        return new Rate((long)numbers[0], (long)numbers[1], TimeSpan.FromSeconds(numbers[2]), TimeSpan.FromSeconds(numbers[3]));
    }

    private static string? FindFolder()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string candidate = Path.Combine(directory.FullName, "loom-peer");
            if (File.Exists(Path.Combine(candidate, "Cargo.toml")))
                return candidate;
        }
        return null;
    }

    private static (int Status, string Output) Run(string program, IEnumerable<string> arguments, string folder)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
