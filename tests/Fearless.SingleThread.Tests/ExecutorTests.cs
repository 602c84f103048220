using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.SingleThread.Tests;

/// <summary>Tasks and their timers, locks and channels: all of it on the thread that calls.</summary>
public class ExecutorTests
{
    // Does nothing to a process that does not listen.
#pragma warning disable CA1416 // The tests that use it are skipped where it does not exist.
    private const PosixSignal Quiet = PosixSignal.SIGWINCH;
#pragma warning restore CA1416

    [Fact]
    public void The_switch_is_on() => Assert.True(Sync.SingleThread.IsOn);

    [Fact]
    public void Tasks_sleep_and_run_on_the_thread_that_calls()
    {
        Thread here = Thread.CurrentThread;
        var order = new List<int>();
        Executor.BlockOn(async () => await TaskScope.RunAsync(async scope =>
        {
            foreach (int milliseconds in new[] { 30, 1, 15 })
                _ = scope.Spawn(After(milliseconds));
            await Executor.Yield();
        }));
        Assert.Equal([1, 15, 30], order);

        async Future After(int milliseconds)
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(milliseconds));
            Assert.Same(here, Thread.CurrentThread);
            order.Add(milliseconds);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Tasks_pass_everything_through_a_channel(int capacity)
    {
        long sum = Executor.BlockOn(async () =>
        {
            var (tx, rx) = Channel.Bounded<int>(capacity);
            return await TaskScope.RunAsync(async scope =>
            {
                _ = scope.Spawn(Send(tx));
                return await Sum(rx);
            });
        });
        Assert.Equal(500_500, sum);

        static async Future Send(Sender<int> tx)
        {
            using (tx)
            {
                for (int value = 1; value <= 1000; value++)
                    await tx.SendAsync(value);
            }
        }

        static async Future<long> Sum(Receiver<int> rx)
        {
            long sum = 0;
            using (rx)
            {
                await foreach (int value in rx)
                    sum += value;
            }
            return sum;
        }
    }

    [Fact]
    public void A_task_waits_for_a_lock_that_another_one_has()
    {
        var mutex = new Mutex<List<int>>([]);
        int count = Executor.BlockOn(async () =>
        {
            await TaskScope.RunAsync(async scope =>
            {
                for (int task = 0; task < 10; task++)
                    _ = scope.Spawn(Add(task));
                await Executor.Yield();
            });
            using MutexGuard<List<int>> list = mutex.Lock();
            return list.Value.Count;
        });
        Assert.Equal(10, count);

        async Future Add(int task)
        {
            using MutexGuard<List<int>> list = await mutex.LockAsync();
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
            list.Value.Add(task);
        }
    }

    [Fact]
    public void What_is_waited_for_with_a_limit_ends_by_it()
    {
        Executor.BlockOn(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            var limit = TimeSpan.FromMilliseconds(20);
            var (tx, rx) = Channel.Bounded<int>(1);
            Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(Deadline.After(limit))).Result);
            Assert.False(await new CountLatch(1).WaitAsync(limit));
            await Assert.ThrowsAsync<TimeoutException>(static async () => await Forever().WithTimeout(TimeSpan.FromMilliseconds(20)));
            Assert.True(Stopwatch.GetElapsedTime(start) >= 3 * limit);
            tx.Dispose();
            rx.Dispose();
        });

        static async Future Forever() => await Executor.Delay(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Channels_of_times_tell_them_to_tasks_and_to_the_thread_itself()
    {
        using Receiver<DateTimeOffset> ticks = Channel.Tick(TimeSpan.FromMilliseconds(2));
        Executor.BlockOn(async () =>
        {
            using Receiver<DateTimeOffset> after = Channel.After(TimeSpan.FromMilliseconds(5));
            await after.ReceiveAsync();
            await ticks.ReceiveAsync();
        });
        // And in the next executor, and outside of any.
        Executor.BlockOn(async () => await ticks.ReceiveAsync());
        ticks.Receive();
    }

    [Fact]
    public void What_would_run_elsewhere_runs_here()
    {
        Thread here = Thread.CurrentThread;
        Executor.BlockOn(async () =>
        {
            Assert.Same(here, await Unblock.Run(static () => Thread.CurrentThread));
            Assert.Same(here, await Where().RunOn(WorkerPool.Default));
            Assert.Same(here, await WorkerPool.Default.RunAsync(static () => Thread.CurrentThread));
            Assert.Same(here, Thread.CurrentThread);
        });

        static async Future<Thread> Where()
        {
            await Executor.Yield();
            return Thread.CurrentThread;
        }
    }

    [Fact]
    public void Tasks_that_wait_for_each_other_are_told_that_none_can_go_on()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        var failure = Assert.Throws<PlatformNotSupportedException>(() => Executor.BlockOn(async () => await rx.ReceiveAsync()));
        Assert.Contains("Every task that is left waits", failure.Message, StringComparison.Ordinal);
        tx.Dispose();
        rx.Dispose();
    }

    [Fact]
    public void What_the_thread_pool_would_have_to_do_is_not_waited_for()
    {
        var never = new TaskCompletionSource();
        var failure = Assert.Throws<PlatformNotSupportedException>(() => Executor.BlockOn(async () => await never.Task));
        Assert.Contains("Task.Delay", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_is_cancelled_when_none_can_go_on_cleans_up()
    {
        bool isClean = false;
        Assert.Throws<PlatformNotSupportedException>(() => Executor.BlockOn(async () => await Wait()));
        Assert.True(isClean);

        async Future Wait()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                isClean = true;
            }
        }
    }

    [Fact]
    public void What_comes_from_outside_of_the_process_is_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It sends itself a signal.");
        Executor.BlockOn(static async () =>
        {
            ProcessOutput echo = await ChildProcess.RunAsync(new ProcessStartInfo("echo", ["-n", "hello"]));
            Assert.Equal("hello", Encoding.ASCII.GetString(echo.Output.Span));
            // One without pipes, of which nothing but its end is heard.
            await using (ChildProcess sleep = await ChildProcess.StartAsync(new ProcessStartInfo("sleep", "0.05")))
                Assert.Equal(0, await sleep.WaitForExitAsync());
        });
        Executor.BlockOn(static async () =>
        {
            using Signals signals = Signals.Listen(Quiet);
            using Process kill = Process.Start("sh", ["-c", $"sleep 0.05; kill -WINCH {Environment.ProcessId}"]);
            Assert.Equal(Quiet, await signals.NextAsync());
        });
        // Nobody listens any more.
        Assert.Throws<PlatformNotSupportedException>(static () => Executor.BlockOn(static async () =>
        {
            Signals.Listen(Quiet).Dispose();
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }));
    }

    [Fact]
    public void Sockets_talk_to_each_other()
    {
        string answer = Executor.BlockOn(static async () => await TaskScope.RunAsync(static async scope =>
        {
            using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            _ = scope.Spawn(Echo(listener));
            using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
            await client.SendAsync("hello"u8.ToArray());
            byte[] buffer = new byte[16];
            int count = await client.ReceiveAsync(buffer);
            return Encoding.ASCII.GetString(buffer, 0, count);
        }));
        Assert.Equal("hello", answer);

        static async Future Echo(AsyncSocket listener)
        {
            using AsyncSocket client = await listener.AcceptAsync();
            byte[] buffer = new byte[16];
            int count = await client.ReceiveAsync(buffer);
            await client.SendAsync(buffer.AsMemory(0, count));
        }
    }
}
