using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fearless.Analyzers.Tests.Compilation;

/// <summary>A small program: it has to compile, and then says what the analyzers say of it.</summary>
internal static class Snippet
{
    // What is tested is what the checker finds, and not how fast the machine is at the moment.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public const string Usings =
        """
        global using System; global using System.IO; global using System.Linq; global using System.Text; global using System.Collections;
        global using System.Collections.Generic; global using System.Collections.Concurrent; global using System.Threading;
        global using System.Threading.Tasks; global using System.Net.Http; global using Fearless;
        """;

    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The rules that the program breaks, as <c>line: id</c>, in order.</summary>
    public static string[] Check(string source, params DiagnosticAnalyzer[] analyzers) =>
    [
        .. Diagnose(source, analyzers)
            .Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id}")
            .Distinct(),
    ];

    /// <summary>What the analyzers say of a program, in the order of its lines.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(string source, params DiagnosticAnalyzer[] analyzers) =>
        Diagnose(Compile(source), analyzers);

    /// <summary>What the analyzers say of a program, in the order of its lines.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<DiagnosticAnalyzer> all = analyzers is [] ? [new RaceAnalyzer(static _ => { }, Patience), new OwnershipAnalyzer()] : [.. analyzers];
        return
        [
            .. new CompilationWithAnalyzers(compilation, all, options)
                .GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The program compiled, with nothing said of it by the analyzers; a program with errors fails the test.</summary>
    public static CSharpCompilation Compile(string source, params SyntaxTree[] others)
    {
        OutputKind kind = source.Contains("static void Main(", StringComparison.Ordinal) || !HasTopLevelStatements(source)
            ? OutputKind.DynamicallyLinkedLibrary
            : OutputKind.ConsoleApplication;
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [Parse(Usings, "Usings.cs"), Parse(source, "Program.cs"), .. others],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Annotations, allowUnsafe: true));
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors is [], $"It does not compile:\n{string.Join("\n", errors.Select(static error => error.ToString()))}\n{source}");
        return compilation;
    }

    /// <summary>A further file for a program.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Language, path);

    private static bool HasTopLevelStatements(string source) =>
        CSharpSyntaxTree.ParseText(source, Language).GetCompilationUnitRoot().Members
            .Any(static member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
}
