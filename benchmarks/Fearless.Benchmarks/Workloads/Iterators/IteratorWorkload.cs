using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Compares the parallel iterators with rayon's, with PLINQ, with <see cref="Parallel"/>, and with one thread.</summary>
internal sealed class IteratorWorkload(string name, string description, Func<IEnumerable<IteratorRow>> rows) : IWorkload
{
    private const string Ours = "Par";
    private const string Rayon = "rayon";
    private const string Loop = "a loop";
    private const string Linq = "LINQ";
    private const string Plinq = "PLINQ";
    private const string ParallelLoop = "Parallel.For";
    private const string Read = "reading the memory";

    /// <summary>The most that a row may take of what rayon takes.</summary>
    private const double OfRayon = 1.3;

    /// <summary>The most that a row may take of what the best of the others takes.</summary>
    private const double OfOthers = 1.05;

    /// <summary>The most that a row may take of what it takes to read the memory.</summary>
    private const double OfReading = 1.15;

    public string Name => name;

    public string Description => description;

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        foreach (IteratorRow row in rows())
        {
            foreach (int workers in arena.Workers)
                yield return Compare(arena, row, workers);
        }
    }

    private static Comparison Compare(Arena arena, IteratorRow row, int workers)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
        return new Comparison(row.Name, workers, "item", row.Items)
        {
            Expected = row.Expected,
            OwnPace = row.Pace,
            Contenders =
            [
                .. arena.Rust(Rayon, workers, row.Count, row.Name),
                arena.Delegate(Ours, workers, row.Count, row.Ours),
                .. Outside(Loop, row.Loop),
                .. Outside(Linq, row.Linq),
                .. Outside(Plinq, row.Plinq is { } plinq ? () => plinq(workers) : null),
                .. Outside(ParallelLoop, row.ParallelLoop is { } loop ? () => loop(options) : null),
                .. row.Read is { } read ? [arena.Broadcast(Read, workers, row.Count, read, row.Expected)] : Array.Empty<Contender>(),
            ],
            Claims =
            [
                new Claim.Ratio(Ours, Rayon, new Bar.AtMost(OfRayon)),
                .. NoSlower(Loop, row.Loop, row.OfLoop),
                .. NoSlower(Linq, row.Linq, OfOthers),
                .. NoSlower(Plinq, row.Plinq, OfOthers),
                .. NoSlower(ParallelLoop, row.ParallelLoop, OfOthers),
                .. NoSlower(Read, row.Read, OfReading),
            ],
        };

        IEnumerable<Contender> Outside(string name, Func<ulong>? body) => body is null ? [] : [Arena.Outside(name, row.Count, body)];

        static IEnumerable<Claim> NoSlower(string name, Delegate? body, double limit) =>
            body is null ? [] : [new Claim.Ratio(Ours, name, new Bar.AtMost(limit))];
    }
}
