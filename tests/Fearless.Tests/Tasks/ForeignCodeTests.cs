using Fearless.Channels;
using Fearless.Tests.Sync;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Tasks of .NET in tasks of ours, and the other way round.</summary>
public class ForeignCodeTests
{
    [Fact]
    public async Task What_an_ordinary_method_waits_for_may_come_in_the_last_moment_of_its_loop()
    {
        var (tx, rx) = Channel.Unbounded<int>();
        Receiver<int>[] any = [rx];
        var clock = new LastMomentClock(() =>
        {
            tx.Send(1);
            tx.Send(2);
        });
        Task<int> received = Task.FromResult(0);
        Task<int> selected = Task.FromResult(0);
        Blocking.On(
            async () =>
            {
                // No task waits for these, and the timer stays, so that the clock is read to the end.
                _ = Sleep();
                received = Receive();
                selected = ReceiveAny();
                await Executor.Yield();
                clock.IsLast = true;
            },
            clock);
        Assert.Equal([1, 2], (await Task.WhenAll(received, selected).WaitAsync(TestThread.Patience, TestContext.Current.CancellationToken)).Order());

        static async Task Sleep() => await Executor.Delay(TimeSpan.FromHours(1));

        async Task<int> Receive() => await rx.ReceiveAsync();

        async Task<int> ReceiveAny() => (await Select.ReceiveAnyAsync<int>(any)).Value;
    }

    [Fact]
    public void Awaits_of_anything_come_home_to_the_executor_s_thread() => Blocking.On(static async () =>
    {
        int home = Environment.CurrentManagedThreadId;
        await Task.Delay(1);
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        await Task.Delay(1).ConfigureAwait(false);
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        Assert.Equal(3, await Task.Run(static () => 3));
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        await Task.Yield();
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        await new ValueTask(Task.Delay(1));
        Assert.Equal(home, Environment.CurrentManagedThreadId);
        await FutureTests.Throws<IOException>(static async () => await Task.Run(static void () => throw new IOException()));
        Assert.Equal(home, Environment.CurrentManagedThreadId);
    });

    [Fact]
    public void Ordinary_asynchronous_methods_run_on_it_and_come_home() => Blocking.On(static async () =>
    {
        int home = Environment.CurrentManagedThreadId;
        await Ordinary();
        Assert.Equal(home, Environment.CurrentManagedThreadId);

        async Task Ordinary()
        {
            await Task.Delay(1);
            Assert.Equal(home, Environment.CurrentManagedThreadId);
            await Executor.Yield();
            Assert.Equal(home, Environment.CurrentManagedThreadId);
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
            Assert.Equal(home, Environment.CurrentManagedThreadId);
            Assert.Equal(5, await Five());
            Assert.Equal(home, Environment.CurrentManagedThreadId);
            await Assert.ThrowsAsync<IOException>(static async () => await Fail());
            await TaskScope.RunAsync(static async scope => Assert.Equal(5, await Both(scope.Spawn(Five()))));
        }

        static async Task<int> Both(TaskHandle<int> handle) => await handle;
    });

    [Fact]
    public void A_future_becomes_a_task_with_its_result_its_failure_or_its_cancellation() => Blocking.On(static async () =>
    {
        Assert.Equal(5, await Five().AsTask());
        await Assert.ThrowsAsync<IOException>(static () => Fail().AsTask());
        Task cancelled = Task.CompletedTask;
        await TaskScope.RunAsync(async scope =>
        {
            cancelled = Forever().AsTask();
            await Executor.Yield();
            scope.Cancel();
        }).WithoutCancellation();
        await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
    });

    [Fact]
    public void In_a_cancelled_scope_too_a_future_that_became_a_task_ends() => Blocking.On(static async () =>
    {
        Task cancelled = Task.CompletedTask;
        await TaskScope.RunAsync(async scope =>
        {
            scope.Cancel();
            cancelled = Forever().AsTask();
            await Executor.Yield();
        }).WithoutCancellation();
        await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
    });

    [Fact]
    public void In_a_cancelled_scope_too_an_ordinary_method_goes_on_after_a_future() => Blocking.On(static async () =>
    {
        bool cleanedUp = false;
        await TaskScope.RunAsync(async scope =>
        {
            try
            {
                scope.Cancel();
                await Executor.Yield();
            }
            finally
            {
                await CleanUp();
            }
        }).WithoutCancellation();
        Assert.True(cleanedUp);

        async Task CleanUp()
        {
            // Begun by the cancelled task itself, and cancelled as all that it awaits; what follows is the ordinary method's own.
            await Assert.ThrowsAsync<OperationCanceledException>(static async () => await Five());
            Assert.Equal(5, await Five());
            cleanedUp = true;
        }
    });

