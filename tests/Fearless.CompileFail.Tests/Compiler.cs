using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.CompileFail.Tests;

/// <summary>The compiler that a user has: C# 14, nullable references, no <c>unsafe</c>.</summary>
internal static class Compiler
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    // What this process itself runs on, Fearless among it: nothing has to be installed or downloaded beside the SDK.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler says of these sources, warnings and errors.</summary>
    public static IEnumerable<Diagnostic> Compile(OutputKind kind, params IEnumerable<string> sources) => CSharpCompilation
        .Create(
            "Program",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source, Language)),
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
        .GetDiagnostics()
        .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
}
