using System.ComponentModel;
using System.Diagnostics;

namespace Fearless.Benchmarks.Rust;

/// <summary>The built Rust side, or why there is none.</summary>
internal sealed record RustBuild
{
    /// <summary>The environment variable that names the folder of a newer Crossbeam's sources, to be measured beside Debian's.</summary>
    private const string NewerCrossbeam = "FEARLESS_CROSSBEAM";

    private const string Peers = "rust-peers";

    private readonly Lazy<(string?, string?)> _runtimes;

    private RustBuild(string? executable, string? compiler, string? missing, Func<(string?, string?)>? runtimes = null)
    {
        (Executable, Compiler, Missing) = (executable, compiler, missing);
        _runtimes = new(runtimes ?? (() => (null, missing)));
    }

    /// <summary>Where the peer lies; null if it could not be built.</summary>
    public string? Executable { get; }

    /// <summary>The compiler's own words for its version.</summary>
    public string? Compiler { get; }

    /// <summary>Why there is no peer; null if there is one.</summary>
    public string? Missing { get; }

    /// <summary>The same peer with the newer Crossbeam; null where none was asked for.</summary>
    public string? NewerExecutable { get; private init; }

    /// <summary>Where the asynchronous runtimes lie, or why there are none. Built when first asked for: few workloads want them.</summary>
    public (string? Executable, string? Missing) Runtimes => _runtimes.Value;

    /// <summary>No Rust column, on request.</summary>
    public static RustBuild Skipped { get; } = new(null, null, "left out on request");

    /// <summary>Builds the peer with cargo, offline. Never throws because something is not installed.</summary>
    public static RustBuild Create()
    {
        (string? executable, string? missing) = Build(Peers, "librust-rayon-dev, librust-crossbeam-channel-dev and librust-crossbeam-queue-dev");
        if (executable is null)
            return new RustBuild(null, null, missing, CreateRuntimes);

        string sources = FindSources(Peers)!;
        (_, string version) = Run("rustc", ["--version"], sources);
        return new RustBuild(executable, version.Trim(), null, CreateRuntimes) { NewerExecutable = CreateNewer(sources) };
    }

    private static (string? Executable, string? Missing) CreateRuntimes() => Build("rust-runtimes", "librust-smol-dev and librust-tokio-dev");

    private static (string? Executable, string? Missing) Build(string name, string packages)
    {
        if (FindSources(name) is not { } sources)
            return (null, $"the folder benchmarks/{name} was not found");

        try
        {
            (int status, string output) = Run("cargo", ["build", "--release", "--locked", "--offline", "--quiet"], sources);
            return status == 0
                ? (ExecutableIn(sources, "target", name), null)
                : (null, $"cargo build of {name} failed (are {packages} installed?): {LastLine(output)}");
        }
        catch (Win32Exception)
        {
            return (null, "cargo was not found");
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
            ? ExecutableIn(copy, "target", Peers)
            : throw new RustPeerException($"The peer could not be built with the Crossbeam in {crossbeam} ({NewerCrossbeam}): {LastLine(output)}");

        string[] Patch(string package) => ["--config", $"patch.crates-io.{package}.path='{SourceOf(package)}'"];

        string SourceOf(string package) => Path.Combine(Path.GetFullPath(crossbeam), package);
    }

    private static string ExecutableIn(string sources, string target, string name) =>
        Path.Combine(sources, target, "release", OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    private static string? FindSources(string name)
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string candidate = Path.Combine(directory.FullName, name);
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
