namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>The recursions that measure what a join costs.</summary>
internal static class ForkWorkloads
{
    private const int FibonacciNumber = 32;
    private const int FullTreeDepth = 16;

    public static IWorkload Fibonacci { get; } = new ForkWorkload<FibonacciJob>(
        "fib",
        "fib(32) without a cut-off: 3,524,577 joins",
        joins: 3_524_577,
        expected: 2_178_309,
        count: 1,
        hasBars: true,
        static () => new ForkRungs<FibonacciJob>
        {
            Job = new FibonacciJob(FibonacciNumber),
            StaticLambdas = static () => Forks.Fibonacci.StaticLambdas(FibonacciNumber),
            Closures = static () => Forks.Fibonacci.Closures(FibonacciNumber),
            ClosuresOnly = static () => Forks.Fibonacci.ClosuresOnly(FibonacciNumber),
            Sequential = static () => Forks.Fibonacci.Sequential(FibonacciNumber),
        });

    public static IWorkload FullTree { get; } = new ForkWorkload<FullTreeJob>(
        "full-tree",
        "a full tree of depth 16 that only joins: 65,535 joins",
        joins: 65_535,
        expected: 65_536,
        count: 16,
        hasBars: true,
        static () => new ForkRungs<FullTreeJob>
        {
            Job = new FullTreeJob(FullTreeDepth),
            StaticLambdas = static () => Forks.FullTree.StaticLambdas(FullTreeDepth),
            Closures = static () => Forks.FullTree.Closures(FullTreeDepth),
            ClosuresOnly = static () => Forks.FullTree.ClosuresOnly(FullTreeDepth),
            Sequential = static () => Forks.FullTree.Sequential(FullTreeDepth),
        });

    public static IWorkload SmallTree { get; } =
        Tree("tree-1023", "the sum of a tree of 1,023 heap nodes, a join at each", levels: 10, count: 1_024, TreeNode.ParentsFirst);

    public static IWorkload LargeTree { get; } =
        Tree("tree-1m", "the sum of a tree of 1,048,575 heap nodes, a join at each", levels: 20, count: 1, TreeNode.ParentsFirst);

    /// <summary>Its nodes lie where no processor expects them, so both languages wait for memory: reported, without a bar.</summary>
    public static IWorkload LargeTreeInPostOrder { get; } = Tree(
        "tree-1m-post", "the same, whose children were allocated before their parents", levels: 20, count: 1, TreeNode.ChildrenFirst,
        hasBars: false);

    private static ForkWorkload<TreeSumJob> Tree(
        string name, string description, int levels, int count, Func<int, TreeNode?> allocate, bool hasBars = true)
    {
        long nodes = (1L << levels) - 1;
        return new ForkWorkload<TreeSumJob>(name, description, joins: nodes, expected: (ulong)nodes, count, hasBars, () =>
        {
            TreeNode? root = allocate(levels);
            return new ForkRungs<TreeSumJob>
            {
                Job = new TreeSumJob(root),
                StaticLambdas = () => TreeSum.StaticLambdas(root),
                Closures = () => TreeSum.Closures(root),
                ClosuresOnly = () => TreeSum.ClosuresOnly(root),
                Sequential = () => TreeSum.Sequential(root),
            };
        });
    }
}
