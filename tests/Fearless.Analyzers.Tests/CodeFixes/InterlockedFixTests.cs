using Fearless.Analyzers.CodeFixes;

namespace Fearless.Analyzers.Tests.CodeFixes;

public class InterlockedFixTests
{
    [Theory]
    [InlineData("int", "count++", "Interlocked.Increment(ref count)")]
    [InlineData("ulong", "++count", "Interlocked.Increment(ref count)")]
    [InlineData("long", "count--", "Interlocked.Decrement(ref count)")]
    [InlineData("int", "count += 2 * i", "Interlocked.Add(ref count, 2 * i)")]
    [InlineData("uint", "count += 2", "Interlocked.Add(ref count, 2)")]
    [InlineData("long", "count -= i + 1", "Interlocked.Add(ref count, -(i + 1))")]
    [InlineData("int", "count -= i", "Interlocked.Add(ref count, -i)")]
    [InlineData("int", "Console.WriteLine(++count)", "Console.WriteLine(Interlocked.Increment(ref count))")]
    public Task A_change_of_a_captured_integer_is_made_in_one_step(string type, string change, string mended) => AssertMended(
        $"{type} count = 0;\nParallel.For(0, 1000, i => {{ {change}; }});\nConsole.WriteLine(count);",
        $"{type} count = 0;\nParallel.For(0, 1000, i => {{ {mended}; }});\nConsole.WriteLine(count);");

    [Fact]
    public Task A_lambda_that_is_the_change_alone_becomes_the_call() => AssertMended(
        """
        int sum = 0;
        Par.Range(0, 1000).ForEach(i => sum += i);
        Par.Range(0, 1000).ForEach(i => Console.WriteLine(i));
        """,
        """
        int sum = 0;
        Par.Range(0, 1000).ForEach(i => Interlocked.Add(ref sum, i));
        Par.Range(0, 1000).ForEach(i => Console.WriteLine(i));
        """);

    [Fact]
    public Task A_static_field_and_one_of_an_object_have_an_address_too() => AssertMended(
        """
        Parallel.For(0, 1000, i => { Statistics.Count++; });

        static class Statistics { public static int Count; }
        """,
        """
        Parallel.For(0, 1000, i => { Interlocked.Increment(ref Statistics.Count); });

        static class Statistics { public static int Count; }
        """);

    [Fact]
    public Task A_field_of_a_shared_object_has_an_address_too() => AssertMended(
        """
        var total = new Total();
        Parallel.For(0, 1000, i => total.Sum += i);

        class Total { public int Sum; }
        """,
        """
        var total = new Total();
        Parallel.For(0, 1000, i => Interlocked.Add(ref total.Sum, i));

        class Total { public int Sum; }
        """);

    [Theory]
    [InlineData("int", "int old = count++; Console.WriteLine(old)")]
    [InlineData("double", "count += i")]
    [InlineData("int", "count *= 2")]
    [InlineData("byte", "count++")]
    [InlineData("uint", "count -= 1")]
    [InlineData("int", "checked { count++; }")]
    [InlineData("int", "count = i")]
    [InlineData("int", "if (count < 10) count++")]
    public Task What_no_single_call_does_is_left_alone(string type, string change) => AssertLeftAlone(
        $"{type} count = 0;\nParallel.For(0, 1000, i => {{ {change}; }});\nConsole.WriteLine(count);");

    [Fact]
    public Task A_property_is_left_alone() => AssertLeftAlone(
        """
        var total = new Total();
        Parallel.For(0, 1000, i => total.Sum += i);

        class Total { public int Sum { get; set; } }
        """);

    private static async Task AssertMended(string source, string mended) =>
        Assert.Equal(mended, await Mending.ApplyAsync(source, new InterlockedFix()), ignoreLineEndingDifferences: true);

    private static Task AssertLeftAlone(string source) => AssertMended(source, source);
}
