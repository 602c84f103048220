using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Mutation.Sites;

/// <summary>The sources of the library, read and bound.</summary>
internal sealed class LibrarySources
{
    // What ImplicitUsings adds to every file.
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    // What the mutants use of the checker, which the product does not know.
    private const string Checker =
        "namespace Fearless.Testing { internal sealed class ModelThread { public static ModelThread? Current => null; public bool LosesFences; } }";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private LibrarySources(IReadOnlyDictionary<string, SyntaxTree> trees)
    {
        Trees = trees;
        Compilation = CSharpCompilation.Create(
            "Fearless",
            [.. trees.Values, CSharpSyntaxTree.ParseText(Usings, Options), CSharpSyntaxTree.ParseText(Checker, Options)],
            PlatformReferences(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Every file, by its path relative to the folder, with slashes.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Trees { get; }

    /// <summary>The files that mutants may change: all but the floor that they stand on.</summary>
    public IEnumerable<KeyValuePair<string, SyntaxTree>> Mutable => Trees
        .Where(static pair => pair.Key.Contains('/', StringComparison.Ordinal) && !pair.Key.StartsWith("Atomics/", StringComparison.Ordinal))
        .OrderBy(static pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All files together. What source generators add is missing, so it has errors; they do not touch atomics.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Reads the files below <paramref name="folder"/>.</summary>
    public static LibrarySources Read(DirectoryInfo folder) => Parse(folder
        .EnumerateFiles("*.cs", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'), file))
        .Where(static file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
        .Select(static file => KeyValuePair.Create(file.Path, File.ReadAllText(file.file.FullName))));

    /// <summary>Takes the files from memory, by their paths.</summary>
    public static LibrarySources Parse(IEnumerable<KeyValuePair<string, string>> files) =>
        new(files.ToDictionary(static file => file.Key, static file => Parse(file.Key, file.Value)));

    /// <summary>The same library with some files replaced or added.</summary>
    public LibrarySources With(IReadOnlyDictionary<string, SyntaxTree> files)
    {
        var trees = new Dictionary<string, SyntaxTree>(Trees);
        foreach ((string path, SyntaxTree tree) in files)
            trees[path] = tree;
        return new LibrarySources(trees);
    }

    /// <summary>Parses a file as the library's own are parsed.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Options, path: path);

    private static IEnumerable<MetadataReference> PlatformReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));
}
