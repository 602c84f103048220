using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Rules;

/// <summary>A race is told with both of its places.</summary>
public class MessageTests
{
    [Fact]
    public void Both_accesses_and_the_start_of_the_strand_are_places_of_the_diagnostic()
    {
        Diagnostic diagnostic = Assert.Single(Snippet.Diagnose(
            """
            int found = 0;
            Task search = Task.Run(() =>
            {
                found = 42;
            });
            Console.WriteLine(found);
            search.Wait();
            """));

        Assert.Equal([4, 6, 2], new[] { diagnostic.Location }.Concat(diagnostic.AdditionalLocations).Select(Line));
        Assert.Equal(
            "'found' is written here, and the code that runs beside this body, before anyone has waited for it, may read it at the same time, in line 6; "
            + "neither waits for the other, so that it is chance which value is read. Wait for the strand first (Join, await, the end of a scope), or give it a copy.",
            diagnostic.GetMessage(null));
    }

    [Fact]
    public void A_place_in_another_file_is_told_with_the_name_of_the_file()
    {
        const string ElsewhereSource =
            """
            static class Elsewhere
            {
                public static int Count;

                public static int Read() => Count;
            }
            """;
        Diagnostic diagnostic = Assert.Single(Snippet.Diagnose(Snippet.Compile(
            """
            Task task = Task.Run(() => { Elsewhere.Count = 1; });
            Console.WriteLine(Elsewhere.Read());
            task.Wait();
            """,
            Snippet.Parse(ElsewhereSource, "folder/Elsewhere.cs"))));

        Assert.Contains("in line 5 of Elsewhere.cs;", diagnostic.GetMessage(null));
    }

    [Fact]
    public void What_is_written_in_a_called_method_is_told_with_its_line_and_not_as_here()
    {
        Diagnostic diagnostic = Assert.Single(Snippet.Diagnose(
            """
            class C
            {
                static void Run()
                {
                    Task task = Task.Run(Shared.Write);
                    Console.WriteLine(Shared.Count);
                    task.Wait();
                }
            }

            static class Shared
            {
                public static int Count;

                public static void Write() => Count = 1;
            }
            """));

        Assert.Equal(6, Line(diagnostic.Location));
        Assert.StartsWith("'Count' is written in line 15 of Program.cs, and ", diagnostic.GetMessage(null));
    }

    private static int Line(Location place) => place.GetLineSpan().StartLinePosition.Line + 1;
}
