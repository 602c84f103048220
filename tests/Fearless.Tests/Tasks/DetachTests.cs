namespace Fearless.Tests.Tasks;

public class DetachTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void It_runs_beside_everything_else_and_a_success_is_not_told_of()
    {
        bool ran = false;
        Blocking.On(async () =>
        {
            Run().Detach("runner", Tell);
            Assert.False(ran);
            await Executor.Yield();
            await Executor.Yield();
            Assert.True(ran);
        });
        Assert.Empty(_told);

        async Future Run()
        {
            await Executor.Yield();
            ran = true;
        }
    }

    [Fact]
    public void It_is_cancelled_and_waited_for_when_all_else_has_ended()
    {
        var clock = new JumpingClock();
        var log = new List<string>();
        Blocking.On(
            () => TaskScope.RunAsync(async scope =>
            {
                Last().Detach("last", Tell);
                _ = scope.Spawn(Other());
                await Executor.Yield();
            }),
            clock);
        Assert.Equal(["other", "clean-up"], log);
        Assert.Equal(["last: OperationCanceledException"], _told);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(3), TimeSpan.FromHours(3.1));

        async Future Other()
        {
            await Executor.Delay(TimeSpan.FromHours(1));
            log.Add("other");
        }

        async Future Last()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                await CleanUp().Shield();
            }
        }

        async Future CleanUp()
        {
            await Executor.Delay(TimeSpan.FromHours(2));
            log.Add("clean-up");
        }
    }

    [Fact]
    public void A_failure_goes_to_its_sink_and_cancels_nothing()
    {
        var clock = new JumpingClock();
        Exception? seen = null;
        Blocking.On(
            async () =>
            {
                Sleep().Detach("sleeper", Tell);
                Fail().Detach("failing", (name, exception) => seen = exception);
                Fail().Detach("other", Tell);
                await Executor.Delay(TimeSpan.FromHours(1));
                Assert.Equal(["other: IOException"], _told);
            },
            clock);
        Assert.Contains(nameof(Fail), Assert.IsType<IOException>(seen).StackTrace, StringComparison.Ordinal);
        Assert.Equal(["other: IOException", "sleeper: OperationCanceledException"], _told);

        static async Future Sleep() => await Executor.Delay(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void One_that_never_began_is_told_of_and_does_not_run()
    {
        bool ran = false;
        // Detached in the last step of all, and detached by one that is cancelled.
        Blocking.On(Detach);
        Blocking.On(async () =>
        {
            Late().Detach("late", Tell);
            await Executor.Yield();
        });
        Assert.False(ran);
        Assert.Equal(["never: OperationCanceledException", "late: OperationCanceledException", "never: OperationCanceledException"], _told);

#pragma warning disable CS1998 // There is nothing to wait for.
        async Future Detach() => Never().Detach("never", Tell);

        async Future Never() => ran = true;
#pragma warning restore CS1998

        async Future Late()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                Never().Detach("never", Tell);
            }
        }
    }

    [Fact]
    public void A_sink_that_throws_is_a_failure_of_the_executor() => Assert.Equal("sink", Assert.Throws<FormatException>(static () => Blocking.On(static async () =>
    {
        Fail().Detach("failing", static (_, _) => throw new FormatException("sink"));
        await Executor.Delay(Timeout.InfiniteTimeSpan);
    })).Message);

    [Fact]
    public void A_sink_that_throws_at_the_very_end_is_a_failure_of_the_executor_too() => Assert.Throws<FormatException>(static () => Blocking.On(static async () =>
    {
        Sleep().Detach("sleeper", static (_, _) => throw new FormatException());
        await Executor.Yield();

        static async Future Sleep() => await Executor.Delay(Timeout.InfiniteTimeSpan);
    }));

    [Fact]
    public void A_callback_of_its_token_that_throws_is_a_failure_of_the_executor() => Assert.Throws<AggregateException>(() => Blocking.On(async () =>
    {
        Register().Detach("registering", Tell);
        await Executor.Yield();
        await Executor.Yield();

        static async Future Register()
        {
            Executor.CancellationToken.Register(static () => throw new FormatException());
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }
    }));

    [Fact]
    public void What_RunOn_runs_ends_with_what_was_detached_in_it() => Blocking.On(async () =>
    {
        await Body().RunOn(WorkerPool.Default);
        Assert.Equal(["inner: OperationCanceledException"], _told);
        await FutureTests.Throws<FormatException>(static async () => await Thrower().RunOn(WorkerPool.Default));

        async Future Body()
        {
            PoolBodies.SleepSimply().Detach("inner", Tell);
            await Executor.Yield();
        }

        static async Future Thrower()
        {
            PoolBodies.SleepSimply().Detach("inner", static (_, _) => throw new FormatException());
            await Executor.Yield();
        }
    });

    [Fact]
    public void In_a_simulation_it_ends_like_anywhere()
    {
        Simulation.Run(
            async () =>
            {
                PoolBodies.SleepSimply().Detach("sleeper", Tell);
                await Executor.Delay(TimeSpan.FromMinutes(1));
            },
            seed: 1);
        Assert.Equal(["sleeper: OperationCanceledException"], _told);
    }

    [Fact]
    public void What_it_starts_ends_with_it()
    {
        Blocking.On(async () =>
        {
            Nested().Detach("nested", Tell);
            for (int turn = 0; turn < 5; turn++)
                await Executor.Yield();
        });
        Assert.Equal(["nested: OperationCanceledException"], _told);

        static async Future Nested()
        {
            Task task = PoolBodies.SleepSimply().AsTask();
            await TaskScope.RunAsync(static async scope => await scope.Spawn(PoolBodies.SleepSimply()));
            await task;
        }
    }

    [Fact]
    public void A_failure_that_was_told_of_can_be_collected() => Blocking.On(static async () =>
    {
        WeakReference failure = await Tell();
        // A thread keeps the exception that it threw last.
        await Tell();
        Threads.Patience.Until(() =>
        {
            GC.Collect();
            return !failure.IsAlive;
        });

        static async Future<WeakReference> Tell()
        {
            WeakReference? told = null;
            Fail().Detach("failing", (_, exception) => told = new WeakReference(exception));
            while (told is null)
                await Executor.Yield();
            return told;
        }
    });

    [Fact]
    public void Without_a_name_and_a_sink_it_is_refused() => Blocking.On(async () =>
    {
        Future future = PoolBodies.SleepSimply();
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => future.Detach(null!, Tell)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => future.Detach(" ", Tell)).ParamName);
        Assert.Equal("onError", Assert.Throws<ArgumentNullException>(() => future.Detach("name", null!)).ParamName);
        Assert.Throws<InvalidOperationException>(() => default(Future).Detach("name", Tell));
        future.Detach("name", Tell);
        Assert.Throws<InvalidOperationException>(() => future.Detach("name", Tell));
        ThreadScope.Run(threads => threads.Spawn(
            () => { Assert.Throws<InvalidOperationException>(() => PoolBodies.SleepSimply().Detach("name", Tell)); }).Join());
        await Executor.Yield();
    });

    private void Tell(string name, Exception exception) => _told.Add($"{name}: {exception.GetType().Name}");

    private static async Future Fail()
    {
        await Executor.Yield();
        throw new IOException();
    }
}
