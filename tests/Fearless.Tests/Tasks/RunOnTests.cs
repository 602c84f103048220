using Fearless.Tests.Parallel;
using Fearless.Tests.Sync;
using static Fearless.Tests.Tasks.PoolBodies;

namespace Fearless.Tests.Tasks;

public class RunOnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_runs_on_a_worker_and_gives_its_result(int size) => PoolTest.Run(size, static pool =>
        Assert.Equal(42, Executor.BlockOn(async () =>
        {
            Thread caller = Thread.CurrentThread;
            int result = await On(pool).RunOn(pool);
            Assert.Same(caller, Thread.CurrentThread);
            return result;
        })));

    [Fact]
    public void What_it_starts_inside_runs_one_thing_at_a_time() => PoolTest.Run(4, static pool =>
        Assert.Equal(8 * 300, Executor.BlockOn(async () => await Count().RunOn(pool))));

    [Fact]
    public void Sleepers_wake_in_the_order_of_their_times() => PoolTest.Run(2, static pool =>
    {
        var clock = new ManualClock();
        Executor.BlockOn(
            async () =>
            {
                var order = new List<int>();
                int asleep = 0;
                await TaskScope.RunAsync(async scope =>
                {
                    foreach (int milliseconds in new[] { 60, 20, 40, 1 })
                        _ = scope.Spawn(After(milliseconds));
                    // Each has its time before the clock is set for the first.
                    while (Volatile.Read(ref asleep) < 4)
                        await Executor.Yield();
                    int now = 0;
                    int[] awake = [];
                    foreach (int time in new[] { 1, 20, 40, 60 })
                    {
                        clock.Advance(TimeSpan.FromMilliseconds(time - now));
                        now = time;
                        awake = [.. awake, time];
                        while (order.Count < awake.Length)
                            await Executor.Yield();
                        Assert.Equal(awake, order);
                    }
                });

                async Future After(int milliseconds)
                {
                    await SleepFor(milliseconds).RunOn(pool);
                    order.Add(milliseconds);
                }

                async Future SleepFor(int milliseconds)
                {
                    long start = clock.GetTimestamp();
                    DelayAwaitable delay = Executor.Delay(TimeSpan.FromMilliseconds(milliseconds));
                    Interlocked.Increment(ref asleep);
                    await delay;
                    Assert.True(clock.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(milliseconds));
                }
            },
            clock);
    });

    [Fact]
    public void Its_timers_follow_the_executor_s_clock() => PoolTest.Run(2, static pool =>
    {
        var clock = new JumpingClock();
        Executor.BlockOn(async () => await Nap().RunOn(pool), clock);
        Assert.True(clock.Elapsed >= TimeSpan.FromDays(3), $"Only {clock.Elapsed} have passed.");

        static async Future Nap()
        {
            await Executor.Delay(TimeSpan.FromHours(1));
            await Executor.Delay(TimeSpan.FromDays(3) - TimeSpan.FromHours(1));
        }
    });

    [Fact]
    public void Ordinary_asynchronous_code_comes_back_to_it_after_each_await() => PoolTest.Run(4, static pool =>
        Assert.Equal(8 * 100, Executor.BlockOn(async () => await CountOrdinarily().RunOn(pool))));

    [Fact]
    public void It_may_start_others_of_its_kind() => PoolTest.Run(2, static pool =>
        Assert.Equal(1 << 8, Executor.BlockOn(async () => await Leaves(8, pool).RunOn(pool))));

    [Fact]
    public void Ambient_values_come_with_it_and_do_not_come_back() => PoolTest.Run(1, static pool =>
    {
        var ambient = new AsyncLocal<string> { Value = "outer" };
        Executor.BlockOn(async () =>
        {
            ambient.Value = "caller";
            await Read().RunOn(pool);
            await Executor.Yield();
        });
        Assert.Equal("outer", ambient.Value);

        async Future Read()
        {
            Assert.Equal("caller", ambient.Value);
            ambient.Value = "inner";
            await Executor.Yield();
            Assert.Equal("caller", ambient.Value);
        }
    });

    [Fact]
    public void A_scope_and_a_handle_stay_with_their_loop() => PoolTest.Run(1, static pool => Executor.BlockOn(async () =>
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> handle = scope.Spawn(On(null));
            await FutureTests.Throws<InvalidOperationException>(() => SpawnIn(scope).RunOn(pool));
            await FutureTests.Throws<InvalidOperationException>(() => Await(handle).RunOn(pool));

            static async Future SpawnIn(TaskScope scope) => await scope.Spawn(On(null));

            static async Future Await(TaskHandle<int> handle) => await handle;
        })));

    private static async Future<int> Count()
    {
        int count = 0;
        await TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 8; task++)
                _ = scope.Spawn(Increment());
            await Executor.Yield();
        });
        return count;

        async Future Increment()
        {
            for (int time = 0; time < 300; time++)
            {
                int seen = count;
                if (time % 10 == 0)
                    Thread.SpinWait(10);
                count = seen + 1;
                if (time % 50 == 0)
                    await Executor.Delay(TimeSpan.FromTicks(time));
                else
                    await Executor.Yield();
            }
        }
    }

    private static async Future<int> CountOrdinarily()
    {
        int count = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Increment()));
        return count;

        async Task Increment()
        {
            for (int time = 0; time < 100; time++)
            {
                int seen = count;
                Thread.SpinWait(10);
                count = seen + 1;
                if (time % 2 == 0)
                    await Task.Yield();
                else
                    await Task.Run(static () => { });
            }
        }
    }

    private static async Future<int> Leaves(int depth, WorkerPool pool)
    {
        if (depth == 0)
            return 1;
        (int left, int right) = await Future.Zip(Leaves(depth - 1, pool).RunOn(pool), Leaves(depth - 1, pool).RunOn(pool));
        return left + right;
    }
}
