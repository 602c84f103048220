using System.ComponentModel;
using System.Diagnostics;

namespace Fearless.Benchmarks.Rust;

/// <summary>The built Rust side, or why there is none.</summary>
internal sealed record RustBuild
{
    private RustBuild(string? executable, string? compiler, string? missing) => (Executable, Compiler, Missing) = (executable, compiler, missing);

    /// <summary>Where the peer lies; null if it could not be built.</summary>
    public string? Executable { get; }

    /// <summary>The compiler's own words for its version.</summary>
    public string? Compiler { get; }

    /// <summary>Why there is no peer; null if there is one.</summary>
    public string? Missing { get; }

    /// <summary>No Rust column, on request.</summary>
    public static RustBuild Skipped { get; } = new(null, null, "left out on request");

    /// <summary>Builds the peer with cargo, offline. Never throws because something is not installed.</summary>
    public static RustBuild Create()
    {
        if (FindSources() is not { } sources)
            return new RustBuild(null, null, "the folder benchmarks/rust-peers was not found");

        try
        {
            (int status, string output) = Run("cargo", ["build", "--release", "--locked", "--offline", "--quiet"], sources);
            if (status != 0)
                return new RustBuild(null, null, $"cargo build failed (is librust-rayon-dev installed?): {LastLine(output)}");

            (_, string version) = Run("rustc", ["--version"], sources);
            string executable = Path.Combine(sources, "target", "release", OperatingSystem.IsWindows() ? "rust-peers.exe" : "rust-peers");
            return new RustBuild(executable, version.Trim(), null);
        }
        catch (Win32Exception)
        {
            return new RustBuild(null, null, "cargo was not found");
        }
    }

    private static string? FindSources()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string candidate = Path.Combine(directory.FullName, "rust-peers");
            if (File.Exists(Path.Combine(candidate, "Cargo.toml")))
                return candidate;
        }

        return null;
    }

    private static string LastLine(string output) => output.Trim().Split('\n')[^1].Trim();

    private static (int Status, string Output) Run(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
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
