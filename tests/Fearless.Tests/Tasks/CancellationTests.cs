namespace Fearless.Tests.Tasks;

public class CancellationTests
{
    [Fact]
    public void A_method_without_clean_up_ends_where_it_waits_without_an_exception() => Blocking.On(static async () =>
    {
        int exceptions = 0;
        bool wentOn = false;
        int home = Environment.CurrentManagedThreadId;
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs arguments) =>
            exceptions += Environment.CurrentManagedThreadId == home ? 1 : 0;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Outer());
            await Executor.Yield();
            AppDomain.CurrentDomain.FirstChanceException += Count;
            bool wasCancelled = await handle.CancelAsync();
            AppDomain.CurrentDomain.FirstChanceException -= Count;
            Assert.True(wasCancelled);
            Assert.True(handle.WasCancelled);
        });
        Assert.Equal(0, exceptions);
        Assert.False(wentOn);

        async Future Outer()
        {
            await Inner();
            wentOn = true;
        }

        async Future Inner()
        {
            await Executor.Delay(Timeout.InfiniteTimeSpan);
            wentOn = true;
        }
    });

    [Fact]
    public void Clean_up_runs_in_every_frame_that_has_some_from_the_inside_out() => Blocking.On(static async () =>
    {
        var log = new List<string>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Outer());
            await Executor.Yield();
            await handle.CancelAsync();
        });
        Assert.Equal(["inner catch", "inner finally", "using", "outer finally"], log);

        async Future Outer()
        {
            try
            {
                await Middle();
                log.Add("went on");
            }
            finally
            {
                log.Add("outer finally");
            }
        }

        async Future Middle() => await Using();

        async Future Using()
        {
            using var logger = new Logger(log);
            await Inner();
        }

        async Future Inner()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException)
            {
                log.Add("inner catch");
                throw;
            }
            finally
            {
                log.Add("inner finally");
            }
        }
    });

    [Fact]
    public void A_task_that_was_cancelled_before_it_began_does_not_run() => Blocking.On(static async () =>
    {
        bool hasRun = false;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Run());
            handle.Cancel();
            Assert.True(await handle.CancelAsync());
        });
        Assert.False(hasRun);

        async Future Run()
        {
            hasRun = true;
            await Executor.Yield();
        }
    });

    [Fact]
    public void Each_further_wait_of_a_cancelled_task_throws_again() => Blocking.On(static async () =>
    {
        int thrown = 0;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle finished = scope.Spawn(Nothing());
            TaskHandle handle = scope.Spawn(Stubborn(scope.Spawn(Forever())));
            await finished;
            await Executor.Yield();
            Assert.False(await handle.CancelAsync());
            scope.Cancel();
        });
        Assert.Equal(4, thrown);

        async Future Stubborn(TaskHandle forever)
        {
            await Try(static async () => await Executor.Delay(Timeout.InfiniteTimeSpan));
            await Try(static async () => await Executor.Yield());
            await Try(static async () => await Executor.Delay(TimeSpan.Zero));
            await Try(async () => await forever);
        }

        async Future Try(Func<Future> wait)
        {
            try
            {
                await wait();
            }
            catch (OperationCanceledException)
            {
                thrown++;
            }
        }
    });

    [Theory]
    [InlineData("yield")]
    [InlineData("delay")]
    [InlineData("handle")]
    [InlineData("scope")]
    public void It_reaches_a_task_wherever_it_waits(string place) => Blocking.On(async () =>
    {
        bool cleanedUp = false;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle forever = scope.Spawn(Forever());
            TaskHandle handle = scope.Spawn(Wait(forever));
            for (int turn = 0; turn < 3; turn++)
                await Executor.Yield();
            Assert.True(await handle.CancelAsync());
            Assert.True(cleanedUp);
            Assert.False(forever.IsFinished);
            scope.Cancel();
        });

        async Future Wait(TaskHandle forever)
        {
            try
            {
                switch (place)
                {
                    case "yield":
                        while (true)
                            await Executor.Yield();
                    case "delay":
                        await Executor.Delay(TimeSpan.FromDays(1));
                        break;
                    case "handle":
                        await forever;
                        break;
                    default:
                        await TaskScope.RunAsync(static async inner =>
                        {
                            _ = inner.Spawn(Forever());
                            await Forever();
                        });
                        break;
                }
            }
            finally
            {
                cleanedUp = true;
            }
        }
    });

    [Fact]
    public void Awaiting_a_cancelled_task_throws_and_cancels_nobody_else() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle<int> handle = scope.Spawn(Forever<int>());
            await Executor.Yield();
            handle.Cancel();
            await FutureTests.Throws<OperationCanceledException>(async () => await handle);
            await Executor.Yield();
            Assert.False(scope.IsCancelled);
        });
    });

    [Fact]
    public void One_of_many_who_wait_for_a_task_can_be_cancelled() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle<int> slow = scope.Spawn(Slow());
            TaskHandle<int>[] readers = [.. Enumerable.Range(0, 5).Select(_ => scope.Spawn(Read(slow)))];
            await Executor.Yield();
            foreach (int cancelled in (int[])[4, 2, 0])
                Assert.True(await readers[cancelled].CancelAsync());
            Assert.Equal(9, await readers[1]);
            Assert.Equal(9, await readers[3]);
        });

        static async Future<int> Slow()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(20));
            return 9;
        }

        static async Future<int> Read(TaskHandle<int> handle) => await handle;
    });

    [Fact]
    public void A_cancelled_scope_returns_what_its_body_returned_and_throws_if_that_is_nothing() => Blocking.On(static async () =>
    {
        Assert.Equal(4, await TaskScope.RunAsync(static async scope =>
        {
            _ = scope.Spawn(Forever());
            await Executor.Yield();
            scope.Cancel();
            return 4;
        }));

        await FutureTests.Throws<OperationCanceledException>(static async () => await TaskScope.RunAsync(static async scope =>
        {
            scope.Cancel();
            Assert.True(scope.IsCancelled);
            await Executor.Yield();
        }));
    });

    [Fact]
    public void What_is_spawned_in_a_cancelled_scope_does_not_run() => Blocking.On(static async () =>
    {
        bool hasRun = false;
        await TaskScope.RunAsync(scope =>
        {
            scope.Cancel();
            return Body(scope);
        }).WithoutCancellation();
        Assert.False(hasRun);

        async Future Body(TaskScope scope)
        {
            _ = scope.Spawn(Run());
            await Executor.Yield();
        }

        async Future Run()
        {
            hasRun = true;
            await Executor.Yield();
        }
    });

    [Fact]
    public void A_wait_for_something_foreign_is_not_cut_short_but_told_by_the_token() => Blocking.On(static async () =>
    {
        var source = new TaskCompletionSource<int>();
        int received = 0;
        bool toldByToken = false;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle loses = scope.Spawn(Receive());
            TaskHandle told = scope.Spawn(Told());
            for (int turn = 0; turn < 3; turn++)
                await Executor.Yield();
            loses.Cancel();
            Assert.True(await told.CancelAsync());
            Assert.True(toldByToken);
            Assert.False(loses.IsFinished);
            source.SetResult(5);
            // It has what it received, and ends at its next wait.
            Assert.True(await loses.CancelAsync());
        });
        Assert.Equal(5, received);

        async Future Receive()
        {
            received = await source.Task;
            await Executor.Yield();
            received = -1;
        }

        async Future Told()
        {
            CancellationToken token = Executor.CancellationToken;
            Assert.Equal(token, Executor.CancellationToken);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (TaskCanceledException)
            {
                toldByToken = true;
                throw;
            }
        }
    });

    [Fact]
    public void What_a_callback_of_a_token_throws_is_a_failure_of_the_scope() => Blocking.On(static async () =>
    {
        var failure = await FutureTests.Throws<AggregateException>(static async () => await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle handle = scope.Spawn(Register());
            await Executor.Yield();
            handle.Cancel();
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }));
        Assert.IsType<IOException>(failure.InnerException);

        static async Future Register()
        {
            Executor.CancellationToken.Register(static () => throw new IOException());
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }
    });

    [Fact]
    public void The_scope_s_token_is_cancelled_with_it() => Blocking.On(static async () =>
    {
        CancellationToken token = default;
        await FutureTests.Throws<OperationCanceledException>(async () => await TaskScope.RunAsync(async scope =>
        {
            token = scope.CancellationToken;
            Assert.False(token.IsCancellationRequested);
            scope.Cancel();
            Assert.True(token.IsCancellationRequested);
            Assert.True(scope.CancellationToken.IsCancellationRequested);
            await Executor.Yield();
        }));
        Assert.True(token.IsCancellationRequested);
    });

    [Fact]
    public void A_scope_s_own_token_reaches_it_from_another_thread() => Blocking.On(static async () =>
    {
        using var source = new CancellationTokenSource();
        using var timer = new Timer(_ => source.Cancel(), null, 20, Timeout.Infinite);
        var cancelled = await FutureTests.Throws<OperationCanceledException>(async () => await TaskScope.RunAsync(
            static async scope =>
            {
                _ = scope.Spawn(Forever());
                await Forever();
            },
            source.Token));
        Assert.Equal(source.Token, cancelled.CancellationToken);
    });

    [Fact]
    public void Ten_thousand_nested_scopes_are_cancelled_without_overflow() => Blocking.On(static async () =>
    {
        int cleanedUp = 0;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Nest(10_000));
            for (int turn = 0; turn < 30_000; turn++)
                await Executor.Yield();
            Assert.True(await handle.CancelAsync());
        });
        Assert.Equal(1, cleanedUp);

        async Future Nest(int depth)
        {
            if (depth > 0)
            {
                await TaskScope.RunAsync(async _ => await Nest(depth - 1));
                return;
            }
            try
            {
                await Forever();
            }
            finally
            {
                cleanedUp++;
            }
        }
    });

    [Fact]
    public void A_task_can_cancel_itself() => Blocking.On(static async () =>
    {
        TaskHandle self = default;
        bool wentOn = false;
        await TaskScope.RunAsync(async scope =>
        {
            self = scope.Spawn(Run());
            Assert.True(await self.CancelAsync());
        });
        Assert.False(wentOn);

        async Future Run()
        {
            await Executor.Yield();
            self.Cancel();
            await Executor.Yield();
            wentOn = true;
        }
    });

    private static async Future Forever() => await Executor.Delay(Timeout.InfiniteTimeSpan);

    private static async Future<T> Forever<T>()
    {
        await Executor.Delay(Timeout.InfiniteTimeSpan);
        return default!;
    }

    private static async Future Nothing() => await Executor.Yield();

    private sealed class Logger(List<string> log) : IDisposable
    {
        public void Dispose() => log.Add("using");
    }
}
