using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Generators.Tests;

/// <summary>A program of some files, compiled with the generator and without.</summary>
internal sealed class LoweredProgram
{
    public static readonly CSharpParseOptions Allowing =
        new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("InterceptorsNamespaces", LambdaLowering.Namespace)]);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _plain;
    private readonly CSharpCompilation _lowered;

    private LoweredProgram(CSharpCompilation plain)
    {
        _plain = plain;
        AssertCompiles(plain);
        var driver = (CSharpGeneratorDriver)CSharpGeneratorDriver
            .Create([new LambdaLowering().AsSourceGenerator()], parseOptions: (CSharpParseOptions)plain.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(plain, out Compilation lowered, out System.Collections.Immutable.ImmutableArray<Diagnostic> said);
        Assert.Empty(said);
        _lowered = (CSharpCompilation)lowered;
        Generated = driver.GetRunResult().GeneratedTrees is [var tree] ? tree.ToString() : "";
        AssertCompiles(_lowered);
    }

    /// <summary>What the generator wrote; nothing if it had nothing to write.</summary>
    public string Generated { get; }

    /// <summary>Compiles a program with and without; fails the test if either does not compile without a warning.</summary>
    public static LoweredProgram Of(params (string Path, string Source)[] files) => Of(Allowing, static options => options, files);

    public static LoweredProgram Of(CSharpParseOptions language, Func<CSharpCompilationOptions, CSharpCompilationOptions> change, params (string Path, string Source)[] files) =>
        new(Compile(language, change, files));

    public static CSharpCompilation Compile(
        CSharpParseOptions language, Func<CSharpCompilationOptions, CSharpCompilationOptions> change, params (string Path, string Source)[] files) =>
        CSharpCompilation.Create(
            "Program",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Source, language, file.Path, System.Text.Encoding.UTF8)),
            s_references,
            change(new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error)));

    /// <summary>Whether a lambda of the file stands in what was generated.</summary>
    public bool Lowers(string path) => StructsOf(path) > 0;

    /// <summary>How many lambdas of the file stand in what was generated.</summary>
    public int StructsOf(string path) => Generated.Split(" struct ").Skip(1).Count(function => function.Contains($"\"{path}\"", StringComparison.Ordinal));

    /// <summary>What the static method of the class returns, compiled without the generator and with it.</summary>
    public (object? Plain, object? Lowered) Run(string type, string method = "Run")
    {
        return (Invoke(Plain), Invoke(Lowered));

        object? Invoke(Assembly assembly)
        {
            try
            {
                return assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, null);
            }
            catch (TargetInvocationException failure)
            {
                return failure.InnerException!.GetType().FullName + ": " + failure.InnerException.Message;
            }
        }
    }

    private Assembly Plain => field ??= Load(_plain);

    private Assembly Lowered => field ??= Load(_lowered);

    private static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(image);
    }

    private static void AssertCompiles(CSharpCompilation compilation)
    {
        // Hidden ones are hints for editors.
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
        Assert.True(errors is [], string.Join("\n", errors.Select(static error => error.ToString())) + "\n" + compilation.SyntaxTrees.Last());
    }
}
