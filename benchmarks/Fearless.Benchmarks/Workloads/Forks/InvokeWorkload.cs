using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>Compares capturing closures with <see cref="Parallel.Invoke(Action[])"/>, on a recursion small enough for the latter.</summary>
internal sealed class InvokeWorkload : IWorkload
{
    private const string Closures = "C# closures";
    private const string ClosuresOnly = "C# closures, no join";
    private const string StaticLambdas = "C# state + static lambdas";
    private const string Invoke = "Parallel.Invoke";
    private const int Number = 20;
    private const long Joins = 10_945;

    // A sample of each takes some fifteen milliseconds: to wake a worker that sleeps would be a part of a shorter one.
    private const int Count = 200;
    private const int InvokeCount = 10;

    public string Name => "invoke";

    public string Description => "fib(20) with closures against Parallel.Invoke: 10,945 joins";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (int workers in arena.Workers)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
            yield return new Comparison(Name, workers, "join", Joins)
            {
                Expected = 6_765,
                Contenders =
                [
                    arena.Delegate(Closures, workers, Count, static () => Fibonacci.Closures(Number)),
                    arena.Delegate(StaticLambdas, workers, Count, static () => Fibonacci.StaticLambdas(Number)),
                    arena.Shared(ClosuresOnly, workers, Count, static () => Fibonacci.ClosuresOnly(Number)),
                    Arena.Outside(Invoke, InvokeCount, () => Invoked(Number, options)),
                ],
                Claims =
                [
                    new Claim.Ratio(Invoke, Closures, new Bar.AtLeast(workers == 1 ? 10 : 20)),
                    // The same closures, delegates and all, without a join.
                    new Claim.Ratio(Invoke, ClosuresOnly, Bar: null),
                    new Claim.Ratio(Invoke, StaticLambdas, Bar: null),
                ],
            };
        }
    }

    private static ulong Invoked(int n, ParallelOptions options)
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
