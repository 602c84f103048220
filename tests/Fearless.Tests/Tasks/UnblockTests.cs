using Fearless.Tasks;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class UnblockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Results_and_failures_come_home() => Blocking.On(static async () =>
    {
        int home = Environment.CurrentManagedThreadId;
        Assert.NotEqual(home, await Unblock.Run(static () => Environment.CurrentManagedThreadId));
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        await FutureTests.Throws<FormatException>(static async () => await Unblock.Run(static () => int.Parse("none")));
        bool called = false;
        await Unblock.Run(() => { called = true; });
        Assert.True(called);
    });

    [Fact]
    public void Others_run_meanwhile() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using var happened = new ManualResetEventSlim();
        TaskHandle blocked = scope.Spawn(Unblock.Run(happened.Await));
        await Executor.Delay(TimeSpan.FromMilliseconds(1));
        Assert.False(blocked.IsFinished);
        happened.Set();
        await blocked;
    }));

    [Fact]
    public void In_loops_on_pools_too()
    {
        using var pool = new WorkerPool(1);
        Blocking.On(() => PoolBodies.Later(static async () => Assert.Equal(3, await Unblock.Run(static () => 3))).RunOn(pool));
    }

    [Fact]
    public void The_limit_holds_and_whoever_is_beyond_it_gets_a_turn()
    {
        const int Limit = 3;
        var pool = new BlockingPool(Limit, threadsAtOnce: Limit);
        int running = 0;
        int most = 0;
        int[] results = Blocking.On(() => Future.All(Enumerable.Range(0, 50).Select(number => Run(pool, _ =>
        {
            int now = Interlocked.Increment(ref running);
            lock (pool)
                most = Math.Max(most, now);
            Thread.Yield();
            Interlocked.Decrement(ref running);
            return number;
        }))));
        Assert.Equal(Enumerable.Range(0, 50), results);
        Assert.InRange(most, 1, Limit);
        Assert.InRange(pool.ThreadCount, 1, Limit);
    }

    [Fact]
    public void Calls_that_wait_for_each_other_all_get_threads()
    {
        const int Calls = 20;
        var pool = new BlockingPool(Calls, threadsAtOnce: 1);
        using var all = new Barrier(Calls);
        Blocking.On(() => Future.All(Enumerable.Range(0, Calls).Select(_ => Run(pool, token => all.SignalAndWait(Patience.Limit, token)))));
        Assert.Equal(Calls, pool.ThreadCount);
    }

    [Fact]
    public void Short_calls_do_not_start_a_thread_each()
    {
        // The reserve waits for an hour, so it is the second thread, and the last.
        var pool = new BlockingPool(100, threadsAtOnce: 1, patience: Hour);
        Blocking.On(() => Future.All(Enumerable.Range(0, 100).Select(number => Run(pool, _ => number))));
        Assert.Equal(2, pool.ThreadCount);
    }

    [Fact]
    public void Idle_threads_are_used_again_and_end_after_a_while()
    {
        var lasting = new BlockingPool(10, threadsAtOnce: 10, idleTime: Hour);
        var brief = new BlockingPool(10, threadsAtOnce: 10, idleTime: TimeSpan.FromMilliseconds(1));
        Blocking.On(async () =>
        {
            int first = await Run(lasting, static _ => Environment.CurrentManagedThreadId);
            for (int round = 0; round < 20; round++)
            {
                // The result comes a moment before its thread is idle.
                Patience.Until(() => lasting.IdleCount == 1);
                Assert.Equal(first, await Run(lasting, static _ => Environment.CurrentManagedThreadId));
            }
            for (int round = 0; round < 5; round++)
            {
                await Run(brief, static _ => 0);
                Patience.Until(() => brief.ThreadCount == 0);
            }
        });
    }

    [Fact]
    public void A_call_that_has_not_begun_is_not_made_when_it_is_cancelled()
    {
        var pool = new BlockingPool(1, threadsAtOnce: 1);
        Blocking.On(async () => await TaskScope.RunAsync(async scope =>
        {
            using var release = new ManualResetEventSlim();
            using var begun = new ManualResetEventSlim();
            bool wasMade = false;
            TaskHandle<int> first = scope.Spawn(Run(pool, _ =>
            {
                begun.Set();
                release.Await();
                return 1;
            }));
            TaskHandle<bool> second = scope.Spawn(Run(pool, _ => wasMade = true));
            TaskHandle<int> third = scope.Spawn(Run(pool, static _ => 3));
            await Executor.Yield();
            begun.Await();
            Assert.Equal(2, pool.QueueLength);
            Assert.True(await second.CancelAsync());
            Assert.Equal(1, pool.QueueLength);
            first.Cancel();
            await Executor.Yield();
            Assert.False(first.IsFinished);
            release.Set();
            // It had begun: its result is there.
            Assert.Equal(1, await first);
            Assert.Equal(3, await third);
            Assert.False(wasMade);
        }));
    }

    [Fact]
    public void A_call_that_has_begun_is_waited_for_at_the_end_of_the_executor()
    {
        using var source = new CancellationTokenSource();
        bool hasEnded = false;
        Assert.Throws<OperationCanceledException>(() => Blocking.On(
            async () =>
            {
                await Unblock.Run(() =>
                {
                    source.Cancel();
                    Thread.Yield();
                    Volatile.Write(ref hasEnded, true);
                });
                await Executor.Yield();
            },
            cancellationToken: source.Token));
        Assert.True(hasEnded);
    }

    [Fact]
    public void A_call_that_takes_the_token_can_end_early() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using var begun = new ManualResetEventSlim();
        TaskHandle<int> result = scope.Spawn(Unblock.Run<int>(token =>
        {
            begun.Set();
            Assert.True(token.WaitHandle.WaitOne(Patience.Limit));
            token.ThrowIfCancellationRequested();
            return 0;
        }));
        TaskHandle nothing = scope.Spawn(Unblock.Run(token =>
        {
            Assert.True(token.WaitHandle.WaitOne(Patience.Limit));
            token.ThrowIfCancellationRequested();
        }));
        await Executor.Yield();
        begun.Await();
        Assert.True(await result.CancelAsync());
        await nothing.CancelAsync();
        Assert.True(nothing.WasCancelled);
    }));

    [Fact]
    public void A_call_sees_the_callers_async_locals_and_leaves_none()
    {
        var pool = new BlockingPool(1, threadsAtOnce: 1, idleTime: Hour);
        var local = new AsyncLocal<int>();
        Blocking.On(async () =>
        {
            local.Value = 5;
            Assert.Equal(5, await Run(pool, _ => local.Value++));
            Assert.Equal(0, await Run(pool, _ => local.Value));
            Assert.Null(await Run(pool, static _ => SynchronizationContext.Current));
        });
    }

    [Fact]
    public void A_system_without_threads_is_an_exception_unless_there_is_one_that_will_do()
    {
        bool fails = true;
        var pool = new BlockingPool(10, threadsAtOnce: 10, idleTime: Hour, start: thread =>
        {
            if (fails)
                throw new InsufficientExecutionStackException();
            thread.Start();
        });
        Assert.Throws<InsufficientExecutionStackException>(() => Blocking.On(() => Run(pool, static _ => 0)));
        Assert.Equal((0, 0), (pool.ThreadCount, pool.QueueLength));
        fails = false;
        Blocking.On(async () => await TaskScope.RunAsync(async scope =>
        {
            using var release = new ManualResetEventSlim();
            TaskHandle<int> first = scope.Spawn(Run(pool, _ =>
            {
                release.Await();
                return 1;
            }));
            await Executor.Yield();
            fails = true;
            TaskHandle<int> second = scope.Spawn(Run(pool, static _ => 2));
            await Executor.Yield();
            release.Set();
            Assert.Equal((1, 2), (await first, await second));
            Assert.Equal(1, pool.ThreadCount);
        }));
    }

    [Fact]
    public void Whatever_is_cancelled_every_call_is_made_once_or_never()
    {
        var pool = new BlockingPool(4, threadsAtOnce: 2, patience: TimeSpan.Zero, idleTime: TimeSpan.Zero);
        int made = 0;
        int delivered = 0;
        using var workers = new WorkerPool(2);
        Blocking.On(() => Future.All(Enumerable.Range(0, 4).Select(seed => PoolBodies.Later(() => Work(seed)).RunOn(workers).AsResult())));
        Assert.Equal(made, delivered);

        async Future Work(int seed) => await TaskScope.RunAsync(async scope =>
        {
            var random = new Random(seed);
            for (int round = 0; round < 300; round++)
            {
                TaskHandle<int> call = scope.Spawn(Run(pool, _ => Interlocked.Increment(ref made)));
                for (int yields = random.Next(4); yields > 0; yields--)
                    await Executor.Yield();
                if (random.Next(2) == 0)
                    call.Cancel();
                await call.CancelAsync();
                if (!call.WasCancelled)
                    Interlocked.Increment(ref delivered);
            }
        });
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<ArgumentNullException>(static () => { Unblock.Run((Func<int>)null!); });
        Assert.Throws<ArgumentNullException>(static () => { Unblock.Run((Func<CancellationToken, int>)null!); });
        Assert.Throws<ArgumentNullException>(static () => { Unblock.Run((Action)null!); });
        Assert.Throws<ArgumentNullException>(static () => { Unblock.Run((Action<CancellationToken>)null!); });
        Assert.Throws<ArgumentException>(static () => { Unblock.Run(static async () => await Task.Yield()); });
        Assert.Throws<ArgumentException>(static () => { Unblock.Run(static async token => await Task.Delay(1, token)); });
    }

    [Theory]
    [InlineData(null, 512)]
    [InlineData("7", 7)]
    [InlineData(9, 9)]
    [InlineData("0", 512)]
    [InlineData("many", 512)]
    public void The_limit_is_what_the_process_was_told(object? setting, int expected) => Assert.Equal(expected, Unblock.FindMaxThreads(setting));

    private static Future<T> Run<T>(BlockingPool pool, Func<CancellationToken, T> function) =>
        new(new UnblockFrame<T>(pool, function, takesToken: false));
}
