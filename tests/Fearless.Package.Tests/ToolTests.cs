namespace Fearless.Package.Tests;

/// <summary>The tool as it is installed from its package, run in a folder with nothing else in it.</summary>
public class ToolTests(PackageFixture package)
{
    [Fact]
    public void The_installed_tool_measures_the_machine_and_watches_a_program()
    {
        string folder = Path.Combine(package.Root, "tool");
        string tools = Path.Combine(folder, "tools");
        string empty = Path.Combine(folder, "empty");
        Directory.CreateDirectory(empty);
        PackageFixture.Dotnet(
            folder, "pack", Path.Combine(PackageFixture.RepositoryRoot(), "tools", "Fearless.Tool", "Fearless.Tool.csproj"), "--configuration", "Release", "--output", package.Feed,
            "--artifacts-path", Path.Combine(folder, "artifacts"), $"-p:Version={PackageFixture.Version}");
        PackageFixture.Dotnet(folder, "tool", "install", "Fearless.Tool", "--tool-path", tools, "--add-source", package.Feed, "--version", PackageFixture.Version);
        string fearless = Path.Combine(tools, "fearless");

        // It watches itself: a program of .NET that is there.
        (int exitCode, string printed) = PackageFixture.RunToTheEnd(
            fearless, empty, "watch", "--html", "watch.html", "--", fearless, "measure", "--quick", "--html", "measure.html");

        Assert.True(exitCode is 0 or 1, printed);
        Assert.Contains("measure --quick", printed);
        Assert.Contains("fork that nobody takes", File.ReadAllText(Path.Combine(empty, "measure.html")));
        Assert.Contains("id=\"timeline\"", File.ReadAllText(Path.Combine(empty, "watch.html")));
        Assert.Equal(["measure.html", "watch.html"], Directory.EnumerateFileSystemEntries(empty).Select(Path.GetFileName).Order());
    }
}
