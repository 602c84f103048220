using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class BlockOnTests
{
    [Fact]
    public void It_runs_the_body_on_the_calling_thread_and_returns_its_result()
    {
        int caller = Environment.CurrentManagedThreadId;

        (int before, int after) = Executor.BlockOn(static async () =>
        {
            int before = Environment.CurrentManagedThreadId;
            await Executor.Yield();
            return (before, Environment.CurrentManagedThreadId);
        });

        Assert.Equal((caller, caller), (before, after));
    }

    [Fact]
    public void It_runs_a_future_that_was_called_outside()
    {
        bool hasRun = false;
        Future<int> future = Body();
        Assert.False(hasRun);

        Assert.Equal(3, Executor.BlockOn(future));

        async Future<int> Body()
        {
            hasRun = true;
            await Executor.Yield();
            return 3;
        }
    }

    [Fact]
    public void It_throws_what_the_body_threw_as_it_was()
    {
        var thrown = new IOException("as it was");

        Assert.Same(thrown, Assert.Throws<IOException>(() => Executor.BlockOn(async Future () =>
        {
            await Executor.Yield();
            throw thrown;
        })));
        Assert.Same(thrown, Assert.Throws<IOException>(() => Executor.BlockOn(Future () => throw thrown)));
    }

    [Fact]
    public void Inside_of_a_task_it_is_refused_and_the_executor_goes_on()
    {
        int result = Executor.BlockOn(static async () =>
        {
            await Executor.Yield();
            Assert.Contains("Use await", Assert.Throws<InvalidOperationException>(() => Executor.BlockOn(Three())).Message);
            return await Three();
        });

        Assert.Equal(3, result);
    }

    [Fact]
    public void A_thread_that_a_task_starts_may_run_an_executor_of_its_own() =>
        Assert.Equal(3, Executor.BlockOn(static async () =>
        {
            await Executor.Yield();
            return ThreadScope.Run(static scope => scope.Spawn(static () => Executor.BlockOn(Three())).Join());
        }));

    [Fact]
    public void A_token_that_is_cancelled_already_runs_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        bool hasRun = false;

        var cancelled = Assert.Throws<OperationCanceledException>(() => Executor.BlockOn(
            async Future () =>
            {
                hasRun = true;
                await Executor.Yield();
            },
            cancellationToken: source.Token));

        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.False(hasRun);
    }

    [Fact]
    public void A_token_that_another_thread_cancels_ends_a_wait_that_has_no_end()
    {
        using var source = new CancellationTokenSource();
        bool hasCleanedUp = false;
        using var waits = new ManualResetEventSlim();
        using var timer = new Timer(_ =>
        {
            waits.Wait();
            source.Cancel();
        });
        timer.Change(10, Timeout.Infinite);

        var cancelled = Assert.Throws<OperationCanceledException>(() => Blocking.On(
            async () =>
            {
                try
                {
                    waits.Set();
                    await Executor.Delay(Timeout.InfiniteTimeSpan);
                }
                finally
                {
                    hasCleanedUp = true;
                }
            },
            cancellationToken: source.Token));

        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.True(hasCleanedUp);
    }

    [Fact]
    public void A_result_that_is_there_when_the_token_is_cancelled_is_returned()
    {
        using var source = new CancellationTokenSource();

        Assert.Equal(7, Blocking.On(
            async () =>
            {
                await Executor.Yield();
                source.Cancel();
                return 7;
            },
            cancellationToken: source.Token));
    }

    [Fact]
    public void What_needs_an_executor_says_so_where_there_is_none()
    {
        Assert.Contains("Executor.BlockOn", Assert.Throws<InvalidOperationException>(static () => Executor.Yield()).Message);
        Assert.Throws<InvalidOperationException>(static () => Executor.Delay(TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(static () => Executor.CancellationToken);
        Assert.Throws<InvalidOperationException>(static () => { Three().GetAwaiter(); });
        Assert.Throws<InvalidOperationException>(static () => { _ = Three().AsTask(); });
    }

    [Fact]
    public void Null_bodies_and_default_futures_are_refused()
    {
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => Executor.BlockOn((Func<Future>)null!)).ParamName);
        Assert.Equal("body", Assert.Throws<ArgumentNullException>(static () => Executor.BlockOn((Func<Future<int>>)null!)).ParamName);
        Assert.Throws<InvalidOperationException>(static () => Executor.BlockOn(default(Future)));
        Assert.Throws<InvalidOperationException>(static () => Executor.BlockOn(static () => default(Future<int>)));
    }

    [Fact]
    public void The_caller_s_synchronization_context_is_back_afterwards()
    {
        var own = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(own);
        try
        {
            Executor.BlockOn(Three());
            Assert.Same(own, SynchronizationContext.Current);
            Assert.Throws<IOException>(static () => Executor.BlockOn(static Future () => throw new IOException()));
            Assert.Same(own, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void An_interrupt_does_not_end_the_wait_and_comes_up_later()
    {
        bool ended = false;
        bool interrupted = false;
        using var inside = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            Executor.BlockOn(async () =>
            {
                inside.Set();
                await Executor.Delay(TimeSpan.FromMilliseconds(50));
            });
            ended = true;
            try
            {
                Thread.Sleep(Patience.Limit);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        })
        { IsBackground = true };
        thread.Start();
        inside.Await();
        thread.Interrupt();

        Assert.True(thread.Join(Patience.Limit));
        Assert.Equal((true, true), (ended, interrupted));
    }

    private static async Future<int> Three()
    {
        await Executor.Yield();
        return 3;
    }
}
