using System.Diagnostics;
using Fearless.Package.Tests;

[assembly: AssemblyFixture(typeof(PackageFixture))]

namespace Fearless.Package.Tests;

/// <summary>Packs the libraries into a feed of its own, in a temporary folder, as a release would.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("fearless-package-");

    public PackageFixture()
    {
        Feed = Path.Combine(_root.FullName, "feed");
        // An output folder of its own, so that the tests that run meanwhile keep their files.
        string artifacts = Path.Combine(_root.FullName, "artifacts");
        foreach (string package in (string[])["Fearless", "Fearless.Testing"])
        {
            string project = Path.Combine(RepositoryRoot(), "src", package, package + ".csproj");
            Dotnet(_root.FullName, "pack", project, "--configuration", "Release", "--output", Feed, "--artifacts-path", artifacts, $"-p:Version={Version}");
        }
    }

    /// <summary>A version that no real feed has, so that only the package made here can be found.</summary>
    public static string Version => "0.0.0-consumed";

    /// <summary>Where everything of these tests is; gone afterwards.</summary>
    public string Root => _root.FullName;

    public string Feed { get; }

    /// <summary>A clean folder with the user's program, which finds packages in the feed made here first.</summary>
    public string NewConsumer(string program = "Consumer")
    {
        string folder = Path.Combine(_root.FullName, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, program)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"<configuration><packageSources><add key=\"here\" value=\"{Feed}\" /></packageSources></configuration>");
        // Nothing of this repository's build may reach the user's.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        return folder;
    }

    /// <summary>Runs <c>dotnet</c> and returns what it printed; fails the test if it fails or takes too long.</summary>
    public static string Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    public static string Run(string program, string folder, params string[] arguments)
    {
        (int exitCode, string printed) = RunToTheEnd(program, folder, arguments);
        Assert.True(exitCode == 0, $"`{program} {string.Join(' ', arguments)}` ended with {exitCode}:\n{printed}");
        return printed;
    }

    /// <summary>Runs a program that may fail; fails the test only if it takes too long.</summary>
    public static (int ExitCode, string Printed) RunToTheEnd(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test platform sets for this process must not reach the build that is started here.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`{program} {string.Join(' ', arguments)}` did not end within five minutes.");
        }
        return (process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>The folder of the checkout that these tests were built in.</summary>
    public static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fearless.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No Fearless.slnx above {AppContext.BaseDirectory}, where these tests were built.");
    }

    public void Dispose() => _root.Delete(recursive: true);
}
