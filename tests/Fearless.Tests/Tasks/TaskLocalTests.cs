using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

public class TaskLocalTests
{
    private static readonly TaskLocal<string> Name = new();
    private static readonly TaskLocal<int> Number = new();

    [Fact]
    public void It_is_seen_by_all_that_the_future_awaits_and_by_nothing_else() => Blocking.On(static async () =>
    {
        Assert.Equal("none", await Seen());
        Assert.Equal("value", await Name.With("value", Outer()));
        Assert.Equal("none", await Seen());
        await Name.With("value", CheckAndEnd());
        Assert.False(Name.TryGetValue(out _));
        Assert.Equal("none", await new TaskLocal<string>().With("another's", Seen()));

        static async Future<string> Outer()
        {
            await Executor.Yield();
            Assert.Equal("value", Name.Value);
            await Task.Yield();
            Assert.Equal("value", Name.Value);
            return await Seen();
        }

        static async Future CheckAndEnd() => Assert.Equal("value", await Seen());
    });

    [Fact]
    public void The_innermost_value_counts_and_the_outer_one_is_back_afterwards() => Blocking.On(static async () =>
    {
        Assert.Equal("outer 1, inner 1, inner 2, outer 1", await Name.With("outer", Number.With(1, Nested())));

        static async Future<string> Nested() =>
            $"{await Both()}, {await Name.With("inner", Both())}, {await Number.With(2, Name.With("inner", Both()))}, {await Both()}";

        static async Future<string> Both() => $"{await Seen()} {Number.Value}";
    });

    [Fact]
    public void The_outer_value_is_back_after_a_failure_and_after_a_cancellation() => Blocking.On(static async () =>
    {
        var log = new List<string>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle task = scope.Spawn(Name.With("outer", Run()));
            await Executor.Yield();
            await Executor.Yield();
            await Executor.Yield();
            await task.CancelAsync();
        });
        Assert.Equal(["failed: outer", "inside: inner", "cancelled: outer"], log);

        async Future Run()
        {
            await FutureTests.Throws<IOException>(static async () => await Name.With("inner", Fail()));
            log.Add($"failed: {Name.Value}");
            try
            {
                await Name.With("inner", Sleep());
            }
            finally
            {
                log.Add($"cancelled: {Name.Value}");
            }
        }

        async Future Sleep()
        {
            log.Add($"inside: {Name.Value}");
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }

        static async Future Fail()
        {
            await Executor.Yield();
            throw new IOException();
        }
    });

    [Fact]
    public void A_cancellation_passes_without_an_exception() => Blocking.On(static async () =>
    {
        int exceptions = 0;
        int home = Environment.CurrentManagedThreadId;
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs arguments) =>
            exceptions += Environment.CurrentManagedThreadId == home ? 1 : 0;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle begun = scope.Spawn(Name.With("value", PoolBodies.SleepSimply()));
            await Executor.Yield();
            TaskHandle notBegun = scope.Spawn(Name.With("value", PoolBodies.SleepSimply()));
            AppDomain.CurrentDomain.FirstChanceException += Count;
            Assert.True(await begun.CancelAsync());
            Assert.True(await notBegun.CancelAsync());
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        });
        Assert.Equal(0, exceptions);
        Assert.Equal(0, EventLoop.Required.Locals!.Count);
    });

    [Fact]
    public void Tasks_at_once_have_each_their_own() => Blocking.On(static async () =>
    {
        string[] seen = await Future.All(Enumerable.Range(0, 50).Select(static task => Name.With($"{task}", Watch())));
        Assert.Equal(Enumerable.Range(0, 50).Select(static task => $"{task}"), seen);

        static async Future<string> Watch()
        {
            string first = Name.Value;
            for (int turn = 0; turn < 10; turn++)
            {
                await Executor.Yield();
                Assert.Equal(first, await Seen());
            }
            return first;
        }
    });

    [Fact]
    public void What_is_spawned_inherits_what_its_spawner_sees_then_and_keeps_it() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async outer =>
        {
            TaskHandle<string> inner = default;
            await Name.With("first", SpawnInside());
            Assert.Equal("first", await inner);
            Assert.Equal("none", await outer.Spawn(Seen()));

            async Future SpawnInside()
            {
                inner = outer.Spawn(SeenLater());
                Assert.Equal("second", await Name.With("second", Seen()));
            }
        });
        Assert.Equal(0, EventLoop.Required.Locals!.Count);

        static async Future<string> SeenLater()
        {
            for (int turn = 0; turn < 5; turn++)
                await Executor.Yield();
            return await Seen();
        }
    });

    [Fact]
    public void Everything_that_runs_futures_inherits() => Blocking.On(static async () =>
    {
        string? detached = null;
        await Name.With("value", Check());
        await Executor.Yield();
        await Executor.Yield();
        Assert.Equal("value", detached);

        async Future Check()
        {
            Assert.Equal("value", await TaskScope.RunAsync(static async scope => await scope.Spawn(Seen())));
            Assert.Equal(["value", "value"], await Future.All(Seen(), Seen()));
            Assert.Equal("value", await Future.Race(Seen(), Seen()));
            Assert.Equal("value", await Future.Select<string>().On(Seen(), static name => name).RunAsync());
            Assert.Equal("value", await Seen().Shield());
            Assert.Equal("value", await Seen().WithTimeout(TimeSpan.FromMinutes(1)));
            Assert.Equal("value", await Seen().RunOn(WorkerPool.Default));
            Assert.Equal("value", await Seen().AsTask());
            Keep().Detach("keeper", static (_, _) => { });
        }

        async Future Keep() => detached = await Seen();
    });

    [Fact]
    public void A_task_that_has_it_from_the_start_gives_it_back() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            Assert.Equal("value", await scope.Spawn(Name.With("value", Seen())));
            Assert.Equal("inner", await Name.With("outer", SpawnWith(scope)));
        });
        Assert.Equal(0, EventLoop.Required.Locals!.Count);

        static async Future<string> SpawnWith(TaskScope scope) => await scope.Spawn(Name.With("inner", Seen()));
    });

    [Fact]
    public void Ordinary_asynchronous_methods_see_it_up_to_their_first_wait() => Blocking.On(static async () =>
    {
        await Name.With("value", Call());

        static async Future Call() => Assert.Equal((true, false), await Ordinary());

        static async Task<(bool Before, bool After)> Ordinary()
        {
            bool before = Name.TryGetValue(out _);
            await Task.Yield();
            return (before, Name.TryGetValue(out _));
        }
    });

    [Fact]
    public void Without_a_value_it_says_so()
    {
        Assert.False(Name.TryGetValue(out _));
        Assert.Contains("With", Assert.Throws<InvalidOperationException>(static () => Name.Value).Message);
        Assert.Throws<InvalidOperationException>(static () => { Name.With("value", default(Future)); });
        Assert.Throws<InvalidOperationException>(static () => { Name.With("value", default(Future<int>)); });
        Blocking.On(static async () =>
        {
            Future<string> future = Seen();
            await future;
            await FutureTests.Throws<InvalidOperationException>(async () => await Name.With("value", future));
            Assert.Equal("none", await Seen());
        });
    }

    private static async Future<string> Seen()
    {
        await Executor.Yield();
        return Name.TryGetValue(out string? name) ? name : "none";
    }
}
