namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>Where the programs lie that Rust refuses, and how their twins are named.</summary>
internal static class CompileFailProgram
{
    public const string Folder = "CompileFail";

    private const string TwinEnding = ".Accepted.cs";

    public static string TwinOf(string name) => Path.ChangeExtension(name, null) + TwinEnding;
}
