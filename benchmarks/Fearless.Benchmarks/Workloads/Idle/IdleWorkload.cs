using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Workloads.Forks;

namespace Fearless.Benchmarks.Workloads.Idle;

/// <summary>What a pool costs while it has nothing to do, after it had something.</summary>
internal sealed class IdleWorkload : IWorkload
{
    private const string Pool = "C# pool, idle";
    private const string Rayon = "rayon, idle";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public string Name => "idle";

    public string Description => "processor time of an idle pool over ten seconds, after work";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        int workers = arena.Workers[^1];
        yield return new Comparison(Name, workers, "run", 1)
        {
            Expected = 0,
            OwnPace = Pace.Once,
            Contenders =
            [
                .. arena.Rust(Rayon, workers, count: 1, static (peer, count) =>
                {
                    peer.Run("fib/join", count);
                    return peer.Idle(Time);
                }),
                new IdleContender(Pool, arena.Job("work", workers, count: 1, new FibonacciJob(25)), Time),
            ],
            Claims =
            [
                new Claim.CpuShare(Pool, new Bar.AtMost(1)),
                new Claim.CpuShare(Rayon, Bar: null),
            ],
        };
    }
}
