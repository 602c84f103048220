using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.CompileFail.Tests;

/// <summary>A small program of the <c>Programs</c> folder: what the compiler says of it, and what its comments expect.</summary>
internal sealed partial class CompiledProgram
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using Fearless;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    // What this process itself runs on, Fearless among it: nothing has to be installed or downloaded beside the SDK.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private CompiledProgram(string[] found, string[] expected)
    {
        Found = found;
        Expected = expected;
    }

    /// <summary>Where the programs lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Programs");

    /// <summary>Each error and warning as <c>line: id</c>.</summary>
    public string[] Found { get; }

    /// <summary>The same, from the comments <c>// expect CS1234</c> at the ends of lines.</summary>
    public string[] Expected { get; }

    public static CompiledProgram Compile(string name)
    {
        string source = File.ReadAllText(Path.Combine(Folder, name));
        var compilation = CSharpCompilation.Create(
            "Program",
            [CSharpSyntaxTree.ParseText(Usings, Language), CSharpSyntaxTree.ParseText(source, Language, name)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        string[] found =
        [
            .. compilation.GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        string[] expected =
        [
            .. source.Split('\n')
                .SelectMany(static (line, index) => Expectation().Matches(line).Select(match => (Line: index + 1, Ids: match.Groups[1].Value)))
                .SelectMany(static expectation => expectation.Ids.Split(' ').Select(id => $"{expectation.Line}: {id}"))
                .Order(StringComparer.Ordinal),
        ];
        return new CompiledProgram(found, expected);
    }

    [GeneratedRegex("// expect ((?:CS[0-9]{4} ?)+)")]
    private static partial Regex Expectation();
}
