using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Fearless.Tool.Commands;

namespace Fearless.Tool.Reading;

/// <summary>The projects of a solution, in the old format or the new one.</summary>
internal static partial class SolutionFile
{
    /// <summary>The full paths of its C# projects that exist.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static IReadOnlyList<string> ProjectsOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return
        [
            .. PathsIn(path)
                .Select(project => Path.GetFullPath(Path.Combine(folder, project.Replace('\\', '/'))))
                .Where(static project => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && File.Exists(project)),
        ];
    }

    private static IEnumerable<string> PathsIn(string path)
    {
        if (path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase))
            return ProjectLine().Matches(File.ReadAllText(path)).Select(static match => match.Groups[1].Value);
        try
        {
            return XDocument.Load(path).Descendants("Project").Select(static project => project.Attribute("Path")?.Value).OfType<string>();
        }
        catch (XmlException exception)
        {
            throw new UserErrorException($"{path} cannot be read as a solution: {exception.Message}");
        }
    }

    [GeneratedRegex("""^Project\([^)]*\)\s*=\s*"[^"]*",\s*"([^"]*)""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
