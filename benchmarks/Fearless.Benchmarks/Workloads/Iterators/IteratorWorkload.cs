using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Compares the parallel iterators with rayon's, with PLINQ, with <see cref="Parallel"/>, and with one thread.</summary>
internal sealed class IteratorWorkload(string name, string description, Func<IEnumerable<IteratorRow>> rows) : IWorkload
{
    private const string Ours = "Par";
    private const string WithoutDelegates = "Par, no delegates";
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
                .. row.WithoutDelegates is { } body ? [arena.Delegate(WithoutDelegates, workers, row.Count, body)] : Array.Empty<Contender>(),
                .. Outside(Loop, row.Loop),
                .. Outside(Linq, row.Linq),
                .. Outside(Plinq, row.Plinq is { } plinq ? () => plinq(workers) : null),
                .. Outside(ParallelLoop, row.ParallelLoop is { } loop ? () => loop(options) : null),
                .. row.Read is { } read ? [arena.Broadcast(Read, workers, row.Count, read, row.Expected)] : Array.Empty<Contender>(),
            ],
            Claims =
            [
                .. Hold(Ours),
                .. row.WithoutDelegates is null ? [] : Hold(WithoutDelegates),
            ],
        };

        IEnumerable<Contender> Outside(string name, Func<ulong>? body) => body is null ? [] : [Arena.Outside(name, row.Count, body)];

        IEnumerable<Claim> Hold(string ours) =>
        [
            new Claim.Ratio(ours, Rayon, new Bar.AtMost(OfRayon)),
            .. NoSlower(ours, Loop, row.Loop, row.OfLoop),
            .. NoSlower(ours, Linq, row.Linq, OfOthers),
            .. NoSlower(ours, Plinq, row.Plinq, OfOthers),
            .. NoSlower(ours, ParallelLoop, row.ParallelLoop, OfOthers),
            .. NoSlower(ours, Read, row.Read, OfReading),
        ];

        static IEnumerable<Claim> NoSlower(string ours, string other, Delegate? body, double limit) =>
            body is null ? [] : [new Claim.Ratio(ours, other, new Bar.AtMost(limit))];
    }
}
