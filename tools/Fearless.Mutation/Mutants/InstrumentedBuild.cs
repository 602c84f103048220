using System.Diagnostics;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Mutants;

/// <summary>Builds the model tests against instrumented sources, in a folder outside the repository.</summary>
internal static class InstrumentedBuild
{
    private const string Tests = "Fearless.Model.Tests";

    /// <summary>Writes <paramref name="library"/> below <paramref name="folder"/> and builds the tests of <paramref name="repository"/> against it.</summary>
    public static TestProgram Make(LibrarySources library, DirectoryInfo repository, DirectoryInfo folder)
    {
        DirectoryInfo sources = folder.CreateSubdirectory("sources");
        foreach ((string path, Microsoft.CodeAnalysis.SyntaxTree tree) in library.Trees)
        {
            string file = Path.Combine(sources.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, tree.ToString());
        }

        string artifacts = Path.Combine(folder.FullName, "artifacts");
        var start = new ProcessStartInfo("dotnet",
        [
            "build", Path.Combine(repository.FullName, "tests", Tests), "-c", "Release", "-nologo", "-v", "q", "--artifacts-path", artifacts,
            // What the mutants are written in is nobody's to read: no style, no declared API.
            $"-p:FearlessSources={sources.FullName}/", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:WarningLevel=0",
        ])
        { RedirectStandardOutput = true };
        using Process build = Process.Start(start)!;
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The model tests do not build against the instrumented library.\n{output}");
        return new TestProgram(new FileInfo(Path.Combine(artifacts, "bin", Tests, "release", Tests)));
    }
}
