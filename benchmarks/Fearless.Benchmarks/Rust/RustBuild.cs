using System.ComponentModel;
using System.Diagnostics;

namespace Fearless.Benchmarks.Rust;

/// <summary>The built Rust side, or why there is none.</summary>
internal sealed record RustBuild
{
    /// <summary>The environment variable that names the folder of a newer Crossbeam's sources, to be measured beside Debian's.</summary>
    private const string NewerCrossbeam = "FEARLESS_CROSSBEAM";

    private RustBuild(string? executable, string? compiler, string? missing) => (Executable, Compiler, Missing) = (executable, compiler, missing);

    /// <summary>Where the peer lies; null if it could not be built.</summary>
    public string? Executable { get; }

    /// <summary>The compiler's own words for its version.</summary>
    public string? Compiler { get; }

    /// <summary>Why there is no peer; null if there is one.</summary>
    public string? Missing { get; }

    /// <summary>The same peer with the newer Crossbeam; null where none was asked for.</summary>
    public string? NewerExecutable { get; private init; }

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
                return new RustBuild(null, null, $"cargo build failed (are librust-rayon-dev, librust-crossbeam-channel-dev and librust-crossbeam-queue-dev installed?): {LastLine(output)}");

            (_, string version) = Run("rustc", ["--version"], sources);
            return new RustBuild(ExecutableIn(sources, "target"), version.Trim(), null) { NewerExecutable = CreateNewer(sources) };
        }
        catch (Win32Exception)
        {
            return new RustBuild(null, null, "cargo was not found");
        }
    }

    /// <summary>Builds a copy of the peer against the newer sources.</summary>
    /// <exception cref="RustPeerException">They were asked for, and it cannot be built: a report without them would mislead.</exception>
    private static string? CreateNewer(string sources)
    {
        if (Environment.GetEnvironmentVariable(NewerCrossbeam) is not { Length: > 0 } crossbeam)
            return null;

        // A copy without the lock file, which holds Debian's version. Inside target, which is ignored.
        string copy = Path.Combine(sources, "target", "newer-crossbeam");
        foreach (string path in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(sources, path);
            if (relative.StartsWith("target", StringComparison.Ordinal) || relative == "Cargo.lock")
                continue;
            string target = Path.Combine(copy, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
        }

        // Debian has no crossbeam-skiplist: the dependency is in the copy only.
        string manifest = Path.Combine(copy, "Cargo.toml");
        string skipList = $"[dependencies]\ncrossbeam-skiplist = {{ path = '{SourceOf("crossbeam-skiplist")}' }}\n";
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("[dependencies]\n", skipList, StringComparison.Ordinal));

        string[] patches = [.. Patch("crossbeam-channel"), .. Patch("crossbeam-queue"), .. Patch("crossbeam-utils")];
        // Newer compilers deny by default what the sources warn about at most.
        string[] build =
        [
            "build", "--release", "--offline", "--quiet", "--features", "skiplist", "--config", "build.rustflags=['--cap-lints','warn']",
        ];
        (int status, string output) = Run("cargo", [.. build, .. patches], copy);
        return status == 0
            ? ExecutableIn(copy, "target")
            : throw new RustPeerException($"The peer could not be built with the Crossbeam in {crossbeam} ({NewerCrossbeam}): {LastLine(output)}");

        string[] Patch(string package) => ["--config", $"patch.crates-io.{package}.path='{SourceOf(package)}'"];

        string SourceOf(string package) => Path.Combine(Path.GetFullPath(crossbeam), package);
    }

    private static string ExecutableIn(string sources, string target) =>
        Path.Combine(sources, target, "release", OperatingSystem.IsWindows() ? "rust-peers.exe" : "rust-peers");

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
