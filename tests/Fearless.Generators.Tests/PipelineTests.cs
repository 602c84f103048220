namespace Fearless.Generators.Tests;

/// <summary>Pipelines of all shapes give the same with the generator and without, and those lambdas are lowered that can be.</summary>
public class PipelineTests
{
    private const string Data = "int[] items = System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Range(-50, 1000)); string[] names = { \"a\", \"bb\", \"ccc\", \"dddd\" }; int captured = 3;";

    // The expression, and how many lambdas of it become structs.
    private static readonly (string Expression, int Structs)[] s_pipelines =
    [
        ("items.Par().Select(x => x * 2).Sum()", 1),
        ("items.Par().Select(x => x * 2L).Where(x => x % 3 == 0).Select(x => (double)x).Sum()", 3),
        ("items.Par().Where(x => x > 5).ToArray()", 1),
        ("items.Par().Where(x => x > 5).ToList()", 1),
        ("items.Par().Where(x => x > 5).Min()", 1),
        ("items.Par().Select(x => x ^ 77).Max()", 1),
        ("items.Par().Select(x => x ^ 77).Average()", 1),
        ("items.Par().Select(x => x * 2).Contains(8)", 1),
        ("items.Par().Select(x => x % 10).ToHashSet().Count", 1),
        ("items.Par().Select(x => x % 10).MinBy(x => -x)", 1),
        ("items.Par().Select(x => x - 10).ToDictionary(x => x, x => x + 1).Count", 1),
        ("items.Par().Sum(x => x * 0.5)", 1),
        ("items.Par().Sum(x => x)", 1),
        ("items.Par().Count(x => x % 3 == 0)", 1),
        ("items.Par().Where(x => x > 0).Count(x => x % 3 == 0)", 2),
        ("items.Par().Any(x => x == 900)", 1),
        ("items.Par().Any(x => x == 2000)", 1),
        ("items.Par().All(x => x > -51)", 1),
        ("items.Par().All(x => x > 0)", 1),
        ("items.Par().FirstOrDefault(x => x > 700)", 1),
        ("items.Par().LastOrDefault(x => x < 3)", 1),
        ("items.Par().FirstOrDefault(x => x > 7000)", 1),
        ("items.Par().TryGetFirst(x => x > 700, out int found) ? found : 0", 1),
        ("items.Par().TryGetLast(x => x < 3, out int found) ? found : 0", 1),
        ("items.Par().TryGetAny(x => x == 3, out int found) ? found : 0", 1),
        ("items.Par().First(x => x > 700)", 0),
        ("items.Par().Select(x => x + 1).First(x => x > 7000)", 1),
        ("items.Par().Where(x => x > 7000).First()", 1),
        ("items.Par().FindIndex(x => x == 500)", 1),
        ("items.Par().FindLastIndex(x => x < 500)", 1),
        ("items.Par().FindAnyIndex(x => x == 500)", 1),
        ("items.Par().Select(x => x + 1).FindIndex(x => x == 500)", 2),
        ("items.Par().Aggregate((x, y) => x + y)", 1),
        ("items.Par().Aggregate(7, (x, y) => x + y)", 1),
        ("items.Par().Aggregate(0L, (sum, x) => sum + x, (x, y) => x + y)", 1),
        ("items.Par().Aggregate(() => 0L, (sum, x) => sum + x, (x, y) => x + y)", 1),
        ("items.Par().Where(x => x > 7000).Aggregate((x, y) => x + y)", 2),
        ("items.Par().Zip(items.Par(), (x, y) => x * y).Sum()", 1),
        ("items.Par().Zip(items.Par().Select(x => x + 1), (x, y) => x * y).Select(x => x + 1L).Sum()", 2),
        ("items.Par().On(WorkerPool.Default).Select(x => x * 2).WithMinLength(3).Where(x => x > 4).WithDegree(2).Sum()", 2),
        ("items.Par().Select(x => x * 2).Skip(10).Select(x => x + 1).ToArray()", 1),
        ("items.Par().Select(x => x * captured).Where(x => x > 9).Sum()", 1),
        ("items.Par().Where(x => x > 9).Select(x => x * captured).Sum()", 1),
        ("items.Par().Where(x => x > 9).Select(x => x * captured).Select(x => x - 1).Sum()", 2),
        ("items.Par().Select(x => x * captured).Sum()", 0),
        ("items.Par().Choose((int x, out int y) => { y = x; return x > 3; }).Where(x => x % 2 == 0).Sum()", 1),
        ("items.Par().Where(x => x % 2 == 0).Choose((int x, out int y) => { y = x; return x > 3; }).Sum()", 1),
        ("names.Par().Select(s => s.Length).Where(x => x > 1).Sum()", 1),
        ("names.Par().Select(s => s.Length).Sum()", 0),
        ("names.Par().Count(s => s.Length > 2)", 0),
        ("items.Par().Where(x => x > 947).Select(x => x.ToString()).ToArray()", 1),
        ("items.Par().Select(x => (Half: x / 2, Left: x % 2)).Where(x => x.Left == 1).Select(x => x.Half).Sum()", 3),
        ("items.Par().Select(x => (x, \"a\")).Where(p => p.Item1 > 3).Count()", 0),
        ("items.Par().Chunks(7).Select(chunk => chunk.Length).Sum()", 1),
        ("Par.Range(0, 1000).Select(x => x * x).Sum()", 1),
        ("(0..100).Par().Where((x) => x > 3).Count()", 1),
        ("items?.Par().Select(static x => x * 2).Sum()", 1),
        ("items.Par().Select((int x) => { return x * 2; }).Where(delegate (int x) { return x > 3; }).Sum()", 2),
        ("(from x in items.Par() where x > 3 select x * 2).Sum()", 0),
        ("ParallelIterator.Sum(items.Par().Select(x => x * 2))", 0),
        ("items.Par().Select(System.Math.Abs).Sum()", 0),
        ("items.Par().Select((System.Func<int, int>)(x => x * 2)).Sum()", 0),
        ("items.Par().Select(async x => { await System.Threading.Tasks.Task.Yield(); return x; }).Count()", 0),
        ("items.Par().Select(x => { checked { return x * 100_000_000; } }).Sum()", 1),
        ("System.Linq.Enumerable.Sum(System.Linq.Enumerable.Select(items, x => items.Par().Count(y => y == 3)))", 1),
    ];

