using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>Compares capturing closures with <see cref="Parallel.Invoke(Action[])"/>.</summary>
internal sealed class InvokeWorkload : IWorkload
{
    private const string Closures = "C# closures";
    private const string ClosuresOnly = "C# closures, no join";
    private const string StaticLambdas = "C# state + static lambdas";
    private const string Invoke = "Parallel.Invoke";

    public string Name => "invoke";

    public string Description => "the recursions of the other workloads with closures, against Parallel.Invoke";

    // A sample of each takes some milliseconds at least: to wake a worker that sleeps would be a part of a shorter one.
    public IEnumerable<Comparison> Compare(Arena arena)
    {
        TreeNode? small = TreeNode.ParentsFirst(10);
        TreeNode? large = TreeNode.ParentsFirst(20);
        foreach (int workers in arena.Workers)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
            yield return Compare(arena, workers, new Recursion("invoke-fib", 3_524_577, 2_178_309, Count: 1, InvokeCount: 1)
            {
                Closures = static () => Fibonacci.Closures(32),
                ClosuresOnly = static () => Fibonacci.ClosuresOnly(32),
                StaticLambdas = static () => Fibonacci.StaticLambdas(32),
                Invoked = () => Fibonacci.Invoked(32, options),
            });
            yield return Compare(arena, workers, new Recursion("invoke-full-tree", 65_535, 65_536, Count: 32, InvokeCount: 2)
            {
                Closures = static () => FullTree.Closures(16),
                ClosuresOnly = static () => FullTree.ClosuresOnly(16),
                StaticLambdas = static () => FullTree.StaticLambdas(16),
                Invoked = () => FullTree.Invoked(16, options),
            });
            yield return Compare(arena, workers, OfTree("invoke-tree-1023", small, 1_023, count: 2_048, invokeCount: 128, options));
            yield return Compare(arena, workers, OfTree("invoke-tree-1m", large, 1_048_575, count: 2, invokeCount: 1, options));
        }
    }

    private static Recursion OfTree(string name, TreeNode? root, int nodes, int count, int invokeCount, ParallelOptions options) =>
        new(name, nodes, (ulong)nodes, count, invokeCount)
        {
            Closures = () => TreeSum.Closures(root),
            ClosuresOnly = () => TreeSum.ClosuresOnly(root),
            StaticLambdas = () => TreeSum.StaticLambdas(root),
            Invoked = () => TreeSum.Invoked(root, options),
        };

    private static Comparison Compare(Arena arena, int workers, Recursion recursion) =>
        new(recursion.Name, workers, "join", recursion.Joins)
        {
            Expected = recursion.Expected,
            Contenders =
            [
                arena.Delegate(Closures, workers, recursion.Count, recursion.Closures),
                arena.Delegate(StaticLambdas, workers, recursion.Count, recursion.StaticLambdas),
                arena.Shared(ClosuresOnly, workers, recursion.Count, recursion.ClosuresOnly),
                Arena.Outside(Invoke, recursion.InvokeCount, recursion.Invoked),
            ],
            Claims =
            [
                new Claim.Ratio(Invoke, Closures, new Bar.AtLeast(workers == 1 ? 10 : 20)),
                // The same closures, delegates and all, without a join.
                new Claim.Ratio(Invoke, ClosuresOnly, Bar: null),
                new Claim.Ratio(Invoke, StaticLambdas, Bar: null),
            ],
        };

    private sealed record Recursion(string Name, long Joins, ulong Expected, int Count, int InvokeCount)
    {
        public required Func<ulong> Closures { get; init; }

        public required Func<ulong> ClosuresOnly { get; init; }

        public required Func<ulong> StaticLambdas { get; init; }

        public required Func<ulong> Invoked { get; init; }
    }
}
