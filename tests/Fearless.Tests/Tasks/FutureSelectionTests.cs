using Fearless.Channels;

namespace Fearless.Tests.Tasks;

public class FutureSelectionTests
{
    [Fact]
    public void The_first_of_different_things_wins_and_the_others_have_cleaned_up()
    {
        var cleanedUp = new List<string>();
        Blocking.On(
            async () =>
            {
                var (sender, receiver) = Channel.Bounded<string>(1);
                await TaskScope.RunAsync(async scope =>
                {
                    TaskHandle<int> task = scope.Spawn(Careful("task", Timeout.InfiniteTimeSpan, 5));
                    string result = await Future.Select<string>()
                        .On(Careful("number", Timeout.InfiniteTimeSpan, 3), static number => $"number {number}")
                        .On(Careful("flag", TimeSpan.FromHours(2), true), static flag => $"flag {flag}")
                        .On(task, static number => $"task {number}")
                        .Receive(receiver, static text => text)
                        .RunAsync();
                    Assert.Equal("flag True", result);
                    Assert.Equal(["flag", "number"], cleanedUp.Order());
                    sender.Send("for the next");
                    Assert.Equal("for the next", receiver.Receive());
                    await task.CancelAsync();
                });
            },
            new JumpingClock());

        async Future<T> Careful<T>(string name, TimeSpan time, T value)
        {
            try
            {
                await Executor.Delay(time);
                return value;
            }
            finally
            {
                cleanedUp.Add(name);
            }
        }
    }

