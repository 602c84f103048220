using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>A task that lets others run, though there are none, a million times.</summary>
internal sealed class TaskYieldWorkload : IWorkload
{
    private const int Yields = 1_000_000;

    public string Name => "task-yield";

    public string Description => "a task that yields a million times, on one thread; .NET's on its pool";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "yield", Yields)
        {
            Expected = Yields,
            Contenders =
            [
                .. arena.Runtime(Runtimes.Smol, count: 1, "yield/smol"),
                .. arena.Runtime(Runtimes.Tokio, count: 1, "yield/tokio"),
                Arena.Outside(Runtimes.Fearless, count: 1, static () => Executor.BlockOn(static async () => await TaskScope.RunAsync(
                    static async scope => await scope.Spawn(YieldOften())))),
                Arena.Outside(Runtimes.Pool, count: 1, static () => Task.Run(YieldOftenOnThePool).GetAwaiter().GetResult()),
            ],
            Claims =
            [
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Smol, new Bar.AtMost(0.5)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, new Bar.AtMost(0.8)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Pool, Bar: null),
                // The loop, the scope and the task, for a million.
                new Claim.Allocation(Runtimes.Fearless, BeyondThoseOf: null, new Bar.AtMost(0.01)),
            ],
        };
    }

    private static async Future<ulong> YieldOften()
    {
        for (int time = 0; time < Yields; time++)
            await Executor.Yield();
        return Yields;
    }

    private static async Task<ulong> YieldOftenOnThePool()
    {
        for (int time = 0; time < Yields; time++)
            await Task.Yield();
        return Yields;
    }
}
