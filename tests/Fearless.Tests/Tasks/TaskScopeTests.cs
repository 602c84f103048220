namespace Fearless.Tests.Tasks;

public class TaskScopeTests
{
    [Fact]
    public void It_completes_when_the_body_and_every_task_have_ended_nested_ones_too() => Blocking.On(static async () =>
    {
        int ended = 0;
        await TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 10; task++)
                _ = scope.Spawn(Spread(scope, 3));
            await Executor.Yield();
        });
        Assert.Equal(10 * 15, ended);

        async Future Spread(TaskScope scope, int depth)
        {
            await Executor.Yield();
            if (depth > 0)
            {
                _ = scope.Spawn(Spread(scope, depth - 1));
                _ = scope.Spawn(Spread(scope, depth - 1));
            }
            await Executor.Delay(TimeSpan.FromMilliseconds(depth));
            ended++;
        }
    });

    [Fact]
    public void Handles_give_results_before_and_after_the_end_and_to_many() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> handle = scope.Spawn(Value(7));
            Assert.False(handle.IsFinished);
            TaskHandle<int>[] readers = [.. Enumerable.Range(0, 5).Select(_ => scope.Spawn(Read(handle)))];
            foreach (TaskHandle<int> reader in readers)
                Assert.Equal(7, await reader);
            Assert.True(handle.IsFinished);
            Assert.False(handle.WasCancelled);
            Assert.Equal(7, await handle);
        });
        static async Future<int> Read(TaskHandle<int> handle) => await handle;
    });

    [Fact]
    public void Those_who_wait_for_a_task_go_on_in_the_order_in_which_they_came() => Blocking.On(static async () =>
    {
        var order = new List<int>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle slow = scope.Spawn(Sleep(TimeSpan.FromMilliseconds(5)));
            for (int reader = 0; reader < 4; reader++)
                _ = scope.Spawn(Read(reader, slow));
            await slow;
        });
        Assert.Equal([0, 1, 2, 3], order);

        async Future Read(int number, TaskHandle slow)
        {
            await slow;
            order.Add(number);
        }
    });

    [Fact]
    public void The_first_failure_cancels_body_and_siblings_and_is_thrown_when_they_have_ended() => Blocking.On(static async () =>
    {
        var log = new List<string>();
        var failure = await FutureTests.Throws<IOException>(async () => await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Sibling("first"));
            _ = scope.Spawn(Sibling("second"));
            _ = scope.Spawn(Fail());
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                log.Add("body");
            }
        }));
        Assert.Equal("the cause", failure.Message);
        Assert.Empty(failure.GetSuppressed());
        Assert.Equal(["body", "first", "second"], log.Order());

        async Future Sibling(string name)
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                log.Add(name);
            }
        }

        static async Future Fail()
        {
            await Executor.Yield();
            throw new IOException("the cause");
        }
    });

    [Fact]
    public void Further_failures_hang_on_the_first() => Blocking.On(static async () =>
    {
        var failure = await FutureTests.Throws<IOException>(async () => await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(FailInCleanup());
            await Executor.Yield();
            throw new IOException("first");
        }));
        Assert.IsType<FormatException>(Assert.Single(failure.GetSuppressed()));

        static async Future FailInCleanup()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException)
            {
                throw new FormatException("clean-up");
            }
        }
    });

    [Fact]
    public void A_failure_is_thrown_where_it_is_awaited_and_by_the_scope_once() => Blocking.On(static async () =>
    {
        bool wasSeen = false;
        var failure = await FutureTests.Throws<IOException>(async () => await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> failing = scope.Spawn(Fail());
            try
            {
                await failing;
            }
            catch (IOException)
            {
                wasSeen = true;
                throw;
            }
        }));
        Assert.True(wasSeen);
        Assert.Empty(failure.GetSuppressed());

        static async Future<int> Fail()
        {
            await Executor.Yield();
            throw new IOException();
        }
    });

    [Fact]
    public void A_body_that_throws_before_it_is_a_future_still_waits_for_what_it_spawned() => Blocking.On(static async () =>
    {
        int ended = 0;
        await FutureTests.Throws<IOException>(async () => await TaskScope.RunAsync(Future (scope) =>
        {
            _ = scope.Spawn(Never());
            throw new IOException();
        }));
        // It was cancelled before it began.
        Assert.Equal(0, ended);
        await FutureTests.Throws<InvalidOperationException>(async () => await TaskScope.RunAsync(static _ => default(Future<int>)));

        async Future Never()
        {
            ended++;
            await Executor.Yield();
        }
    });

    [Fact]
    public void After_its_end_and_elsewhere_it_is_refused() => Blocking.On(static async () =>
    {
        TaskScope? kept = null;
        TaskHandle<int> handle = default;
        await TaskScope.RunAsync(async scope =>
        {
            kept = scope;
            handle = scope.Spawn(Value(1));
            await Executor.Yield();
            ThreadScope.Run(threads =>
            {
                threads.Spawn(() =>
                {
                    Assert.Contains("thread of its executor", Assert.Throws<InvalidOperationException>(() => scope.Spawn(Value(1))).Message);
                    Assert.Throws<InvalidOperationException>(scope.Cancel);
                    Assert.Throws<InvalidOperationException>(() => scope.CancelAfter(TimeSpan.Zero));
                    Assert.Throws<InvalidOperationException>(() => scope.CancellationToken);
                    Assert.Throws<InvalidOperationException>(handle.Cancel);
                    Assert.Throws<InvalidOperationException>(() => { handle.GetAwaiter(); });
                }).Join();
            });
        });
        Assert.Contains("has ended", Assert.Throws<InvalidOperationException>(() => kept!.Spawn(Value(1))).Message);
        Assert.Throws<InvalidOperationException>(() => kept!.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => kept!.CancelAfter(TimeSpan.Zero));
        kept!.Cancel();
        Assert.Equal(1, await handle);
    });

    [Fact]
    public void Bad_arguments_are_refused_at_once() => Blocking.On(static async () =>
    {
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => { TaskScope.RunAsync((Func<TaskScope, Future>)null!); }).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => { TaskScope.RunAsync((Func<TaskScope, Future<int>>)null!); }).ParamName);
        Assert.Equal("delay", Assert.Throws<ArgumentOutOfRangeException>(static () => Executor.Delay(TimeSpan.FromTicks(-1))).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(static () => { Value(1).WithTimeout(TimeSpan.FromTicks(-1)); }).ParamName);
        Assert.Throws<InvalidOperationException>(static () => default(TaskHandle).IsFinished);
        Assert.Throws<InvalidOperationException>(static () => default(TaskHandle<int>).Cancel());
        await TaskScope.RunAsync(static async scope =>
        {
            Assert.Throws<InvalidOperationException>(() => scope.Spawn(default(Future)));
            Assert.Throws<ArgumentOutOfRangeException>(() => scope.CancelAfter(TimeSpan.FromTicks(-1)));
            await Executor.Yield();
        });
    });

    [Fact]
    public void A_task_that_waits_for_itself_is_told() => Blocking.On(static async () =>
    {
        TaskHandle self = default;
        var refused = await FutureTests.Throws<InvalidOperationException>(async () => await TaskScope.RunAsync(async scope =>
        {
            self = scope.Spawn(WaitForSelf());
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }));
        Assert.Contains("its own end", refused.Message);

        async Future WaitForSelf()
        {
            await Executor.Yield();
            await self;
        }
    });

    [Fact]
    public void A_hundred_thousand_tasks_run_and_end() => Blocking.On(static async () =>
    {
        long sum = 0;
        await TaskScope.RunAsync(async scope =>
        {
            for (int value = 0; value < 100_000; value++)
                _ = scope.Spawn(Add(value));
            await Executor.Yield();
        });
        Assert.Equal(100_000L * 99_999 / 2, sum);

        async Future Add(int value)
        {
            await Executor.Yield();
            sum += value;
        }
    });

    private static async Future<int> Value(int value)
    {
        await Executor.Yield();
        return value;
    }

    private static async Future Sleep(TimeSpan time) => await Executor.Delay(time);
}
