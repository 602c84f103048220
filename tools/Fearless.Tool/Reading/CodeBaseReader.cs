using System.Collections.Concurrent;
using System.Text;
using Fearless.Tool.Commands;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Reading;

/// <summary>Reads a solution, a project, a folder or a file, and compiles it in memory, without MSBuild and without a restore.</summary>
/// <remarks>
/// A design-time build of each project would know more, but takes seconds for each, needs all packages, and runs what the projects say.
/// What does not bind here is still read, and counted.
/// </remarks>
internal sealed class CodeBaseReader(ReadingOptions options, CancellationToken cancellationToken)
{
    private const string ImplicitUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings =
        """
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly string[] Symbols =
        ["NET", "NETCOREAPP", "TRACE", .. Enumerable.Range(5, 6).SelectMany(static version => new[] { $"NET{version}_0", $"NET{version}_0_OR_GREATER" })];

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols);

    private readonly ConcurrentDictionary<string, SyntaxTree> _trees = new();

    /// <summary>Reads all C# that a path stands for.</summary>
    /// <exception cref="UserErrorException">There is no such path, no C# in it, or a project that cannot be read.</exception>
    public CodeBase Read(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            CodeBase read = File.Exists(full) ? ReadFile(full)
                : Directory.Exists(full) ? ReadFolder(full)
                : throw new UserErrorException($"There is no file or folder {path}. Name a solution, a project, a folder or a file of C#.");
            return read.Files > 0 ? read : throw new UserErrorException(Nothing(path, read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {exception.Message}");
        }
    }

    private static string Nothing(string path, CodeBase read) => read.LeftOut.Count > 0
        ? $"There is no C# in {path} but that of tests. Give --tests to look at these."
        : $"There is no C# in {path}, as far as the globs allow.";

    private CodeBase ReadFile(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".cs":
                return Complete(folder, [], [path], _ => true);
            case ".csproj":
                return Complete(folder, WithReferences([path]), [], project => project == path);
            case ".sln" or ".slnx":
                IReadOnlyList<string> named = SolutionFile.ProjectsOf(path);
                return Complete(folder, WithReferences(named), [], named.Contains);
            default:
                throw new UserErrorException($"{path} is neither a solution (.sln, .slnx), a project (.csproj), a file of C# (.cs), nor a folder.");
        }
    }

    private CodeBase ReadFolder(string folder)
    {
        string[] projects = [.. SourceFolder.Files(folder, ".csproj").Order(StringComparer.Ordinal)];
        string[] folders = [.. projects.Select(static project => Path.GetDirectoryName(project)! + Path.DirectorySeparatorChar)];
        string[] loose = [.. SourceFolder.Files(folder, ".cs").Where(file => !Array.Exists(folders, inside => file.StartsWith(inside, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        return Complete(folder, [.. projects.Select(ProjectFile.Read)], loose, _ => true);
    }

    private static List<ProjectFile> WithReferences(IEnumerable<string> paths)
    {
        var read = new Dictionary<string, ProjectFile>();
        var open = new Queue<string>(paths);
        while (open.TryDequeue(out string? path))
        {
            if (!File.Exists(path) || !path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || read.ContainsKey(path))
                continue;
            read.Add(path, ProjectFile.Read(path));
            foreach (string reference in read[path].References)
                open.Enqueue(reference);
        }
        return [.. read.Values];
    }

    private CodeBase Complete(string root, IReadOnlyList<ProjectFile> projects, IReadOnlyList<string> loose, Func<string, bool> isAsked)
    {
        Func<string, bool> isWanted = SourceFolder.Filter(root, options);
        Dictionary<ProjectFile, string[]> sources = SourcesOf(projects);
        Parse([.. sources.Values.SelectMany(static files => files).Concat(loose).Distinct()]);

        var made = new Dictionary<string, SourceProject>();
        foreach (ProjectFile project in InOrder(projects))
        {
            bool isLooked = isAsked(project.Path) && (options.Tests || !project.IsTest);
            made[project.Path] = Make(project, sources[project], isLooked ? isWanted : static _ => false, made);
        }
        SourceProject[] all = [.. made.Values.Concat(MakeLoose(loose, isWanted))];
        return new CodeBase(root, [.. all.Where(static project => project.Looked.Count > 0)])
        {
            Lines = all.Sum(static project => project.Looked.Sum(static tree => tree.GetText().Lines.Count)),
            LeftOut = options.Tests ? [] : [.. projects.Where(project => project.IsTest && isAsked(project.Path)).Select(static project => project.Name)],
            NotRestored = [.. projects.Where(static project => !File.Exists(project.AssetsFile)).Select(static project => project.Name)],
        };
    }

    // A file belongs to the innermost folder with a project; where one folder has several projects, to each of them.
    private static Dictionary<ProjectFile, string[]> SourcesOf(IReadOnlyList<ProjectFile> projects)
    {
        string[] folders = [.. projects.Select(static project => project.Folder + Path.DirectorySeparatorChar).Distinct()];
        return projects.ToDictionary(static project => project, project =>
        {
            string own = project.Folder + Path.DirectorySeparatorChar;
            string[] inner = [.. folders.Where(folder => folder != own && folder.StartsWith(own, StringComparison.Ordinal))];
            return project.Sources([.. SourceFolder.Files(project.Folder, ".cs").Where(file => !Array.Exists(inner, folder => file.StartsWith(folder, StringComparison.Ordinal)))]).ToArray();
        });
    }

    private void Parse(string[] paths) => paths.Par().WithCancellation(cancellationToken).ForEach(path =>
        _trees[path] = CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path), Encoding.UTF8), Language, path, cancellationToken));

    // What is referred to comes first; a circle is cut where it closes.
    private static IEnumerable<ProjectFile> InOrder(IReadOnlyList<ProjectFile> projects)
    {
        Dictionary<string, ProjectFile> byPath = projects.ToDictionary(static project => project.Path);
        var done = new HashSet<string>();
        return projects.SelectMany(Visit);

        IEnumerable<ProjectFile> Visit(ProjectFile project)
        {
            if (!done.Add(project.Path))
                yield break;
            foreach (ProjectFile before in project.References.Select(byPath.GetValueOrDefault).OfType<ProjectFile>().SelectMany(Visit))
                yield return before;
            yield return project;
        }
    }

    private SourceProject Make(ProjectFile file, string[] sources, Func<string, bool> isWanted, Dictionary<string, SourceProject> made)
    {
        List<SyntaxTree> trees = [.. sources.Select(source => _trees[source])];
        if (file.HasImplicitUsings)
            trees.Add(ParseUsings(file.IsWeb ? ImplicitUsings + WebUsings : ImplicitUsings, file.Name));
        if (file.GlobalUsings.Where(static name => name.Length > 0).Select(static name => $"global using {name};").ToArray() is { Length: > 0 } usings)
            trees.Add(ParseUsings(string.Join('\n', usings), file.Name));
        IEnumerable<MetadataReference> references = References.Runtime
            .Concat(file.IsWeb ? References.Web() : [])
            .Concat(References.OfPackages(file.AssetsFile))
            .Concat(Closure(file, made).Select(static project => project.Compilation.ToMetadataReference()));
        return new SourceProject(file.Name, Compile(file.Name, trees, references), Looked(trees, isWanted))
        {
            IsBrowser = file.IsBrowser,
            HasUserInterface = file.HasUserInterface,
            KeepsThreadsFree = file.KeepsThreadsFree,
        };
    }

    private static HashSet<SourceProject> Closure(ProjectFile file, Dictionary<string, SourceProject> made)
    {
        var closure = new HashSet<SourceProject>(ReferenceEqualityComparer.Instance);
        var open = new Queue<ProjectFile>([file]);
        while (open.TryDequeue(out ProjectFile? next))
        {
            foreach (string path in next.References)
            {
                if (made.TryGetValue(path, out SourceProject? project) && closure.Add(project))
                    open.Enqueue(ProjectFile.Read(path));
            }
        }
        return closure;
    }

    // Programs of one file each; whatever else lies about is compiled together.
    private IEnumerable<SourceProject> MakeLoose(IReadOnlyList<string> files, Func<string, bool> isWanted)
    {
        ILookup<bool, SyntaxTree> trees = files.Select(file => _trees[file]).ToLookup(IsProgram);
        foreach (SyntaxTree program in trees[true])
            yield return MakeLoose(Path.GetFileNameWithoutExtension(program.FilePath), [program]);
        if (trees[false].Any())
            yield return MakeLoose("(no project)", [.. trees[false]]);

        SourceProject MakeLoose(string name, IReadOnlyList<SyntaxTree> trees) =>
            new(name, Compile(name, [.. trees, ParseUsings(ImplicitUsings, name)], References.Runtime), Looked(trees, isWanted));
    }

    private static bool IsProgram(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax);

    private SyntaxTree[] Looked(IEnumerable<SyntaxTree> trees, Func<string, bool> isWanted) =>
        [.. trees.Where(tree => _trees.ContainsKey(tree.FilePath) && !SourceFolder.IsGenerated(tree.FilePath) && isWanted(tree.FilePath))];

    private static SyntaxTree ParseUsings(string usings, string project) => CSharpSyntaxTree.ParseText(usings, Language, $"{project}.usings");

    private static CSharpCompilation Compile(string name, IReadOnlyList<SyntaxTree> trees, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name, trees, references, new CSharpCompilationOptions(
            trees.Any(IsProgram) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations));
}
