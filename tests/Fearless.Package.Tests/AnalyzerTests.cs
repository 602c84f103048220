using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Fearless.Package.Tests;

/// <summary>Whoever installs the package has the race analyzer, in the profile of his choice, or is told that it did not run.</summary>
public class AnalyzerTests(PackageFixture package)
{
    private const string Racy =
        """
        using Fearless;

        int sum = 0;
        Par.Range(0, 1000).ForEach(i => sum += i);
        Console.WriteLine(sum);
        """;

    private const string Mended =
        """
        using Fearless;

        int sum = Par.Range(0, 1000).Sum();
        Console.WriteLine(sum);
        """;

    // The checker runs a loop twice: with each loop inside of another the steps double, beyond what it takes for one method.
    private static readonly string TooLarge = "using Fearless;\nPar.Range(0, 2).ForEach(number =>\n{\n"
        + string.Concat(Enumerable.Range(0, 20).Select(static level => $"    for (int i{level} = 0; i{level} < 2; i{level}++)\n"))
        + "        number++;\n});\n";

    private const string Unproved =
        """
        using Fearless;

        var words = new System.Collections.Specialized.StringCollection();
        Par.Range(0, 2).ForEach(number => words.Add("word"));
        """;

    [Fact]
    public void The_package_holds_the_analyzer_and_what_switches_it()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(package.Feed, $"Fearless.{PackageFixture.Version}.nupkg"));
        string[] files = [.. archive.Entries.Select(static entry => entry.FullName)];

        Assert.Contains("analyzers/dotnet/cs/Fearless.Analyzers.dll", files);
        Assert.Contains("analyzers/dotnet/cs/Fearless.Analyzers.CodeFixes.dll", files);
        Assert.Contains("analyzers/dotnet/cs/Fearless.Generators.dll", files);
        Assert.Contains("build/Fearless.targets", files);
        Assert.Contains("build/Fearless.strict.globalconfig", files);
    }

    [Fact]
    public void A_racy_program_does_not_build()
    {
        (int exitCode, string printed) = Build(Consumer(Racy));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(4,33): error FC1001: 'sum' is written here", printed);
    }

    [Fact]
    public void The_mended_program_builds_in_the_strict_profile() => AssertBuilds(Build(Consumer(Mended), "-p:FearlessProfile=strict"));

    [Fact]
    public void With_the_profile_off_the_racy_program_builds() => AssertBuilds(Build(Consumer(Racy), "-p:FearlessProfile=off"));

    [Fact]
    public void A_method_that_could_not_be_checked_stops_the_build_in_the_strict_profile_only()
    {
        string folder = Consumer(TooLarge);

        (int exitCode, string printed) = Build(folder, "-p:FearlessProfile=strict");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error FC9006", printed);
        AssertBuilds(Build(folder));
    }

    [Fact]
    public void What_cannot_be_proved_stops_the_build_in_the_strict_profile_only()
    {
        string folder = Consumer(Unproved);

        (int exitCode, string printed) = Build(folder, "-p:FearlessProfile=strict");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error FC9001", printed);
        AssertBuilds(Build(folder));
    }

    [Fact]
    public void An_unknown_profile_is_refused()
    {
        (int exitCode, string printed) = Build(Consumer(Mended), "-p:FearlessProfile=careful");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error FC9901: FearlessProfile is 'careful'. Set it to 'off'", printed);
    }

    [Fact]
    public void An_analyzer_that_cannot_be_loaded_is_an_error()
    {
        string folder = Consumer(Mended);
        File.WriteAllText(InstalledAnalyzer(folder), "no assembly");

        AssertCanarySings(Build(folder, "-p:TreatWarningsAsErrors=false"), because: "warning CS8034");
    }

    [Fact]
    public void An_analyzer_for_a_newer_compiler_is_an_error()
    {
        string folder = Consumer(Mended);
        DemandCompiler(99, InstalledAnalyzer(folder));

        AssertCanarySings(Build(folder, "-p:TreatWarningsAsErrors=false"), because: "warning CS9057");
    }

    [Fact]
    public void Whoever_switches_all_analyzers_off_is_not_told_that_this_one_did_not_run() =>
        AssertBuilds(Build(Consumer(Racy), "-p:RunAnalyzers=false"));

    private string Consumer(string program)
    {
        string folder = package.NewConsumer();
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    private static (int ExitCode, string Printed) Build(string folder, params string[] arguments) => PackageFixture.RunToTheEnd(
        "dotnet", folder, ["build", "--configuration", "Release", $"-p:FearlessVersion={PackageFixture.Version}", .. arguments]);

    private static void AssertBuilds((int ExitCode, string Printed) build) => Assert.True(build.ExitCode == 0, build.Printed);

    private static void AssertCanarySings((int ExitCode, string Printed) build, string because)
    {
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(because, build.Printed);
        Assert.Contains("error FC9900: ", build.Printed);
        Assert.Contains("Build with the .NET SDK 10.0.100 or newer", build.Printed);
    }

    private static string InstalledAnalyzer(string folder)
    {
        PackageFixture.Dotnet(folder, "restore", $"-p:FearlessVersion={PackageFixture.Version}");
        return Path.Combine(folder, "packages", "fearless", PackageFixture.Version, "analyzers", "dotnet", "cs", "Fearless.Analyzers.dll");
    }

    // Writes the version over that of the first compiler that the assembly refers to, as if it had been built against that one.
    private static void DemandCompiler(ushort major, string assembly)
    {
        byte[] image = File.ReadAllBytes(assembly);
        using var file = new PEReader(new MemoryStream(image));
        MetadataReader metadata = file.GetMetadataReader();
        AssemblyReferenceHandle compiler = metadata.AssemblyReferences.First(
            handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "Microsoft.CodeAnalysis");
        int row = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (MetadataTokens.GetRowNumber(compiler) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef);
        BitConverter.TryWriteBytes(image.AsSpan(row), major);
        File.WriteAllBytes(assembly, image);
    }
}
