using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>A hundred thousand tasks that sleep until times that are spread over a second.</summary>
internal sealed class TaskTimersWorkload : IWorkload
{
    private const int Timers = 100_000;
    private const string Sleeping = "Fearless, bytes of a sleeping task";

    private static readonly Pace OwnPace = new(TimeSpan.FromSeconds(2), TimeSpan.Zero, Rounds: 5);

    public string Name => "task-timers";

    public string Description => "100,000 tasks that sleep until times spread over a second: processor time; and how many bytes such a task takes";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "task", Timers)
        {
            Expected = Timers,
            OwnPace = OwnPace,
            Contenders =
            [
                .. arena.Runtime(Runtimes.Smol, count: 1, "timers/smol"),
                .. arena.Runtime(Runtimes.Tokio, count: 1, "timers/tokio"),
                Arena.Outside(Runtimes.Fearless, count: 1, static () => Executor.BlockOn(static () => TaskScope.RunAsync(SleepAll))),
                Arena.Outside("Task.Delay", count: 1, static () => DelayAll().GetAwaiter().GetResult()),
                new MeasuredContender(Sleeping, static () => Executor.BlockOn(static () => TaskScope.RunAsync(CountBytes))),
            ],
            Claims =
            [
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Smol, new Bar.AtMost(1)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, Bar: null),
                new Claim.CpuRatio(Runtimes.Fearless, "Task.Delay", Bar: null),
                new Claim.Allocation(Sleeping, BeyondThoseOf: null, new Bar.AtMost(128)),
            ],
        };
    }

    private static async Future<ulong> SleepAll(TaskScope scope)
    {
        var tasks = new TaskHandle[Timers];
        for (int timer = 0; timer < Timers; timer++)
            tasks[timer] = scope.Spawn(Sleep(Due(timer)));
        foreach (TaskHandle task in tasks)
            await task;
        return Timers;
    }

    /// <summary>The live bytes of tasks that sleep, with their places in the timers and in the scope.</summary>
    private static async Future<Sample> CountBytes(TaskScope scope)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int timer = 0; timer < Timers; timer++)
            _ = scope.Spawn(Sleep(TimeSpan.FromHours(1)));
        await Executor.Yield();
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        scope.Cancel();
        return new Sample(1, 1, bytes, Timers);
    }

    private static async Task<ulong> DelayAll()
    {
        await Task.WhenAll(Enumerable.Range(0, Timers).Select(static timer => Task.Delay(Due(timer))));
        return Timers;
    }

    private static TimeSpan Due(int timer) => TimeSpan.FromMicroseconds(timer * 10);

    private static async Future Sleep(TimeSpan time) => await Executor.Delay(time);
}
