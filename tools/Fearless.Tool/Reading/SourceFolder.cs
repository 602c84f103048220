using Microsoft.Extensions.FileSystemGlobbing;

namespace Fearless.Tool.Reading;

/// <summary>The files of a folder that people wrote: not those of builds, packages and repositories.</summary>
internal static class SourceFolder
{
    private static readonly string[] NotWritten = ["bin", "obj", "node_modules", "packages", "artifacts", "TestResults"];

    /// <summary>Files whose name ends so.</summary>
    public static IEnumerable<string> Files(string folder, string extension)
    {
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out string? current))
        {
            foreach (string inner in Directory.EnumerateDirectories(current))
            {
                string name = Path.GetFileName(inner);
                if (name[0] != '.' && !NotWritten.Contains(name, StringComparer.OrdinalIgnoreCase) && new DirectoryInfo(inner).LinkTarget is null)
                    folders.Push(inner);
            }
            foreach (string file in Directory.EnumerateFiles(current, "*" + extension))
                yield return file;
        }
    }

    /// <summary>Whether a file is wanted, by the globs of the options.</summary>
    public static Func<string, bool> Filter(string root, ReadingOptions options)
    {
        if (options.Include.Count == 0 && options.Exclude.Count == 0)
            return static _ => true;
        var matcher = new Matcher();
        matcher.AddIncludePatterns(options.Include.Count == 0 ? ["**/*"] : options.Include);
        matcher.AddExcludePatterns(options.Exclude);
        return path => matcher.Match(root, Path.GetRelativePath(root, path)).HasMatches;
    }

    /// <summary>Whether a file was made by a program, by its name.</summary>
    public static bool IsGenerated(string path) =>
        path.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".g.i.cs", StringComparison.OrdinalIgnoreCase);
}
