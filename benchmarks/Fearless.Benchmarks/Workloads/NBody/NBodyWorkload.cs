using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>How much faster all workers are than one, where the work is arithmetic.</summary>
internal sealed class NBodyWorkload : IWorkload
{
    private const int Bodies = 1_000;
    private const int Ticks = 10;

    /// <summary>Both languages compute the same bits.</summary>
    private const ulong Expected = 8_971_661_861_998_227_638;

    /// <summary>The share of each core that must arrive.</summary>
    private const double LeastEfficiency = 0.93;

    public string Name => "nbody";

    public string Description => "1,000 bodies, 10 ticks: the speed-up of all workers over one";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        int most = arena.Workers[^1];
        if (most == 1)
            yield break;

        yield return new Comparison(Name, Workers: null, "tick", Ticks)
        {
            Expected = Expected,
            Contenders =
            [
                .. arena.Rust("Rust, sequential", size: 1, count: 1, "nbody/sequential"),
                .. arena.Rust(Named("rayon join", 1), size: 1, count: 1, "nbody/join"),
                .. arena.Rust(Named("rayon join", most), most, count: 1, "nbody/join"),
                arena.Delegate("C# sequential", size: 1, count: 1, Sequential),
                arena.Job(Named("C# struct jobs", 1), size: 1, count: 1, new SimulationJob(Bodies, Ticks)),
                arena.Job(Named("C# struct jobs", most), most, count: 1, new SimulationJob(Bodies, Ticks)),
            ],
            Claims =
            [
                new Claim.Ratio(
                    Named("C# struct jobs", 1),
                    Named("C# struct jobs", most),
                    new Bar.AtLeast(LeastEfficiency * Math.Min(most, Environment.ProcessorCount))),
                new Claim.Ratio(Named("rayon join", 1), Named("rayon join", most), Bar: null),
                new Claim.Ratio(Named("C# struct jobs", most), Named("rayon join", most), Bar: null),
            ],
        };
    }

    public static ulong Sequential()
    {
        Body[] now = Cloud.Create(Bodies);
        var next = new Body[Bodies];
        for (int tick = 0; tick < Ticks; tick++)
        {
            Cloud.Advance(now, 0, next);
            (now, next) = (next, now);
        }

        return Cloud.Hash(now);
    }

    private static string Named(string what, int workers) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, {workers} worker{(workers == 1 ? "" : "s")}");
}
