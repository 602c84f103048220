namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>Fibonacci numbers by the textbook recursion, without a cut-off: an unbalanced tree of joins.</summary>
internal static class Fibonacci
{
    public static ulong Sequential(int n) => n < 2 ? (ulong)n : Sequential(n - 1) + Sequential(n - 2);

    public static ulong StaticLambdas(int n)
    {
        if (n < 2)
            return (ulong)n;

        (ulong left, ulong right) = Par.Join(n, static n => StaticLambdas(n - 1), static n => StaticLambdas(n - 2));
        return left + right;
    }

    public static ulong Closures(int n)
    {
        if (n < 2)
            return (ulong)n;

        return Forked(n);

        // A method of its own: else the compiler creates the closure's object for the leaves too.
        static ulong Forked(int n)
        {
            (ulong left, ulong right) = Par.Join(() => Closures(n - 1), () => Closures(n - 2));
            return left + right;
        }
    }

    public static ulong ClosuresOnly(int n)
    {
        if (n < 2)
            return (ulong)n;

        return Called(n);

        static ulong Called(int n)
        {
            (ulong left, ulong right) = Forks.Called.InTurn(() => ClosuresOnly(n - 1), () => ClosuresOnly(n - 2));
            return left + right;
        }
    }

    public static ulong Invoked(int n, ParallelOptions options)
    {
        if (n < 2)
            return (ulong)n;

        return Forked(n, options);

        static ulong Forked(int n, ParallelOptions options)
        {
            ulong left = 0;
            ulong right = 0;
            Parallel.Invoke(options, () => left = Invoked(n - 1, options), () => right = Invoked(n - 2, options));
            return left + right;
        }
    }
}
