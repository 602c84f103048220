namespace Fearless.Tests.Tasks;

public class SupervisorTests
{
    [Fact]
    public void A_failure_leaves_the_siblings_alone_and_is_told_to_whoever_awaits_the_handle() => Supervise(static async scope =>
    {
        TaskHandle<int> failing = scope.Spawn(Fail(1));
        TaskHandle<int> sibling = scope.Spawn(After(2));
        var failure = await FutureTests.Throws<IOException>(async () => await failing);
        Assert.Equal("1", failure.Message);
        Assert.False(scope.IsCancelled);
        Assert.Equal(2, await sibling);
    });

    [Fact]
    public void What_nobody_was_told_of_is_thrown_at_the_end_in_the_order_in_which_it_came() => Blocking.On(static async () =>
    {
        bool siblingEnded = false;
        var failure = await FutureTests.Throws<IOException>(async () => await TaskScope.RunAsync(
            async scope =>
            {
                _ = scope.Spawn(Fail(3));
                _ = scope.Spawn(Fail(1));
                TaskHandle<int> told = scope.Spawn(Fail(2));
                _ = scope.Spawn(Fail(4));
                await FutureTests.Throws<IOException>(async () => await told);
                await Executor.Delay(TimeSpan.FromHours(10));
                siblingEnded = true;
            },
            ScopePolicy.Supervisor));
        Assert.Equal("1", failure.Message);
        Assert.Equal(["3", "4"], failure.GetSuppressed().Select(static exception => exception.Message));
        Assert.True(siblingEnded);
    }, new JumpingClock());

    [Fact]
    public void Whoever_waits_from_outside_of_the_scope_is_told_before_it_ends() => Blocking.On(static async () =>
    {
        TaskHandle<int> failing = default;
        await TaskScope.RunAsync(async outer =>
        {
            TaskHandle waiter = default;
            await TaskScope.RunAsync(
                async scope =>
                {
                    failing = scope.Spawn(Fail(1));
                    waiter = outer.Spawn(Wait());
                    await Executor.Yield();
                },
                ScopePolicy.Supervisor);
            await waiter;
        });

        async Future Wait() => await FutureTests.Throws<IOException>(async () => await failing);
    }, new JumpingClock());

    [Fact]
    public void A_failure_of_the_body_cancels_all_and_comes_first() => Blocking.On(static async () =>
    {
        var failure = await FutureTests.Throws<FormatException>(static async () => await TaskScope.RunAsync(
            static async Future<int> (scope) =>
            {
                _ = scope.Spawn(Fail(1));
                _ = scope.Spawn(After(1_000_000));
                await Executor.Delay(TimeSpan.FromHours(2));
                throw new FormatException();
            },
            ScopePolicy.Supervisor));
        Assert.IsType<IOException>(Assert.Single(failure.GetSuppressed()));
    }, new JumpingClock());

    [Fact]
    public void A_failure_that_the_body_passes_on_is_thrown_once() => Blocking.On(static async () =>
    {
        var failure = await FutureTests.Throws<IOException>(static async () => await TaskScope.RunAsync(
            static async scope => await scope.Spawn(Fail(1)), ScopePolicy.Supervisor));
        Assert.Empty(failure.GetSuppressed());
    }, new JumpingClock());

    [Fact]
    public void A_failure_in_the_clean_up_of_a_cancelled_scope_is_thrown() => Blocking.On(static async () =>
    {
        await FutureTests.Throws<FormatException>(static async () => await TaskScope.RunAsync(
            static async scope =>
            {
                _ = scope.Spawn(FailInCleanup());
                await Executor.Yield();
                await Executor.Yield();
                scope.Cancel();
            },
            ScopePolicy.Supervisor));

        // And not lost with the task that waits for the scope, when that is what was cancelled.
        var failure = await FutureTests.Throws<FormatException>(static async () => await TaskScope.RunAsync(static async outer =>
        {
            TaskHandle handle = outer.Spawn(TaskScope.RunAsync(
                static async scope =>
                {
                    _ = scope.Spawn(FailInCleanup());
                    await Executor.Delay(Timeout.InfiniteTimeSpan);
                },
                ScopePolicy.Supervisor));
            await Executor.Yield();
            await Executor.Yield();
            await Executor.Yield();
            await handle.CancelAsync();
        }));
        Assert.Empty(failure.GetSuppressed());

        static async Future FailInCleanup()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException)
            {
                throw new FormatException();
            }
        }
    });

    [Fact]
    public void A_callback_of_a_tasks_token_that_throws_leaves_the_siblings_alone_and_is_thrown_at_the_end() => Blocking.On(static async () =>
    {
        int ended = 0;
        await FutureTests.Throws<AggregateException>(async () => await TaskScope.RunAsync(
            async scope =>
            {
                TaskHandle handle = scope.Spawn(Register());
                await Executor.Yield();
                await Executor.Yield();
                await handle.CancelAsync();
                ended = await scope.Spawn(After(1));
            },
            ScopePolicy.Supervisor));
        Assert.Equal(1, ended);

        static async Future Register()
        {
            Executor.CancellationToken.Register(static () => throw new FormatException());
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }
    }, new JumpingClock());

    [Fact]
    public void Ends_of_all_kinds_come_out_of_a_join_set() => Supervise(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        foreach (Future<int> future in (Future<int>[])[Fail(1), After(2), Fail(3)])
            _ = set.Spawn(future);
        var ends = new List<string>();
        while (set.Count > 0)
        {
            TaskHandle<int> ended = await set.NextAsync();
            try
            {
                ends.Add($"{await ended}");
            }
            catch (IOException exception)
            {
                ends.Add($"failed {exception.Message}");
            }
        }
        Assert.Equal(["failed 1", "2", "failed 3"], ends);
    });

    [Fact]
    public void What_has_been_told_of_can_be_collected() => Supervise(static async scope =>
    {
        WeakReference failure = await Tell(scope);
        // A thread keeps the exception that it threw last.
        await Tell(scope);
        Threads.Patience.Until(() =>
        {
            GC.Collect();
            return !failure.IsAlive;
        });

        static async Future<WeakReference> Tell(TaskScope scope) =>
            new(await FutureTests.Throws<IOException>(async () => await scope.Spawn(Fail(1))));
    });

    [Fact]
    public void A_policy_that_there_is_not_is_refused()
    {
        Assert.Equal("policy", Assert.Throws<ArgumentOutOfRangeException>(static () => { TaskScope.RunAsync(static _ => After(1), (ScopePolicy)2); }).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => { TaskScope.RunAsync((Func<TaskScope, Future>)null!, ScopePolicy.Supervisor); }).ParamName);
        Blocking.On(static () => TaskScope.RunAsync(static _ => After(1), ScopePolicy.FailFast), new JumpingClock());
    }

    private static void Supervise(Func<TaskScope, Future> body) => Blocking.On(() => TaskScope.RunAsync(body, ScopePolicy.Supervisor), new JumpingClock());

    private static async Future<int> After(int hours)
    {
        await Executor.Delay(TimeSpan.FromHours(hours));
        return hours;
    }

    private static async Future<int> Fail(int hours)
    {
        await Executor.Delay(TimeSpan.FromHours(hours));
        throw new IOException($"{hours}");
    }
}
