using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Generators.Tests;

/// <summary>What is generated compiles, and means the same, in projects of every kind; or nothing is generated.</summary>
public class ContextTests
{
    private const string Sum = "items.Par().Select(x => x * 2).Sum()";

    public static TheoryData<string, string, bool> Surroundings => new()
    {
        { "a namespace of a file", $$"""using Fearless; namespace A.B; public static class Program { public static object Run() { int[] items = { 1, 2 }; return {{Sum}}; } }""", true },
        { "nullable off", $$"""#nullable disable{{"\n"}}using Fearless; namespace A.B { public static class Program { public static object Run() { int[] items = { 1, 2 }; return {{Sum}}; } } }""", true },
        { "another Math", """using Fearless; namespace A.B; public static class Math { public static int Abs(int x) => 77; } public static class Program { public static object Run() { int[] items = { 1, -2 }; return items.Par().Select(x => Math.Abs(x)).Sum(); } }""", true },
        { "an alias and a static using", """using Fearless; using M = System.Math; using static System.Math; namespace A.B; public static class Program { public static object Run() { int[] items = { 1, -2 }; return items.Par().Select(x => M.Abs(x) + Abs(x)).Sum(); } }""", true },
        { "a local of the item's name", """using Fearless; namespace A.B; public static class Program { public static int x = 5; public static object Run() { int[] items = { 1, -2 }; return items.Par().Select(x => x + Program.x).Sum(); } }""", true },
        { "internal types", """using Fearless; namespace A.B; internal struct S { internal int V = 1; public S() { } } public static class Program { public static object Run() { var items = new S[3]; return items.Par().Select(s => s.V + 1).Sum(); } }""", true },
        { "a nullable reference in the source", """using Fearless; namespace A.B; public static class Program { public static object Run() { string?[] items = { null, "a" }; return items.Par().Select(s => s?.Length ?? 0).Where(x => x > 0).Count(); } }""", true },
        { "a private type", """using Fearless; namespace A.B; public static class Program { private struct S { public int V = 1; public S() { } } public static object Run() { var items = new S[3]; return items.Par().Select(s => s.V + 1).Sum(); } }""", false },
        { "a type of the file", """using Fearless; namespace A.B; file struct S { public int V = 1; public S() { } } public static class Program { public static object Run() { var items = new S[3]; return items.Par().Select(s => s.V + 1).Sum(); } }""", false },
        { "an anonymous type", """using Fearless; namespace A.B; public static class Program { public static object Run() { int[] items = { 1 }; return items.Par().Select(x => new { x }).Where(p => p.x > 0).Count(); } }""", false },
        { "a type parameter", """using Fearless; namespace A.B; public static class Program { static int M<T>(T[] items) => items.Par().Select(x => 1).Sum(); public static object Run() => M(new[] { 1, 2 }); }""", false },
        { "a generic class", """using Fearless; namespace A.B; public static class P<T> { public static int M() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } } public static class Program { public static object Run() => P<string>.M(); }""", true },
        { "a type that hides System", """using Fearless; namespace A.B { public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } } } public class System { }""", false },
        { "an obsolete type", """using Fearless; namespace A.B; [global::System.Obsolete("x", true)] public struct S { public int V; } public static class Program { [global::System.Obsolete] public static object Run() { var items = new S[3]; return items.Par().Select(s => s.V + 1).Sum(); } }""", false },
        { "this", """using Fearless; namespace A.B; public class C { int f = 3; public int M() { int[] items = { 1, 2 }; return items.Par().Select(x => x * f).Sum(); } } public static class Program { public static object Run() => new C().M(); }""", false },
        { "an attribute on the lambda", """using Fearless; namespace A.B; public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select([global::System.Obsolete] (x) => x * 2).Sum(); } }""", false },
        { "an operator that gives another pipeline", """using Fearless; using Fearless.Plumbing; namespace A.B; public static class X { public static ParallelIterator<S, T, K> Instead<S, T, K>(this ParallelIterator<S, T, K> a, ParallelIterator<S, T, K> b) where S : IParallelSource<T>, allows ref struct where T : allows ref struct where K : struct, IIterationKind => b; } public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Instead(items.Par().Select(x => x * 7)).Sum(); } }""", false },
        { "LINQ, not Fearless", """using System.Linq; namespace A.B; public static class X { public static System.Collections.Generic.IEnumerable<int> Par(this int[] a) => a; } public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } }""", false },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void It_compiles_and_means_the_same(string what, string source, bool isLowered)
    {
        LoweredProgram program = LoweredProgram.Of(
            LoweredProgram.Allowing, static options => options.WithGeneralDiagnosticOption(ReportDiagnostic.Default), ("Program.cs", source));

        Assert.True(program.Generated.Length > 0 == isLowered, what + "\n" + program.Generated);
        (object? plain, object? lowered) = program.Run("A.B.Program");
        Assert.NotNull(plain);
        Assert.Equal(plain, lowered);
    }

    [Fact]
    public void Overflow_is_checked_where_the_project_says_so()
    {
        const string Source = """using Fearless; public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * int.MaxValue).ToArray(); } }""";

        LoweredProgram isChecked = LoweredProgram.Of(LoweredProgram.Allowing, static options => options.WithOverflowChecks(true), ("Program.cs", Source));

        (object? plain, object? lowered) = isChecked.Run("Program");
        Assert.StartsWith("System.OverflowException", Assert.IsType<string>(plain));
        Assert.Equal(plain, lowered);
    }

    [Fact]
    public void Top_level_statements_are_lowered_too()
    {
        LoweredProgram program = LoweredProgram.Of(
            LoweredProgram.Allowing,
            static options => options.WithOutputKind(OutputKind.ConsoleApplication),
            ("Program.cs", $$"""using Fearless; int[] items = { 1, 2 }; return {{Sum}};"""));

        Assert.True(program.Lowers("Program.cs"));
    }

    [Fact]
    public void Files_of_the_same_content_are_left_alone()
    {
        const string Source = """using Fearless; file static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } }""";

        Assert.Equal("", LoweredProgram.Of(("One.cs", Source), ("Other.cs", Source)).Generated);
        Assert.NotEqual("", LoweredProgram.Of(("One.cs", Source), ("Other.cs", Source + " ")).Generated);
    }

    [Fact]
    public void Nothing_is_generated_unless_the_project_allows_it()
    {
        const string Source = """using Fearless; public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } }""";
        var language = new CSharpParseOptions(LanguageVersion.CSharp14);

        Assert.Equal("", Generated(language));
        Assert.Equal("", Generated(language.WithFeatures([new("InterceptorsNamespaces", "Another.One")])));
        Assert.NotEqual("", Generated(language.WithFeatures([new("InterceptorsNamespaces", "Another.One;Fearless.Lowered")])));
        Assert.NotEqual("", Generated(language.WithFeatures([new("InterceptorsNamespaces", "Fearless")])));

        static string Generated(CSharpParseOptions language) => LoweredProgram.Of(language, static options => options, ("Program.cs", Source)).Generated;
    }

    [Fact]
    public void No_folder_of_this_machine_is_in_a_build_that_is_to_be_the_same_everywhere()
    {
        const string Source = """using Fearless; public static class Program { public static object Run() { int[] items = { 1, 2 }; return items.Par().Select(x => x * 2).Sum(); } }""";

        LoweredProgram program = LoweredProgram.Of(
            LoweredProgram.Allowing,
            static options => options.WithSourceReferenceResolver(new SourceFileResolver([], baseDirectory: null, [new("/here", "/_")])),
            ("/here/Program.cs", Source));

        Assert.Contains("#line 1 \"/_/Program.cs\"", program.Generated);
    }

    [Fact]
    public void The_lambda_is_where_its_failure_is_shown()
    {
        const string Source =
            """
            using Fearless;
            public static class Program
            {
                public static object Run()
                {
                    int[] items = { 1, 2, 0 };
                    return items.Par().Select(
                        x => 1 / x).Sum();
                }
            }
            """;

        Assert.Contains("#line 8 \"Program.cs\"\n", LoweredProgram.Of(("Program.cs", Source)).Generated);
    }
}