    private static readonly Lazy<LoweredProgram> s_program = new(() => LoweredProgram.Of([.. s_pipelines.Select(static (pipeline, i) => ($"Pipeline{i}.cs",
        $$"""
        using Fearless;
        public static class Pipeline{{i}}
        {
            public static object Run()
            {
                {{Data}}
                object? result = {{pipeline.Expression}};
                return captured + (System.Text.Json.JsonSerializer.Serialize(result) ?? "");
            }
        }
        """))]));

    public static TheoryData<int, string> Pipelines => [.. s_pipelines.Select(static (pipeline, i) => (i, pipeline.Expression))];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void A_pipeline_gives_the_same(int index, string expression)
    {
        Assert.True(s_pipelines[index].Structs == s_program.Value.StructsOf($"Pipeline{index}.cs"), expression);
        AssertSame(s_program.Value.Run($"Pipeline{index}"));
    }

    [Fact]
    public void Items_are_changed_in_place_and_appended()
    {
        LoweredProgram program = LoweredProgram.Of(("Program.cs",
            """
            using System.Collections.Generic;
            using Fearless;
            public static class Program
            {
                public static int Sum;

                public static object Run()
                {
                    int[] items = { 1, 2, 3, 4 };
                    items.Par().ForEach((ref x) => x *= 2);
                    items.Par().ForEach(static (ref int x) => { if (x > 4) x = 0; });
                    Sum = 0;
                    items.Par().Where(x => x > 0).ForEach(x => System.Threading.Volatile.Write(ref Sum, 5));
                    var target = new List<int> { 7 };
                    target.AddRange(items.Par().Select(x => x + 1));
                    return string.Join(" ", items) + "; " + string.Join(" ", target) + "; " + Sum;
                }
            }
            """));

        // The action that gets a field by reference stays a delegate.
        Assert.Equal(4, program.StructsOf("Program.cs"));
        AssertSame(program.Run("Program"));
    }

    private static void AssertSame((object? Plain, object? Lowered) results)
    {
        Assert.NotNull(results.Plain);
        Assert.Equal(results.Plain, results.Lowered);
    }
}
