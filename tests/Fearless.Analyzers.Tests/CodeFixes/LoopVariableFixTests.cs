using Fearless.Analyzers.CodeFixes;

namespace Fearless.Analyzers.Tests.CodeFixes;

public class LoopVariableFixTests
{
    [Fact]
    public Task A_statement_becomes_a_block_with_a_copy() => AssertMended(
        """
        var tasks = new List<Task>();
        for (int i = 0; i < 10; i++)
            tasks.Add(Task.Run(() => Console.WriteLine(i)));
        Task.WaitAll(tasks);
        """,
        """
        var tasks = new List<Task>();
        for (int i = 0; i < 10; i++)
        {
            int copy = i;
            tasks.Add(Task.Run(() => Console.WriteLine(copy)));
        }
        Task.WaitAll(tasks);
        """);

    [Fact]
    public Task A_block_gets_a_copy_that_only_the_lambdas_use_under_a_name_that_is_free() => AssertMended(
        """
        int copy = 3;
        var tasks = new List<Task>();
        for (var i = 0; i < 10; i += copy)
        {
            Console.WriteLine(i); // the loop itself
            tasks.Add(Task.Run(() =>
            {
                int j = i;
                Console.WriteLine(i + j);
            }));
        }
        Task.WaitAll(tasks);
        """,
        """
        int copy = 3;
        var tasks = new List<Task>();
        for (var i = 0; i < 10; i += copy)
        {
            var copy2 = i;
            Console.WriteLine(i); // the loop itself
            tasks.Add(Task.Run(() =>
            {
                int j = copy2;
                Console.WriteLine(copy2 + j);
            }));
        }
        Task.WaitAll(tasks);
        """);

    [Fact]
    public Task A_loop_whose_body_changes_the_variable_is_left_alone() => AssertLeftAlone(
        """
        var tasks = new List<Task>();
        for (int i = 0; i < 10; i++)
        {
            tasks.Add(Task.Run(() => Console.WriteLine(i)));
            if (i == 5)
                i++;
        }
        Task.WaitAll(tasks);
        """);

    private static async Task AssertMended(string source, string mended) =>
        Assert.Equal(mended, await Mending.ApplyAsync(source, new LoopVariableFix()), ignoreLineEndingDifferences: true);

    private static Task AssertLeftAlone(string source) => AssertMended(source, source);
}
