using Fearless.Tasks;

namespace Fearless.Tool.Measuring.Probes;

/// <summary>What tasks cost.</summary>
internal static class TaskProbes
{
    private const int Waiting = 10_000;
    private const double MostBytes = 2048;

    public static IEnumerable<Probe> All =>
    [
        Probe.Nanoseconds("switch between two tasks (Yield)", Claim.CountedInItsUnit("nanoseconds"), static count => Executor.BlockOn(() => Two(count))),
        Probe.Fixed("memory that a waiting task uses", "B", new Claim("about 2 KB", 0, MostBytes), Waiting, static count => Executor.BlockOn(() => AllocatedBy(count)) / count),
    ];

    private static async Future Two(int yields) => await TaskScope.RunAsync(async scope =>
    {
        TaskHandle left = scope.Spawn(Yields(yields / 2));
        TaskHandle right = scope.Spawn(Yields(yields - (yields / 2)));
        await left;
        await right;
    });

    private static async Future Yields(int count)
    {
        for (int i = 0; i < count; i++)
            await Executor.Yield();
    }

    // The tasks run, up to their wait, before the second yield returns.
    private static async Future<double> AllocatedBy(int tasks) => await TaskScope.RunAsync(async scope =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < tasks; i++)
            _ = scope.Spawn(WaitLong());
        await Executor.Yield();
        await Executor.Yield();
        long after = GC.GetAllocatedBytesForCurrentThread();
        scope.Cancel();
        return (double)(after - before);
    });

    private static async Future WaitLong() => await Executor.Delay(TimeSpan.FromHours(1));
}
