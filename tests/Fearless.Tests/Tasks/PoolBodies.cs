namespace Fearless.Tests.Tasks;

/// <summary>What tests run on pools.</summary>
internal static class PoolBodies
{
    public static async Future<int> On(WorkerPool? pool)
    {
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(pool is not null, pool?.CurrentWorkerIndex is not null);
            await Executor.Yield();
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
        }
        return 42;
    }

    public static async Future SleepSimply() => await Executor.Delay(TimeSpan.FromHours(1));

    /// <summary>Calls <paramref name="body"/> where this is run.</summary>
    public static async Future Later(Func<Future> body) => await body();
}
