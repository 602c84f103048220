using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Fearless.Tool.Commands;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Fearless.Tool.Reading;

/// <summary>A project file, as far as it can be read without MSBuild: its sources, what it refers to, and where its code runs.</summary>
/// <remarks>Properties are not evaluated, but for those of the folder: a source that is included by others is missed.</remarks>
internal sealed class ProjectFile
{
    private readonly XElement[] _elements;
    private readonly XElement[] _inherited;

    private ProjectFile(string path, XDocument document)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        _elements = [.. document.Descendants()];
        _inherited = [.. PropsAbove(Folder).SelectMany(static props => props.Descendants())];
        Sdk = document.Root?.Attribute("Sdk")?.Value ?? "";
    }

    public string Path { get; }

    public string Folder { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    private string Sdk { get; }

    /// <summary>Whether there are no threads where it runs.</summary>
    public bool IsBrowser => Sdk.Contains("WebAssembly", StringComparison.Ordinal) || Values("RuntimeIdentifier").Any(static value => value.Contains("browser", StringComparison.Ordinal));

    public bool IsWeb => Sdk.EndsWith(".Web", StringComparison.Ordinal) || Items("FrameworkReference").Contains("Microsoft.AspNetCore.App");

    /// <summary>Whether its threads serve somebody, and must not be blocked: of a web server, or of a user interface.</summary>
    public bool KeepsThreadsFree => IsWeb || Sdk.EndsWith(".Razor", StringComparison.Ordinal) || HasUserInterface;

    public bool HasUserInterface => Values("UseWPF").Concat(Values("UseWindowsForms")).Concat(Values("UseMaui")).Any(static value => value == "true")
        || Items("PackageReference").Any(static package => package.StartsWith("Avalonia", StringComparison.Ordinal) || package.StartsWith("Uno.WinUI", StringComparison.Ordinal));

    /// <summary>Whether it tests or measures the others: such code waits and starts threads for reasons of its own.</summary>
    public bool IsTest => Values("IsTestProject").Contains("true")
        || Items("PackageReference").Any(static package => package is "Microsoft.NET.Test.Sdk" or "xunit" or "NUnit" or "MSTest" or "TUnit" or "BenchmarkDotNet" || package.StartsWith("xunit.", StringComparison.Ordinal))
        || Name.Split('.').Any(static part => part is "Test" or "Specs" or "TestKit" or "TCK" || part.EndsWith("Tests", StringComparison.Ordinal) || part.EndsWith("Benchmarks", StringComparison.Ordinal) || part.EndsWith("Benchmark", StringComparison.Ordinal));

    public bool HasImplicitUsings => Values("ImplicitUsings").Concat(Inherited("ImplicitUsings")).Any(static value => value is "enable" or "true");

    public IEnumerable<string> GlobalUsings => Items("Using").Concat(_inherited.Where(static element => element.Name.LocalName == "Using").Select(static element => element.Attribute("Include")?.Value).OfType<string>());

    /// <summary>The full paths of the projects that it refers to.</summary>
    public IEnumerable<string> References => Items("ProjectReference").Select(Resolve);

    public string AssetsFile => System.IO.Path.Combine(Folder, "obj", "project.assets.json");

    private bool IsOfSdk => Sdk.Length > 0 || _elements.Any(static element => element.Name.LocalName == "Sdk");

    /// <summary>Reads a project file.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="UserErrorException">It is not one.</exception>
    public static ProjectFile Read(string path)
    {
        XDocument document = Load(path);
        return document.Root?.Name.LocalName == "Project"
            ? new ProjectFile(path, document)
            : throw new UserErrorException($"{path} is no project: its outermost element is not <Project>.");
    }

    private static XDocument Load(string path)
    {
        try
        {
            return XDocument.Load(path);
        }
        catch (XmlException exception)
        {
            throw new UserErrorException($"{path} cannot be read as a project: {exception.Message}");
        }
    }

    /// <summary>Its sources, of those that lie in its folder and in none of another project.</summary>
    /// <param name="beneath">Full paths.</param>
    public IEnumerable<string> Sources(IReadOnlyList<string> beneath)
    {
        bool byDefault = IsOfSdk && !Values("EnableDefaultCompileItems").Concat(Values("EnableDefaultItems")).Contains("false");
        var matcher = new Matcher();
        foreach (string pattern in Attributes("Compile", "Remove"))
            matcher.AddInclude(pattern);
        HashSet<string> removed = [.. beneath.Where(path => Matches(matcher, path))];
        var included = new Matcher();
        foreach (string pattern in Attributes("Compile", "Include").Where(static pattern => !pattern.StartsWith("..", StringComparison.Ordinal)))
            included.AddInclude(pattern);
        IEnumerable<string> elsewhere = Attributes("Compile", "Include").Where(static pattern => pattern.StartsWith("..", StringComparison.Ordinal)).SelectMany(Expand);
        return beneath.Where(path => byDefault ? !removed.Contains(path) : Matches(included, path)).Concat(elsewhere).Distinct();
    }

    private bool Matches(Matcher matcher, string path) => matcher.Match(Folder, System.IO.Path.GetRelativePath(Folder, path)).HasMatches;

    // A linked file or folder beside the project.
    private IEnumerable<string> Expand(string pattern)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return File.Exists(Resolve(pattern)) ? [Resolve(pattern)] : [];
        string folder = Resolve(pattern[..(pattern.LastIndexOf('/', star) + 1)]);
        var matcher = new Matcher();
        matcher.AddInclude(pattern[(pattern.LastIndexOf('/', star) + 1)..]);
        return Directory.Exists(folder) ? matcher.GetResultsInFullPath(folder) : [];
    }

    private string Resolve(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path.Replace('\\', '/')));

    private IEnumerable<string> Items(string kind) => Attributes(kind, "Include");

    private IEnumerable<string> Attributes(string kind, string attribute) => _elements
        .Where(element => element.Name.LocalName == kind)
        .Select(element => element.Attribute(attribute)?.Value)
        .OfType<string>()
        .SelectMany(static value => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Select(static value => value.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Replace("$(MSBuildProjectDirectory)/", "", StringComparison.Ordinal).Replace('\\', '/'));

    private IEnumerable<string> Values(string property) =>
        _elements.Where(element => element.Name.LocalName == property).Select(static element => element.Value.Trim());

    private IEnumerable<string> Inherited(string property) =>
        _inherited.Where(element => element.Name.LocalName == property).Select(static element => element.Value.Trim());

    private static IEnumerable<XDocument> PropsAbove(string folder)
    {
        for (string? above = folder; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            string props = System.IO.Path.Combine(above, "Directory.Build.props");
            if (!File.Exists(props))
                continue;
            XDocument document = Load(props);
            yield return document;
            foreach (string imported in document.Descendants().Where(static element => element.Name.LocalName == "Import").Select(element => ImportedBy(element, above)).Where(File.Exists))
                yield return Load(imported);
        }
    }

    private static string ImportedBy(XElement import, string folder)
    {
        string project = Regex.Replace(import.Attribute("Project")?.Value ?? "", @"\$\(MSBuildThisFileDirectory\)", "./", RegexOptions.IgnoreCase);
        return project.Contains("$(", StringComparison.Ordinal) ? "" : System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, project.Replace('\\', '/')));
    }
}
