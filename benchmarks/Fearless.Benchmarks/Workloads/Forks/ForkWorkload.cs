using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>Compares the rungs of the ladder of joins with rayon's join.</summary>
/// <param name="name">The workload, here and in the Rust process.</param>
/// <param name="description">One line.</param>
/// <param name="joins">Joins that the work takes.</param>
/// <param name="expected">What it computes.</param>
/// <param name="count">How many times one run does it.</param>
/// <param name="hasBars">Whether the figures are held against the bars, or only reported.</param>
/// <param name="prepare">Builds the input.</param>
internal sealed class ForkWorkload<TJob>(
    string name, string description, long joins, ulong expected, int count, bool hasBars, Func<ForkRungs<TJob>> prepare) : IWorkload
    where TJob : struct, ICheckedJob
{
    private const string Rayon = "rayon join";
    private const string RustSequential = "Rust, sequential";
    private const string StructJobs = "C# struct jobs";
    private const string StaticLambdas = "C# state + static lambdas";
    private const string Closures = "C# closures";
    private const string ClosuresOnly = "C# closures, no join";
    private const string Sequential = "C# sequential";

    public string Name => name;

    public string Description => description;

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (int workers in arena.Workers)
        {
            ForkRungs<TJob> rungs = prepare();
            yield return new Comparison(name, workers, "join", joins)
            {
                Expected = expected,
                Contenders =
                [
                    .. arena.Rust(RustSequential, workers, count, $"{name}/sequential"),
                    .. arena.Rust(Rayon, workers, count, $"{name}/join"),
                    arena.Delegate(Sequential, workers, count, rungs.Sequential),
                    arena.Job(StructJobs, workers, count, rungs.Job),
                    arena.Delegate(StaticLambdas, workers, count, rungs.StaticLambdas),
                    arena.Delegate(Closures, workers, count, rungs.Closures),
                    arena.Delegate(ClosuresOnly, workers, count, rungs.ClosuresOnly),
                ],
                Claims = ClaimsFor(workers),
            };
        }
    }

    private Claim[] ClaimsFor(int workers)
    {
        // One worker promotes no fork, and what a run itself allocates is nothing over its joins. Several promote a few.
        var nothing = new Bar.AtMost(workers == 1 ? 0.01 : 1);
        return
        [
            new Claim.Ratio(StructJobs, Rayon, hasBars ? new Bar.AtMost(0.5) : null),
            new Claim.Ratio(StaticLambdas, Rayon, hasBars ? new Bar.AtMost(1) : null),
            new Claim.Ratio(Closures, Rayon, Bar: null),
            new Claim.Allocation(StructJobs, BeyondThoseOf: null, nothing),
            new Claim.Allocation(StaticLambdas, BeyondThoseOf: null, nothing),
            new Claim.Allocation(Closures, ClosuresOnly, nothing),
        ];
    }
}
