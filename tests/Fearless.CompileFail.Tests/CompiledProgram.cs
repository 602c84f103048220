using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Fearless.CompileFail.Tests;

/// <summary>A small program of the <c>Programs</c> folder: what the compiler says of it, and what its comments expect.</summary>
internal sealed partial class CompiledProgram
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; "
        + "global using Fearless;";

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
        string[] found =
        [
            .. Compiler.Compile(OutputKind.DynamicallyLinkedLibrary, Usings, source)
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
