namespace Fearless.Tests.Tasks;

public class FutureTests
{
    [Fact]
    public void A_call_runs_nothing_until_it_is_awaited() => Blocking.On(static async () =>
    {
        int runs = 0;
        Future<int> future = Count();
        await Executor.Yield();
        Assert.Equal(0, runs);

        Assert.Equal(1, await future);

        async Future<int> Count()
        {
            await Executor.Yield();
            return ++runs;
        }
    });

    [Fact]
    public void A_future_is_awaited_or_spawned_once() => Blocking.On(static async () =>
    {
        Future<int> future = Value(1);
        Future<int> same = future;
        await future;
        var refused = await Throws<InvalidOperationException>(async () => await same);
        Assert.Contains("runs once", refused.Message);

        await TaskScope.RunAsync(async scope =>
        {
            Future<int> spawned = Value(2);
            TaskHandle<int> handle = scope.Spawn(spawned);
            Assert.Throws<InvalidOperationException>(() => scope.Spawn(spawned));
            await Throws<InvalidOperationException>(async () => await spawned);
            Assert.Throws<InvalidOperationException>(() => { _ = spawned.AsTask(); });
            Assert.Equal(2, await handle);
        });
    });

    [Fact]
    public void Default_says_that_it_is_no_call() => Blocking.On(static async () =>
    {
        await Throws<InvalidOperationException>(static async () => await default(Future));
        await Throws<InvalidOperationException>(static async () => await default(Future<int>));
        Assert.Throws<InvalidOperationException>(static () => default(Future<int>).Shield());
        Assert.Throws<InvalidOperationException>(static () => default(Future).WithTimeout(TimeSpan.Zero));
    });

    [Fact]
    public void Results_and_failures_come_through_many_frames() => Blocking.On(static async () =>
    {
        Assert.Equal(50, await Deep(50));
        var failure = await Throws<IOException>(static async () => await Deep(50, fails: true));
        Assert.Equal("at the bottom", failure.Message);

        static async Future<int> Deep(int depth, bool fails = false)
        {
            if (depth == 0)
            {
                await Executor.Yield();
                return fails ? throw new IOException("at the bottom") : 0;
            }
            return await Deep(depth - 1, fails) + 1;
        }
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_million_nested_awaits_take_no_stack(bool waits) =>
        Assert.Equal(1_000_000, Blocking.On(async () =>
        {
            return await Deep(1_000_000);

            async Future<int> Deep(int depth)
            {
                if (depth > 0)
                    return await Deep(depth - 1) + 1;
                if (waits)
                    await Executor.Yield();
                return 0;
            }
        }));

    [Fact]
    public void Ready_tasks_take_turns() => Blocking.On(static async () =>
    {
        var order = new List<string>();
        await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Speak("a"));
            _ = scope.Spawn(Speak("b"));
            await Executor.Yield();
        });
        Assert.Equal(["a0", "b0", "a1", "b1", "a2", "b2"], order);

        async Future Speak(string name)
        {
            for (int turn = 0; turn < 3; turn++)
            {
                order.Add(name + turn);
                await Executor.Yield();
            }
        }
    });

    [Fact]
    public void What_a_task_does_to_the_ambient_context_is_gone_for_the_next() => Blocking.On(static async () =>
    {
        var ambient = new AsyncLocal<int>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle setter = scope.Spawn(Set());
            TaskHandle<int> other = scope.Spawn(Get());
            await setter;
            Assert.Equal(0, await other);
        });

        async Future Set()
        {
            ambient.Value = 1;
            await Executor.Yield();
        }

        async Future<int> Get()
        {
            await Executor.Yield();
            return ambient.Value;
        }
    });

    internal static async Future<TException> Throws<TException>(Func<Future> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException exception)
        {
            return exception;
        }
        throw new Xunit.Sdk.XunitException($"No {typeof(TException).Name} was thrown.");
    }

    private static async Future<int> Value(int value)
    {
        await Executor.Yield();
        return value;
    }
}
