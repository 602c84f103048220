using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Fearless.Package.Tests;

public class PackageTests(PackageFixture package)
{
    private const string ExpectedOutput =
        """
        join 17711
        struct job 17711
        scoped threads 49 9801
        iterator 166167000
        span iterator 328350
        reference iterator 100! 900 3600 1
        ordered maps 5000 25002500 10000 98 256
        queues (100010000, -100010000) oldest newest
        """;

    private const string ModelOutput =
        """
        latch: everything explored
        counter: Exception, 1 of 2
        """;

    [Fact]
    public void The_package_holds_the_library_its_documentation_and_the_readme()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(package.Feed, $"Fearless.{PackageFixture.Version}.nupkg"));
        string[] files = [.. archive.Entries.Select(static entry => entry.FullName)];

        Assert.Contains("README.md", files);
        Assert.Contains("lib/net10.0/Fearless.dll", files);
        Assert.Contains("lib/net10.0/Fearless.xml", files);
    }

    [Fact]
    public void The_symbols_come_in_a_package_of_their_own()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(package.Feed, $"Fearless.{PackageFixture.Version}.snupkg"));

        Assert.Contains("lib/net10.0/Fearless.pdb", archive.Entries.Select(static entry => entry.FullName));
    }

    [Fact]
    public void A_clean_project_builds_against_the_package_and_runs()
    {
        string folder = package.NewConsumer();

        string output = PackageFixture.Dotnet(folder, "run", "--configuration", "Release", $"-p:FearlessVersion={PackageFixture.Version}");

        Assert.Equal(ExpectedOutput, Lines(output));
        // Its lambdas run as structs, of which the assembly has the namespace; elsewhere nothing would allow that.
        Assert.Contains("Fearless.Lowered"u8, File.ReadAllBytes(Path.Combine(folder, "bin", "Release", "net10.0", "Consumer.dll")));
        Assert.Contains("Fearless.Lowered", Interceptors("-p:Configuration=Release"));
        Assert.DoesNotContain("Fearless.Lowered", Interceptors("-p:Configuration=Debug"));
        Assert.DoesNotContain("Fearless.Lowered", Interceptors("-p:Configuration=Release", "-p:FearlessLowerLambdas=false"));

        string Interceptors(params string[] properties) => PackageFixture.Dotnet(
            folder, ["msbuild", "-getProperty:InterceptorsNamespaces", $"-p:FearlessVersion={PackageFixture.Version}", .. properties]);
    }

    [Fact]
    public void A_clean_project_runs_as_native_code()
    {
        // The native linker is no part of the SDK.
        Assert.SkipUnless(HasNativeLinker(), "Native compilation needs clang or gcc on Linux and macOS, and the C++ build tools on Windows.");
        string folder = package.NewConsumer();

        PackageFixture.Dotnet(
            folder, "publish", "--configuration", "Release", "--output", "native", "-p:PublishAot=true", $"-p:FearlessVersion={PackageFixture.Version}");
        string output = PackageFixture.Run(Path.Combine(folder, "native", "Consumer"), folder);

        Assert.Equal(ExpectedOutput, Lines(output));
    }

    /// <summary>The same with <c>Task.Delay</c> takes 1.44 MB; with what reflection needs, which nothing in it uses, it was 2.14.</summary>
    [Fact]
    public void A_native_program_with_an_executor_and_a_timer_is_small()
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && HasNativeLinker(), "What is bounded is the size of a program for Linux.");
        string folder = package.NewConsumer("NativeConsumer");

        PackageFixture.Dotnet(folder, "publish", "--configuration", "Release", "--output", "native", $"-p:FearlessVersion={PackageFixture.Version}");
        string program = Path.Combine(folder, "native", "NativeConsumer");
        long size = new FileInfo(program).Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{size:N0} bytes");

        Assert.Equal("Hello", PackageFixture.Run(program, folder).Trim());
        Assert.True(size < 1_750_000, $"The program has {size:N0} bytes.");
    }

    [Fact]
    public void A_program_compiled_against_the_product_runs_under_the_model_checker()
    {
        string folder = package.NewConsumer("ModelConsumer");

        string output = PackageFixture.Dotnet(folder, "run", "--configuration", "Release", $"-p:FearlessVersion={PackageFixture.Version}");

        Assert.Equal(ModelOutput, Lines(output));
    }

    private static string Lines(string output) => output.ReplaceLineEndings().Trim();

    private static bool HasNativeLinker() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(static folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
