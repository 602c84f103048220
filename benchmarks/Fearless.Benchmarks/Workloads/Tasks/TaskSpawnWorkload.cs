using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>Tasks that return a number at once, each started and awaited before the next.</summary>
internal sealed class TaskSpawnWorkload : IWorkload
{
    private const int Spawns = 300_000;

    public string Name => "task-spawn";

    public string Description => "spawn a task that returns at once, and await it, 300,000 times, on one thread; .NET's on its pool";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "task", Spawns)
        {
            Expected = SmallTasks.SumBelow(Spawns),
            Contenders =
            [
                .. arena.Runtime(Runtimes.Smol, count: 1, "spawn/smol"),
                .. arena.Runtime(Runtimes.Tokio, count: 1, "spawn/tokio"),
                Arena.Outside(Runtimes.Fearless, count: 1, static () => Executor.BlockOn(static async () => await TaskScope.RunAsync(SpawnOften))),
                Arena.Outside(Runtimes.Pool, count: 1, static () => Task.Run(static () => SmallTasks.SumOnThePool(Spawns)).GetAwaiter().GetResult()),
            ],
            Claims =
            [
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, new Bar.AtMost(0.6)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Smol, Bar: null),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Pool, Bar: null),
                new Claim.Allocation(Runtimes.Fearless, BeyondThoseOf: null, new Bar.AtMost(96.01)),
            ],
        };
    }

    private static async Future<ulong> SpawnOften(TaskScope scope)
    {
        ulong sum = 0;
        for (int value = 0; value < Spawns; value++)
            sum += (ulong)await scope.Spawn(SmallTasks.Value(value));
        return sum;
    }
}
