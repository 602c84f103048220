namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>A full tree of joins that does nothing else; it counts its leaves.</summary>
// SOURCE: rayon, `rayon-demo/src/join_microbench.rs`, `join_recursively`.
internal static class FullTree
{
    public static ulong Sequential(int depth) => depth == 0 ? 1 : Sequential(depth - 1) + Sequential(depth - 1);

    public static ulong StaticLambdas(int depth)
    {
        if (depth == 0)
            return 1;

        (ulong left, ulong right) = Par.Join(depth, static depth => StaticLambdas(depth - 1), static depth => StaticLambdas(depth - 1));
        return left + right;
    }

    public static ulong Closures(int depth)
    {
        if (depth == 0)
            return 1;

        return Forked(depth);

        // A method of its own: else the compiler creates the closure's object for the leaves too.
        static ulong Forked(int depth)
        {
            (ulong left, ulong right) = Par.Join(() => Closures(depth - 1), () => Closures(depth - 1));
            return left + right;
        }
    }

    public static ulong ClosuresOnly(int depth)
    {
        if (depth == 0)
            return 1;

        return Called(depth);

        static ulong Called(int depth)
        {
            (ulong left, ulong right) = Forks.Called.InTurn(() => ClosuresOnly(depth - 1), () => ClosuresOnly(depth - 1));
            return left + right;
        }
    }

    public static ulong Invoked(int depth, ParallelOptions options)
    {
        if (depth == 0)
            return 1;

        return Forked(depth, options);

        static ulong Forked(int depth, ParallelOptions options)
        {
            ulong left = 0;
            ulong right = 0;
            Parallel.Invoke(options, () => left = Invoked(depth - 1, options), () => right = Invoked(depth - 1, options));
            return left + right;
        }
    }
}
