using System.Diagnostics;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.BuildCost;

/// <summary>The C# compiler of the SDK, in a process of its own each time, as a build without a build server starts it.</summary>
internal sealed class Compiler
{
    private readonly string _sdk;
    private readonly string[] _references;

    private Compiler(string sdk, string[] references) => (_sdk, _references) = (sdk, references);

    /// <summary>The analyzers that the SDK switches on in every project, with the settings that it gives them.</summary>
    public IEnumerable<string> SdkAnalyzers
    {
        get
        {
            string folder = Path.Combine(_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers");
            return Directory.EnumerateFiles(folder, "*.dll")
                .Where(static file => !file.Contains("VisualBasic", StringComparison.Ordinal))
                .Select(static file => $"/analyzer:{file}")
                .Append($"/analyzerconfig:{Path.Combine(folder, "build", "config", "analysislevel_10_default.globalconfig")}");
        }
    }

    /// <summary>Finds the SDK that <c>dotnet</c> chooses here.</summary>
    public static Compiler Find()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string sdk = Path.Combine(root, "sdk", Run("dotnet", ["--version"]).Trim());
        string pack = Directory.EnumerateDirectories(Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref"), $"{Environment.Version.Major}.*").Max()
            ?? throw new DirectoryNotFoundException($"No reference pack of .NET {Environment.Version.Major} is below {root}/packs. Install the SDK, not the runtime alone.");
        string[] references =
        [
            .. Directory.EnumerateFiles(Path.Combine(pack, "ref", $"net{Environment.Version.Major}.0"), "*.dll"),
            typeof(Par).Assembly.Location,
        ];
        return new Compiler(sdk, references);
    }

    /// <summary>Compiles all files in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">What is different from other runs, such as analyzers.</param>
    /// <returns>The processor time, and the warnings and errors.</returns>
    public (TimeSpan ProcessorTime, int Diagnostics) Compile(string folder, IEnumerable<string> options)
    {
        string response = Path.Combine(folder, "compile.rsp");
        File.WriteAllLines(response,
        [
            "/noconfig", "/nostdlib", "/target:library", "/optimize+", "/nullable:enable", "/langversion:14", "/nologo", $"/out:{Path.Combine(folder, "out.dll")}",
            .. _references.Select(static reference => $"/reference:\"{reference}\""),
            .. options.Select(static option => option.Insert(option.IndexOf(':', StringComparison.Ordinal) + 1, "\"") + "\""),
            $"\"{Path.Combine(folder, "*.cs")}\"",
        ]);
        TimeSpan before = Children.ProcessorTime();
        string output = Run("dotnet", [Path.Combine(_sdk, "Roslyn", "bincore", "csc.dll"), $"@{response}"]);
        return (Children.ProcessorTime() - before, output.Split('\n').Count(static line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)));
    }

    private static string Run(string command, IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
