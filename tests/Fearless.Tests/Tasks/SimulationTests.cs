using Fearless.Channels;
using Fearless.Sync;
using Fearless.Testing;

namespace Fearless.Tests.Tasks;

public class SimulationTests
{
    private const int Seeds = 100;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void The_same_seed_is_the_same_order_and_all_orders_have_a_seed()
    {
        string[] orders = [.. Enumerable.Range(0, Seeds).Select(static seed => OrderOfThree((ulong)seed))];
        Assert.Equal(orders, Enumerable.Range(0, Seeds).Select(static seed => OrderOfThree((ulong)seed)));
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], orders.Distinct().Order());
    }

    [Fact]
    public void A_model_checker_goes_through_all_orders()
    {
        Outcomes<string> orders = Model.Explore(static () => OrderOfThree(Model.Choose));
        Assert.True(orders.Report.IsExhaustive);
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], orders.Order());
    }

    [Fact]
    public void Who_chooses_the_first_always_has_the_order_of_an_executor() => Assert.Equal(
        Executor.BlockOn(static async () => await Order("abcdefgh"), new JumpingClock()),
        Simulation.Run(static async () => await Order("abcdefgh"), static _ => 0));

    [Fact]
    public void Time_passes_only_when_nothing_can_go_on() => Simulation.Run(static async () =>
    {
        TimeProvider clock = Executor.TimeProvider;
        long start = clock.GetTimestamp();
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
        for (int i = 0; i < 100; i++)
            await Executor.Yield();
        Assert.Equal(TimeSpan.Zero, clock.GetElapsedTime(start));
        await Executor.Delay(1000 * Hour);
        Assert.Equal(1000 * Hour, clock.GetElapsedTime(start));
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero) + (1000 * Hour), clock.GetUtcNow());
    });

    [Fact]
    public void What_takes_a_clock_goes_by_it() => Simulation.Run(static async () =>
    {
        TimeProvider clock = Executor.TimeProvider;
        long start = clock.GetTimestamp();
        await Task.Delay(Hour, clock);
        Assert.Equal(Hour, clock.GetElapsedTime(start));

        using var patience = new CancellationTokenSource(Hour, clock);
        await FutureTests.Throws<OperationCanceledException>(async () => await Task.Delay(3 * Hour, clock, patience.Token));
        Assert.Equal(2 * Hour, clock.GetElapsedTime(start));

        using var timer = new PeriodicTimer(Hour, clock);
        for (int tick = 0; tick < 3; tick++)
            Assert.True(await timer.WaitForNextTickAsync());
        Assert.Equal(5 * Hour, clock.GetElapsedTime(start));

        var (tx, rx) = Channel.Bounded<int>(1);
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(Deadline.After(Hour, clock))).Result);
        Assert.Equal(SelectResult.TimedOut, await Select.Receive(rx, static _ => { }).TryRunAsync(Deadline.After(Hour, clock)));
        await Channel.After(Hour, clock).ReceiveAsync();
        Assert.Equal(8 * Hour, clock.GetElapsedTime(start));
        GC.KeepAlive(tx);
    });

    [Fact]
    public void A_timer_that_was_changed_or_disposed_of_does_not_ring() => Simulation.Run(static async () =>
    {
        int rings = 0;
        TimeProvider clock = Executor.TimeProvider;
        using (ITimer timer = clock.CreateTimer(_ => rings++, null, Hour, Timeout.InfiniteTimeSpan))
        {
            timer.Change(3 * Hour, 2 * Hour);
            await Executor.Delay(2 * Hour);
            Assert.Equal(0, rings);
            await Executor.Delay(2 * Hour);
            Assert.Equal(1, rings);
            await Executor.Delay(2 * Hour);
            Assert.Equal(2, rings);
        }
        await Executor.Delay(10 * Hour);
        Assert.Equal(2, rings);
    });

    [Fact]
    public void Messages_locks_and_permits_between_tasks_take_no_time()
    {
        // A continuation on the thread pool would not be seen: the time of the next who waits would have come.
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Simulation.Run(
                static async () =>
                {
                    TimeProvider clock = Executor.TimeProvider;
                    long start = clock.GetTimestamp();
                    var (tx, rx) = Channel.Bounded<int>(1);
                    var (tx2, rx2) = Channel.Rendezvous<int>();
                    var mutex = new Mutex<int>(0);
                    await Future.All(Produce(tx, tx2, mutex), Consume(rx, rx2, mutex));
                    Assert.Equal(TimeSpan.Zero, clock.GetElapsedTime(start));
                },
                seed);
        }

        static async Future<int> Produce(Sender<int> tx, Sender<int> tx2, Mutex<int> mutex)
        {
            for (int i = 0; i < 5; i++)
            {
                await tx.SendAsync(i);
                await Select.Send(tx, i).Send(tx2, i).TryRunAsync(Deadline.After(Hour, Executor.TimeProvider));
                using MutexGuard<int> guard = (await mutex.TryLockAsync(Deadline.After(Hour, Executor.TimeProvider)))!;
                await Executor.Yield();
            }
            (SendResult result, int _) = await tx.SendManyAsync<int>(new int[3], Deadline.After(Hour, Executor.TimeProvider));
            Assert.Equal(SendResult.Sent, result);
            tx.Dispose();
            tx2.Dispose();
            return 0;
        }

        static async Future<int> Consume(Receiver<int> rx, Receiver<int> rx2, Mutex<int> mutex)
        {
            int received = 0;
            Receiver<int>[] both = [rx, rx2];
            while (received < 10)
            {
                var (result, _, _) = await Select.TryReceiveAnyAsync<int>(both, Deadline.After(Hour, Executor.TimeProvider));
                Assert.Equal(ReceiveResult.Received, result);
                received++;
                using MutexGuard<int> guard = await mutex.LockAsync();
                await Executor.Yield();
            }
            while ((await rx.ReceiveManyAsync(new int[2], Deadline.After(Hour, Executor.TimeProvider))).Result == ReceiveResult.Received)
                received++;
            return received;
        }
    }

    [Fact]
    public void What_selections_choose_is_the_same_too()
    {
        string[] choices = [.. Enumerable.Range(0, Seeds / 5).Select(static seed => Choices((ulong)seed))];
        Assert.Equal(choices, Enumerable.Range(0, Seeds / 5).Select(static seed => Choices((ulong)seed)));
        Assert.True(choices.Distinct().Count() > Seeds / 10);

        static string Choices(ulong seed) => Simulation.Run(
            static async () =>
            {
                string choices = "";
                var (tx, rx) = Channel.Unbounded<int>();
                var (tx2, rx2) = Channel.Unbounded<int>();
                for (int i = 0; i < 50; i++)
                {
                    tx.Send(i);
                    tx2.Send(i);
                }
                for (int i = 0; i < 50; i++)
                {
                    await Select.Receive(rx, _ => choices += 'a').Receive(rx2, _ => choices += 'b').RunAsync();
                    choices += (await Select.ReceiveAnyAsync<int>(new[] { rx, rx2 })).Index;
                }
                GC.KeepAlive((tx, tx2));
                return choices;
            },
            seed);
    }

    [Fact]
    public void An_update_that_some_order_loses_is_found_and_its_seed_loses_it_again()
    {
        SimulationFailedException found = Assert.Throws<SimulationFailedException>(static () => Simulation.Explore(LoseAnUpdate));
        Assert.IsType<InvalidOperationException>(found.InnerException);
        Assert.Contains($"seed: {found.Seed}", found.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Simulation.Run(LoseAnUpdate, found.Seed));
        // In the order of an executor it is not.
        Simulation.Run(LoseAnUpdate, static _ => 0);

        static async Future LoseAnUpdate()
        {
            int counter = 0;
            await Future.Settle(Add(static () => 0), Add(static () => 1));
            if (counter != 2)
                throw new InvalidOperationException($"It is {counter}.");

            async Future<int> Add(Func<int> number)
            {
                int before = counter;
                // Only the second one lets the other run in between.
                if (number() == 1)
                    await Executor.Yield();
                counter = before + 1;
                return 0;
            }
        }
    }

    [Fact]
    public void Tasks_that_wait_for_each_other_are_found_and_their_clean_up_runs()
    {
        int cleanUps = 0;
        SimulationFailedException found = Assert.Throws<SimulationFailedException>(() => Simulation.Explore(async () =>
        {
            var one = new Mutex<int>(0);
            var other = new Mutex<int>(0);
            await Future.Settle(Take(one, other), Take(other, one));
        }));
        Assert.IsType<SimulationStalledException>(found.InnerException);
        Assert.Equal(2, cleanUps);

        async Future<int> Take(Mutex<int> first, Mutex<int> second)
        {
            try
            {
                using MutexGuard<int> guard = await first.LockAsync(Executor.CancellationToken);
                await Executor.Yield();
                using MutexGuard<int> guard2 = await second.LockAsync(Executor.CancellationToken);
                return 0;
            }
            catch (OperationCanceledException)
            {
                cleanUps++;
                throw;
            }
        }
    }

    [Fact]
    public void A_wait_that_nothing_ends_and_that_cannot_be_cancelled_is_left_behind()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Assert.Throws<SimulationStalledException>(() => Simulation.Run(async () => await rx.ReceiveAsync()));
        GC.KeepAlive(tx);
    }

    [Fact]
    public void What_runs_on_a_pool_elsewhere_runs_inside()
    {
        int thread = Environment.CurrentManagedThreadId;
        int result = Simulation.Run(async () =>
        {
            TimeProvider clock = Executor.TimeProvider;
            long start = clock.GetTimestamp();
            int sum = await Inner().RunOn(WorkerPool.Default) + await Inner().RunOn(WorkerPool.Default);
            Assert.Equal(2 * Hour, clock.GetElapsedTime(start));
            await FutureTests.Throws<TimeoutException>(async () => await Inner().RunOn(WorkerPool.Default).WithTimeout(Hour / 2));
            await FutureTests.Throws<ArgumentException>(static async () => await Failing().RunOn(WorkerPool.Default));
            return sum;
        });
        Assert.Equal(4, result);

        async Future<int> Inner()
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            await Executor.Delay(Hour);
            return 2;
        }

        static async Future Failing()
        {
            await Executor.Yield();
            throw new ArgumentException("As it should.");
        }
    }

    [Fact]
    public void What_blocks_blocks_inside()
    {
        int thread = Environment.CurrentManagedThreadId;
        Simulation.Run(async () =>
        {
            Assert.Equal(thread, await Unblock.Run(static () => Environment.CurrentManagedThreadId));
            await FutureTests.Throws<IOException>(static async () => await Unblock.Run(static () => throw new IOException("As it should.")));
        });
        Assert.Throws<OperationCanceledException>(static () => Simulation.Run(static async () => await TaskScope.RunAsync(static async scope =>
        {
            scope.Cancel();
            await Unblock.Run(static () => Assert.Fail("It runs though it was cancelled."));
        })));
    }

    [Fact]
    public void There_is_nothing_outside() => Simulation.Run(static async () =>
    {
        Assert.Throws<NotSupportedException>(static () => AsyncSocket.Listen(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0)));
        await Executor.Yield();
    });

    [Fact]
    public void A_failure_is_the_runs_and_cancels_the_others() =>
        Assert.Throws<ArgumentException>(static () => Simulation.Run(static async () => await TaskScope.RunAsync(static async scope =>
        {
            _ = scope.Spawn(Executor.Delay(Timeout.InfiniteTimeSpan).AsFuture());
            await Executor.Delay(Hour);
            throw new ArgumentException("As it should.");
        })));

    [Fact]
    public void A_token_cancels_it()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Simulation.Run(
            async () =>
            {
                await Executor.Delay(Hour);
                source.Cancel();
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            },
            cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => Simulation.Explore(static async () => await Executor.Yield(), cancellationToken: source.Token));
    }

    [Fact]
    public void Progress_is_reported_for_each_order()
    {
        var seen = new List<int>();
        Simulation.Explore(static async () => await Executor.Yield(), runs: 3, progress: new Immediate(seen.Add));
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentNullException>("body", static () => Simulation.Run((Func<Future>)null!));
        Assert.Throws<ArgumentNullException>("body", static () => Simulation.Run((Func<Future<int>>)null!));
        Assert.Throws<ArgumentNullException>("choose", static () => Simulation.Run(static async () => await Executor.Yield(), (Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>("body", static () => Simulation.Explore(null!));
        Assert.Throws<ArgumentOutOfRangeException>("runs", static () => Simulation.Explore(static async () => await Executor.Yield(), runs: 0));
        Assert.Throws<InvalidOperationException>(static () => OrderOfThree(static _ => 7));
        Executor.BlockOn(static async () =>
        {
            Assert.Throws<InvalidOperationException>(static () => OrderOfThree(0));
            Assert.Throws<InvalidOperationException>(static () => Simulation.Explore(static async () => await Executor.Yield()));
            await Executor.Yield();
        });
        Assert.Throws<InvalidOperationException>(static () => Executor.TimeProvider);
    }

    private static string OrderOfThree(ulong seed) => Simulation.Run(static async () => await Order("abc"), seed);

    private static string OrderOfThree(Func<int, int> choose) => Simulation.Run(static async () => await Order("abc"), choose);

    private static async Future<string> Order(string names)
    {
        string order = "";
        await TaskScope.RunAsync(async scope =>
        {
            foreach (char name in names)
                _ = scope.Spawn(Append(name));
            // Nobody else can go on while the last choices are made.
            await Executor.Delay(Hour);
        });
        return order;

        async Future Append(char name)
        {
            order += name;
            await Executor.Delay(Hour);
        }
    }

    private sealed class Immediate(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