    [Fact]
    public void An_async_void_method_that_outlives_all_tasks_is_told_that_it_can_start_none()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Blocking.On(static async () =>
        {
            Outlive();
            await Executor.Yield();
        }));
        Assert.Contains("has ended", failure.Message);

        static async void Outlive()
        {
            await Task.Delay(20);
            await Five();
        }
    }

    [Fact]
    public void The_scope_waits_for_a_future_that_became_a_task() => Blocking.On(static async () =>
    {
        bool ended = false;
        await TaskScope.RunAsync(async scope =>
        {
            _ = Slow().AsTask();
            await Executor.Yield();
        });
        Assert.True(ended);

        async Future Slow()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(5));
            ended = true;
        }
    });

    [Fact]
    public void A_result_can_be_awaited_from_elsewhere_through_its_task()
    {
        var source = new TaskCompletionSource<Task<int>>();
        int received = 0;
        _ = Task.Run(async () => Volatile.Write(ref received, await await source.Task));
        Blocking.On(async () =>
        {
            source.SetResult(Five().AsTask());
            await Executor.Yield();
        });
        Patience.Until(() => Volatile.Read(ref received) == 5);
    }

    [Fact]
    public void An_async_void_method_is_waited_for_and_its_failure_thrown()
    {
        bool ended = false;
        Blocking.On(async () =>
        {
            FireAndForget();
            await Executor.Yield();
        });
        Assert.True(ended);

        Assert.Throws<IOException>(() => Blocking.On(static async () =>
        {
            FireAndFail();
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }));

        async void FireAndForget()
        {
            await Task.Delay(20);
            ended = true;
        }

        static async void FireAndFail()
        {
            await Task.Delay(1);
            throw new IOException();
        }
    }

    [Fact]
    public void A_send_to_its_context_from_another_thread_runs_on_the_executor_s() => Blocking.On(static async () =>
    {
        int home = Environment.CurrentManagedThreadId;
        SynchronizationContext context = SynchronizationContext.Current!;
        int seen = 0;
        context.Send(_ => seen = Environment.CurrentManagedThreadId, null);
        Assert.Equal(home, seen);
        seen = 0;
        await Task.Run(() => context.Send(_ => seen = Environment.CurrentManagedThreadId, null));
        Assert.Equal(home, seen);
        await Assert.ThrowsAsync<IOException>(() => Task.Run(() => context.Send(static _ => throw new IOException(), null)));
    });

    [Fact]
    public void What_is_posted_after_the_executor_s_end_runs_on_the_thread_pool()
    {
        SynchronizationContext? kept = null;
        Blocking.On(async () =>
        {
            kept = SynchronizationContext.Current;
            await Executor.Yield();
        });
        using var ran = new ManualResetEventSlim();
        kept!.Post(_ => ran.Set(), null);
        ran.Await();
    }

    [Fact]
    public void Channels_join_tasks_and_threads_and_lose_nothing() => Blocking.On(static async () =>
    {
        const int Count = 10_000;
        var (sender, receiver) = Fearless.Channels.Channel.Bounded<int>(4);
        var producer = new Thread(() =>
        {
            using (sender)
            {
                for (int value = 1; value <= Count; value++)
                    sender.Send(value);
            }
        })
        { IsBackground = true };
        producer.Start();
        long sum = await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<long>[] consumers = [.. Enumerable.Range(0, 4).Select(_ => scope.Spawn(Sum(receiver)))];
            long sum = 0;
            foreach (TaskHandle<long> consumer in consumers)
                sum += await consumer;
            return sum;
        });
        receiver.Dispose();
        Assert.True(producer.Join(Patience.Limit));
        Assert.Equal((long)Count * (Count + 1) / 2, sum);

        static async Future<long> Sum(Fearless.Channels.Receiver<int> receiver)
        {
            long sum = 0;
            while ((await receiver.TryReceiveAsync(Fearless.Sync.Deadline.Never, Executor.CancellationToken)).TryGetValue(out int value))
                sum += value;
            return sum;
        }
    });

    [Fact]
    public void Threads_from_everywhere_wake_tasks_and_none_is_missed() => Blocking.On(static async () =>
    {
        const int Rounds = 2_000;
        long sum = 0;
        await TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 8; task++)
                _ = scope.Spawn(Bounce());
            await Executor.Yield();
        });
        Assert.Equal(8L * Rounds, sum);

        async Future Bounce()
        {
            for (int round = 0; round < Rounds; round++)
            {
                int one = await Task.Run(static () => 1);
                sum += one;
            }
        }
    });

    private static async Future<int> Five()
    {
        await Executor.Yield();
        return 5;
    }

    private static async Future Fail()
    {
        await Executor.Yield();
        throw new IOException();
    }

    private static async Future Forever() => await Executor.Delay(Timeout.InfiniteTimeSpan);

    /// <summary>A clock that stands still, and does something when it is read for the first time after the last task has ended: after the loop has
    /// taken what others had for it.</summary>
    private sealed class LastMomentClock(Action atLast) : TimeProvider
    {
        private bool _isOver;

        public bool IsLast { get; set; }

        public override long GetTimestamp()
        {
            if (IsLast && !_isOver)
            {
                _isOver = true;
                atLast();
            }
            return 0;
        }
    }
}