    [Fact]
    public void Each_kind_of_arm_can_win() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        var (full, source) = Channel.Bounded<int>(1);
        var (sink, empty) = Channel.Bounded<int>(1);
        full.Send(7);
        Assert.Equal(1, await Future.Select<int>().On(Return(1), static number => number).RunAsync());
        Assert.Equal(2, await Future.Select<int>().On(End(), static () => 2).RunAsync());
        Assert.Equal(3, await Future.Select<int>().On(scope.Spawn(Return(3)), static number => number).RunAsync());
        Assert.Equal(4, await Future.Select<int>().On(scope.Spawn(End()), static () => 4).RunAsync());
        Assert.Equal(7, await Future.Select<int>().Receive(source, static number => number).RunAsync());
        Assert.Equal(5, await Future.Select<int>().Send(sink, 8, static () => 5).RunAsync());
        Assert.Equal(8, empty.Receive());
        Assert.Equal(6, await Future.Select<int>().On(Never(), static () => 0).Default(TimeSpan.FromMilliseconds(1), static () => 6).RunAsync());
        Assert.Equal(9, await Future.Select<int>().Default(TimeSpan.Zero, static () => 9).RunAsync());
    }));

    [Fact]
    public void A_handler_that_is_a_future_is_awaited_like_any_other() => Blocking.On(static async () =>
    {
        Assert.Equal(4, await await Future.Select<Future<int>>().On(Return(2), static async number => await Return(number) + number).RunAsync());
    });

    [Fact]
    public void A_message_that_comes_while_it_waits_is_received() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Rendezvous<int>();
        using (sender)
        using (receiver)
        {
            await TaskScope.RunAsync(async scope =>
            {
                TaskHandle send = scope.Spawn(Send());
                Assert.Equal(5, await Future.Select<int>().On(Never(), static () => 0).Receive(receiver, static number => number).RunAsync());
                await send;
            });
        }

        async Future Send()
        {
            await Executor.Yield();
            await sender.SendAsync(5);
        }
    });

    [Fact]
    public void Two_selections_meet_on_a_rendezvous() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Rendezvous<int>();
        using (sender)
        using (receiver)
        {
            (int sent, int received) = await Future.Zip(
                Future.Select<int>().Send(sender, 5, static () => 1).On(Never(), static () => 0).RunAsync(),
                Future.Select<int>().Receive(receiver, static number => number).On(Never(), static () => 0).RunAsync());
            Assert.Equal((1, 5), (sent, received));
        }
    });

    [Fact]
    public void The_order_is_that_of_adding_after_biased_and_fair_without() => Blocking.On(static async () =>
    {
        var (one, ones) = Channel.Unbounded<int>();
        var (two, twos) = Channel.Unbounded<int>();
        for (int value = 0; value < 200; value++)
        {
            one.Send(1);
            two.Send(2);
        }
        for (int round = 0; round < 20; round++)
        {
            Assert.Equal(1, await Selection().Biased().RunAsync());
            Assert.Equal(0, await Future.Select<int>().On(AtOnce(0), static number => number).Receive(ones, static number => number).Biased().RunAsync());
        }
        int[] wins = new int[3];
        for (int round = 0; round < 100; round++)
            wins[await Selection().RunAsync()]++;
        Assert.All(wins, static count => Assert.InRange(count, 5, 90));

        FutureSelection<int> Selection() => Future.Select<int>()
            .Receive(ones, static number => number)
            .On(AtOnce(0), static number => number)
            .Receive(twos, static number => number);
    });

    [Fact]
    public void In_a_simulation_the_seed_decides()
    {
        string[] runs = [.. new ulong[] { 1, 1, 2 }.Select(static seed => Simulation.Run(Wins, seed))];
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);

        static async Future<string> Wins()
        {
            string wins = "";
            var (sender, receiver) = Channel.Unbounded<char>();
            for (int round = 0; round < 40; round++)
            {
                sender.Send('a');
                wins += await Future.Select<char>().Receive(receiver, static letter => letter).On(AtOnce(1), static _ => 'b').RunAsync();
            }
            return wins;
        }
    }

    [Fact]
    public void Losing_receives_lose_no_message() => Blocking.On(static async () =>
    {
        const int Messages = 3_000;
        var (sender, receiver) = Channel.Bounded<int>(1);
        var received = new List<int>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle producer = scope.Spawn(Produce().RunOn(WorkerPool.Default));
            int timeouts = 0;
            while (received.Count < Messages)
            {
                await Future.Select<Unit>()
                    .Receive(receiver, number =>
                    {
                        received.Add(number);
                        return Unit.Value;
                    })
                    .On(Yields(timeouts % 3), () =>
                    {
                        timeouts++;
                        return Unit.Value;
                    })
                    .RunAsync();
            }
            await producer;
            Assert.True(timeouts > 0);
        });
        Assert.Equal(Enumerable.Range(0, Messages), received);

        async Future Produce()
        {
            for (int number = 0; number < Messages; number++)
                await sender.SendAsync(number);
        }

        static async Future Yields(int times)
        {
            for (int time = 0; time <= times; time++)
                await Executor.Yield();
        }
    });

    [Fact]
    public void An_operation_that_was_carried_out_wins_over_a_future_that_ended_before_that_was_known() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Unbounded<int>();
        var unused = new List<string>();
        // The message comes in the same step in which the future ends, so that the loop learns of it later.
        int result = await Future.Select<int>().Receive(receiver, static number => number).On(SendAndEnd(), static _ => 0, unused.Add).Biased().RunAsync();
        Assert.Equal(5, result);
        Assert.Equal(["result"], unused);

        async Future<string> SendAndEnd()
        {
            await Executor.Yield();
            sender.Send(5);
            return "result";
        }
    });

    [Fact]
    public void A_message_is_handled_though_another_arm_fails_at_the_same_moment() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Unbounded<int>();
        var handled = new Result();
        await FutureTests.Throws<IOException>(async () => await Future.Select<Result>()
            .Receive(receiver, number => handled.Of(number))
            .On(SendAndFail(), static _ => new Result())
            .Biased()
            .RunAsync());
        Assert.Equal(5, handled.Number);
        Assert.True(handled.IsDisposed);

        async Future<string> SendAndFail()
        {
            await Executor.Yield();
            sender.Send(5);
            throw new IOException();
        }
    });

    [Fact]
    public void A_handler_that_waits_handles_its_message_though_another_arm_fails_at_the_same_moment() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Unbounded<int>();
        var handled = new Result();
        await FutureTests.Throws<IOException>(async () => await await Future.Select<Future<Result>>()
            .Receive(receiver, async number =>
            {
                await Executor.Yield();
                return handled.Of(number);
            })
            .On(SendAndFail(), static _ => default)
            .Biased()
            .RunAsync());
        Assert.Equal(5, handled.Number);
        Assert.True(handled.IsDisposed);

        int ended = 0;
        await FutureTests.Throws<IOException>(async () => await await Future.Select<Future>()
            .Receive(receiver, async number =>
            {
                await Executor.Yield();
                ended = number;
            })
            .On(SendAndFail(), static _ => default)
            .Biased()
            .RunAsync());
        Assert.Equal(5, ended);

        async Future<string> SendAndFail()
        {
            await Executor.Yield();
            sender.Send(5);
            throw new IOException();
        }
    });

    [Fact]
    public void A_disconnect_that_comes_too_late_is_nothing() => Blocking.On(static async () =>
    {
        var (sender, receiver) = Channel.Unbounded<int>();
        Assert.Equal("result", await Future.Select<string>().Receive(receiver, static _ => "").On(DisconnectAndEnd(), static text => text).Biased().RunAsync());

        async Future<string> DisconnectAndEnd()
        {
            await Executor.Yield();
            sender.Dispose();
            return "result";
        }
    });

    [Fact]
    public void A_disconnect_wins_and_throws_unless_it_has_a_handler() => Blocking.On(static async () =>
    {
        var (sender, lonelyReceiver) = Channel.Unbounded<int>();
        var (lonelySender, receiver) = Channel.Bounded<int>(1);
        sender.Dispose();
        receiver.Dispose();
        Assert.Equal(1, await Future.Select<int>().Receive(lonelyReceiver, static _ => 0, static () => 1).On(Never(), static () => 0).RunAsync());
        Assert.Equal(2, await Future.Select<int>().Send(lonelySender, 5, static () => 0, static () => 2).On(Never(), static () => 0).RunAsync());
        await FutureTests.Throws<ChannelDisconnectedException>(
            async () => await Future.Select<int>().Receive(lonelyReceiver, static _ => 0).On(Never(), static () => 0).RunAsync());
        await FutureTests.Throws<ChannelDisconnectedException>(
            async () => await Future.Select<int>().Send(lonelySender, 5, static () => 0).On(Never(), static () => 0).RunAsync());
    });

    [Fact]
    public void A_result_that_comes_too_late_goes_to_its_handler_or_is_disposed() => Blocking.On(static async () =>
    {
        var unused = new List<Result>();
        Result handed = new(), disposed = new(), used = new();
        Assert.Same(used, await Future.Select<Result>()
            .On(ReturnsAnyway(handed), static result => result, unused.Add)
            .On(ReturnsAnyway(disposed), static result => result)
            .On(Return(used), static result => result)
            .RunAsync());
        Assert.Equal([handed], unused);
        Assert.Equal((false, true, false), (handed.IsDisposed, disposed.IsDisposed, used.IsDisposed));
    });

    [Fact]
    public void The_result_of_a_task_remains_its_handles() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        var result = new Result();
        TaskHandle<Result> task = scope.Spawn(Return(result));
        // It has ended when the other arm wins, and whoever waits for it has not had its turn.
        Assert.Equal(1, await Future.Select<int>().On(task, static _ => 0).On(Return(1), static number => number).Biased().RunAsync());
        Assert.True(task.IsFinished);
        Assert.False((await task).IsDisposed);
    }));

    [Fact]
    public void The_first_failure_decides_and_those_of_losers_hang_on_it()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                var failure = await FutureTests.Throws<IOException>(static async () => await Future.Select<int>()
                    .On(Fail(), static number => number)
                    .On(FailsInCleanup(), static number => number)
                    .RunAsync());
                Assert.IsType<FormatException>(Assert.Single(failure.GetSuppressed()));
                Assert.Equal(1, await Future.Select<int>().On(Fail().AsResult(), static result => result.IsError ? 1 : 0).RunAsync());
                await FutureTests.Throws<FormatException>(static async () => await Future.Select<int>()
                    .On(Return(1), static int (_) => throw new IOException("Not called."))
                    .On(FailsInCleanup(), static number => number)
                    .RunAsync());
            },
            clock);

        static async Future<int> Fail()
        {
            await Executor.Delay(TimeSpan.FromHours(1));
            throw new IOException();
        }

        static async Future<int> FailsInCleanup()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
                return 0;
            }
            catch (OperationCanceledException)
            {
                throw new FormatException();
            }
        }
    }

    [Fact]
    public void It_is_cancelled_with_its_task_without_an_exception() => Blocking.On(static async () =>
    {
        int exceptions = 0;
        int home = Environment.CurrentManagedThreadId;
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs arguments) =>
            exceptions += Environment.CurrentManagedThreadId == home ? 1 : 0;
        var (sender, receiver) = Channel.Unbounded<int>();
        using Sender<int> open = sender;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<int> selection = scope.Spawn(Future.Select<int>()
                .Receive(receiver, static number => number)
                .On(Never(), static () => 0)
                .Default(TimeSpan.FromHours(1), static () => 0)
                .RunAsync());
            for (int turn = 0; turn < 4; turn++)
                await Executor.Yield();
            AppDomain.CurrentDomain.FirstChanceException += Count;
            Assert.True(await selection.CancelAsync());
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        });
        Assert.Equal(0, exceptions);
    });

    [Fact]
    public void A_handler_that_throws_makes_it_fail_when_the_others_have_ended() => Blocking.On(static async () =>
    {
        await FutureTests.Throws<FormatException>(
            static async () => await Future.Select<int>().On(Return(1), static int (_) => throw new FormatException()).On(Never(), static () => 0).RunAsync());
    });

    [Fact]
    public void What_is_wrong_is_refused_at_once()
    {
        var (sender, receiver) = Channel.Unbounded<int>();
        FutureSelection<int> selection = Future.Select<int>();
        Assert.Throws<InvalidOperationException>(() => { selection.RunAsync(); });
        Assert.Throws<InvalidOperationException>(() => selection.On(default(Future), static () => 0));
        Assert.Throws<InvalidOperationException>(() => selection.On(default(Future<int>), static number => number));
        Assert.Throws<InvalidOperationException>(() => selection.On(default(TaskHandle), static () => 0));
        Assert.Throws<InvalidOperationException>(() => selection.On(default(TaskHandle<int>), static number => number));
        Assert.Equal("onResult", Assert.Throws<ArgumentNullException>(() => selection.On(Return(1), null!)).ParamName);
        Assert.Equal("onEnd", Assert.Throws<ArgumentNullException>(() => selection.On(Never(), null!)).ParamName);
        Assert.Equal("receiver", Assert.Throws<ArgumentNullException>(() => selection.Receive<int>(null!, static number => number)).ParamName);
        Assert.Equal("onReceived", Assert.Throws<ArgumentNullException>(() => selection.Receive(receiver, null!)).ParamName);
        Assert.Equal("sender", Assert.Throws<ArgumentNullException>(() => selection.Send(null!, 1, static () => 0)).ParamName);
        Assert.Equal("onSent", Assert.Throws<ArgumentNullException>(() => selection.Send(sender, 1, null!)).ParamName);
        Assert.Equal("onNothing", Assert.Throws<ArgumentNullException>(() => selection.Default(TimeSpan.Zero, null!)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => selection.Default(TimeSpan.FromTicks(-1), static () => 0)).ParamName);
        Assert.Throws<InvalidOperationException>(() => { selection.RunAsync(); });
        Blocking.On(() => selection.On(Return(1), static number => number).RunAsync());
        Assert.Contains("has run", Assert.Throws<InvalidOperationException>(() => selection.On(Return(1), static number => number)).Message);
        Assert.Throws<InvalidOperationException>(() => { selection.RunAsync(); });
        Assert.Throws<InvalidOperationException>(() => selection.Biased());
        Assert.Throws<InvalidOperationException>(() => selection.Default(TimeSpan.Zero, static () => 0));
    }

    private static async Future<T> Return<T>(T value)
    {
        await Executor.Yield();
        return value;
    }

    private static async Future End() => await Executor.Yield();

#pragma warning disable CS1998 // There is nothing to wait for, and that is the point.
    private static async Future<int> AtOnce(int value) => value;
#pragma warning restore CS1998

    private static async Future Never() => await Executor.Delay(Timeout.InfiniteTimeSpan);

    private static async Future<T> ReturnsAnyway<T>(T value)
    {
        try
        {
            await Executor.Delay(Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException)
        {
            // What has come is to be handed on all the same.
        }
        return value;
    }

    private sealed class Result : IDisposable
    {
        public int Number { get; private set; }

        public bool IsDisposed { get; private set; }

        public Result Of(int number)
        {
            Number = number;
            return this;
        }

        public void Dispose() => IsDisposed = true;
    }
}
