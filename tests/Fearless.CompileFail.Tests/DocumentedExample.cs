using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Fearless.CompileFail.Tests;

/// <summary>A piece of code that the documentation shows, and where it does.</summary>
/// <param name="Place">The file and the line, or the documented member.</param>
/// <param name="Code">What a reader copies.</param>
internal sealed partial record DocumentedExample(string Place, string Code)
{
    // What a new console project has, and the namespaces of the library.
    private const string Usings =
        """
        global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using System.Collections.Concurrent;
        global using Fearless; global using Fearless.Channels; global using Fearless.Collections; global using Fearless.Sync;
        global using Fearless.Atomics; global using Fearless.Pipelines; global using Fearless.Testing; global using static Prelude;
        """;

    // What the examples mention and leave to the reader's imagination.
    private static readonly string Prelude = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Prelude.cs"));

    /// <summary>Every example of the pages and of the library's XML documentation.</summary>
    public static IEnumerable<DocumentedExample> All => OfPages().Concat(OfLibrary());

    /// <summary>Compiles the example as a program of its own, or else as a file of types, or as members of a class; the errors of the best of
    /// the three.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        string[] fewest = Errors(OutputKind.ConsoleApplication, Code);
        if (fewest is [])
            return [];
        // The brace on the line of the class, so that lines keep their numbers.
        foreach (string other in new[] { Code, "class Example { " + Code + "\n}" })
        {
            string[] errors = Errors(OutputKind.DynamicallyLinkedLibrary, other);
            if (errors.Length < fewest.Length)
                fewest = errors;
        }
        return fewest;
    }

    private static string[] Errors(OutputKind kind, string code) =>
    [
        .. Compiler.Compile(kind, Usings, Prelude, code)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static error => $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.Id} {error.GetMessage(null)}"),
    ];

    private static IEnumerable<DocumentedExample> OfPages()
    {
        string root = RepositoryRoot();
        IEnumerable<string> pages = new[] { "src", "docs", "samples", "benchmarks" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root, "*.md"));
        foreach (string page in pages.Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(page);
            foreach (Match block in CodeBlock().Matches(text))
            {
                int line = text.AsSpan(0, block.Index).Count('\n') + 1;
                yield return new DocumentedExample($"{Path.GetRelativePath(root, page)}:{line}", block.Groups[1].Value);
            }
        }
    }

    private static IEnumerable<DocumentedExample> OfLibrary() =>
        from library in new[] { "Fearless.xml", "Fearless.Testing.xml" }
        from member in XDocument.Load(Path.Combine(AppContext.BaseDirectory, library)).Descendants("member")
        from code in member.Descendants("example").Descendants("code")
        select new DocumentedExample(member.Attribute("name")!.Value, code.Value);

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fearless.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No Fearless.slnx above {AppContext.BaseDirectory}, where these tests were built.");
    }

    [GeneratedRegex("^ *```csharp\r?\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
