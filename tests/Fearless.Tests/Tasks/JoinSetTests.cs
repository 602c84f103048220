namespace Fearless.Tests.Tasks;

public class JoinSetTests
{
    [Fact]
    public void Results_come_in_the_order_in_which_the_tasks_end() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        foreach (int hours in (int[])[3, 1, 2])
            _ = set.Spawn(After(hours));
        var order = new List<int>();
        while (set.Count > 0)
            order.Add(await await set.NextAsync());
        Assert.Equal([1, 2, 3], order);
    });

    [Fact]
    public void What_has_ended_before_anybody_waited_is_kept() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        TaskHandle<int> first = set.Spawn(After(1));
        _ = set.Spawn(After(2));
        await Executor.Delay(TimeSpan.FromHours(3));
        Assert.Equal(2, set.Count);
        Assert.Equal(first, await set.NextAsync());
        Assert.Equal(2, await await set.NextAsync());
        Assert.Equal(0, set.Count);
        await FutureTests.Throws<InvalidOperationException>(async () => await set.NextAsync());
    });

    [Fact]
    public void Each_task_goes_to_one_of_those_who_wait_and_nobody_waits_for_ever() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        for (int task = 1; task <= 100; task++)
            _ = set.Spawn(After(task / 3));
        var taken = new List<int>();
        TaskHandle[] takers = [.. Enumerable.Range(0, 100).Select(_ => scope.Spawn(Take()))];
        foreach (TaskHandle taker in takers)
            await taker;
        Assert.Equal(100, taken.Count);
        Assert.Equal(Enumerable.Range(1, 100).Select(static task => task / 3), taken);

        async Future Take() => taken.Add(await await set.NextAsync());
    });

    [Fact]
    public void Whoever_comes_between_the_wake_and_the_turn_of_another_takes_nothing_from_it() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        _ = set.Spawn(Now(1));
        int taken = 0;
        TaskHandle waiter = scope.Spawn(Take());
        await Executor.Yield();
        // The task's end, the set's notice of it, and the waiter's turn: one after the other.
        for (int turn = 0; turn < 5; turn++)
        {
            await FutureTests.Throws<InvalidOperationException>(async () => await set.NextAsync());
            await Executor.Yield();
        }
        await waiter;
        Assert.Equal(1, taken);

        async Future Take() => taken = await await set.NextAsync();
    });

    [Fact]
    public void A_wait_that_is_cancelled_takes_no_task() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        _ = set.Spawn(After(2));
        await FutureTests.Throws<TimeoutException>(async () => await set.NextAsync().WithTimeout(TimeSpan.FromHours(1)));
        Assert.Equal(1, set.Count);
        Assert.Equal(2, await await set.NextAsync());
    });

    [Fact]
    public void A_wait_that_is_cancelled_after_its_wake_has_its_task_all_the_same() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        var taken = new List<int>();
        _ = set.Spawn(After(1));
        TaskHandle taker = scope.Spawn(Take());
        // Between the taker's wake and its turn: the task ends, and then the set takes notice, before this goes on.
        await Executor.Delay(TimeSpan.FromHours(1));
        await Executor.Yield();
        await Executor.Yield();
        taker.Cancel();
        await taker.AsFuture().WithoutCancellation();
        Assert.Equal([1], taken);

        async Future Take()
        {
            TaskHandle<int> ended = await set.NextAsync();
            taken.Add(ended.IsFinished ? 1 : 0);
        }
    });

    [Fact]
    public void A_task_that_was_cancelled_is_given_and_says_so() => InScope(static async scope =>
    {
        var set = new JoinSet<int>(scope);
        set.Spawn(After(2)).Cancel();
        TaskHandle<int> ended = await set.NextAsync();
        Assert.True(ended.WasCancelled);
    });

    [Fact]
    public void A_failure_cancels_the_scope_unless_it_is_made_a_result()
    {
        Assert.Throws<IOException>(static () => InScope(static async scope =>
        {
            var set = new JoinSet<int>(scope);
            _ = set.Spawn(Fail());
            await set.NextAsync();
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }));
        InScope(static async scope =>
        {
            var set = new JoinSet<Result<int, Exception>>(scope);
            _ = set.Spawn(Fail().AsResult());
            _ = set.Spawn(After(1).AsResult());
            Result<int, Exception> failed = await await set.NextAsync();
            Assert.True(!failed.TryGetValue(out _, out Exception? failure) && failure is IOException);
            Result<int, Exception> succeeded = await await set.NextAsync();
            Assert.True(succeeded.TryGetValue(out int one, out _) && one == 1);
        });
    }

    [Fact]
    public void Failures_without_results_become_results_too() => InScope(static async scope =>
    {
        Result<Unit, Exception> failed = await FailWithoutResult().AsResult();
        Assert.True(!failed.TryGetValue(out _, out Exception? failure) && failure is IOException);
        Assert.Throws<InvalidOperationException>(static () => { default(Future<int>).AsResult(); });
        Assert.Throws<InvalidOperationException>(static () => { default(Future).AsResult(); });

        static async Future FailWithoutResult() => await Fail();
    });

    [Fact]
    public void A_cancelled_task_ends_as_such_though_its_failures_are_results() => InScope(static async scope =>
    {
        TaskHandle<Result<int, Exception>> handle = scope.Spawn(After(5).AsResult());
        await Executor.Yield();
        Assert.True(await handle.CancelAsync());
    });

    [Fact]
    public void Tasks_without_results_are_taken_too() => InScope(static async scope =>
    {
        var set = new JoinSet<Unit>(scope);
        bool ran = false;
        _ = set.Spawn(Run());
        await await set.NextAsync();
        Assert.True(ran);

        async Future Run()
        {
            await Executor.Yield();
            ran = true;
        }
    });

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Equal("scope", Assert.Throws<ArgumentNullException>(static () => new JoinSet<int>(null!)).ParamName);
        Assert.Equal("set", Assert.Throws<ArgumentNullException>(static () => { JoinSetExtensions.Spawn(null!, default); }).ParamName);
        JoinSet<int>? kept = null;
        InScope(async scope =>
        {
            kept = new JoinSet<int>(scope);
            Assert.Throws<InvalidOperationException>(() => { kept.Spawn(default); });
            Assert.Equal(0, kept.Count);
            await Executor.Yield();
        });
        Assert.Throws<InvalidOperationException>(() => { kept!.Spawn(After(1)); });
        Assert.Throws<InvalidOperationException>(() => Blocking.On(async () => { await kept!.NextAsync(); }));
    }

    private static void InScope(Func<TaskScope, Future> body) => Blocking.On(() => TaskScope.RunAsync(body), new JumpingClock());

    private static async Future<int> After(int hours)
    {
        await Executor.Delay(TimeSpan.FromHours(hours));
        return hours;
    }

    private static async Future<int> Now(int result)
    {
        await Executor.Yield();
        return result;
    }

    private static async Future<int> Fail()
    {
        await Executor.Yield();
        throw new IOException();
    }
}
