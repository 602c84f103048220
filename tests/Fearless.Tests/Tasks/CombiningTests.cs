namespace Fearless.Tests.Tasks;

public class CombiningTests
{
    [Fact]
    public void Zip_and_all_run_at_once_and_keep_the_order()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                Assert.Equal((1, "b"), await Future.Zip(After(2, 1), After(1, "b")));
                int[] all = await Future.All(After(3, 3), After(1, 1), After(2, 2));
                Assert.Equal([3, 1, 2], all);
                Assert.Empty(await Future.All<int>());
            },
            clock);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(5), TimeSpan.FromHours(5.1));
    }

    [Fact]
    public void The_first_failure_of_all_cancels_the_others()
    {
        var clock = new JumpingClock();
        Blocking.On(static async () => await FutureTests.Throws<IOException>(static async () => await Future.All(After(9, 1), Fail(1))), clock);
        Blocking.On(static async () => await FutureTests.Throws<IOException>(static async () => await Future.Zip(Fail(1), After(9, 1))), clock);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));
    }

    [Fact]
    public void The_first_to_end_wins_a_race_and_the_others_have_cleaned_up()
    {
        var clock = new JumpingClock();
        int cleanedUp = 0;
        Blocking.On(
            async () =>
            {
                Assert.Equal(1, await Future.Race(Careful(3), After(1, 1), Careful(2)));
                Assert.Equal(2, cleanedUp);
                await FutureTests.Throws<IOException>(async () => await Future.Race(Careful(3), Fail(1)));
                Assert.Equal(3, cleanedUp);
            },
            clock);
        Assert.InRange(clock.Elapsed, TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));

        async Future<int> Careful(int hours)
        {
            try
            {
                return await After(hours, hours);
            }
            finally
            {
                cleanedUp++;
            }
        }
    }

    [Fact]
    public void The_first_in_order_wins_a_tie() =>
        Assert.Equal(1, Blocking.On(static async () => await Future.Race(At(1), At(2), At(3))));

    [Fact]
    public void A_future_that_needs_no_wait_wins_at_once() => Blocking.On(static async () =>
    {
        Assert.Equal(1, await Future.Race(AtOnce(1), AtOnce(2)));
        Assert.Equal(1, await Future.FirstSuccess(AtOnce(1), AtOnce(2)));
    });

    [Fact]
    public void A_loser_that_fails_in_its_clean_up_is_not_hidden() => Blocking.On(static async () =>
    {
        await FutureTests.Throws<FormatException>(static async () => await Future.Race(At(1), FailsInCleanup()));

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
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_result_that_comes_too_late_is_disposed(bool isAsync) => Blocking.On(async () =>
    {
        foreach (var compete in (Func<Future<object>[], Future<object>>[])[static all => Future.Race(all), static all => Future.FirstSuccess(all)])
        {
            Disposable winner = Make(), loser = Make();
            Assert.Same(winner, await compete([ReturnsAnyway(loser), Return(winner)]));
            Assert.Equal((0, 1), (winner.Disposals, loser.Disposals));
        }

        Disposable Make() => isAsync ? new AsyncDisposable() : new SyncDisposable();
    });

    [Fact]
    public void The_winner_is_disposed_when_a_loser_makes_the_race_fail() => Blocking.On(static async () =>
    {
        var winner = new SyncDisposable();
        await FutureTests.Throws<FormatException>(async () => await Future.Race(FailsInCleanup(), Return(winner)));
        Assert.Equal(1, winner.Disposals);

        var thrower = new SyncDisposable { Failure = new IOException() };
        var failure = await FutureTests.Throws<FormatException>(async () => await Future.Race(FailsInCleanup(), Return(thrower)));
        Assert.Equal([thrower.Failure], failure.GetSuppressed());

        static async Future<object> FailsInCleanup()
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
    });

    [Fact]
    public void A_late_result_whose_disposal_fails_makes_the_race_fail() => Blocking.On(static async () =>
    {
        var loser = new SyncDisposable { Failure = new IOException() };
        var winner = new SyncDisposable();
        await FutureTests.Throws<IOException>(async () => await Future.FirstSuccess(ReturnsAnyway(loser), Return(winner)));
        Assert.Equal(1, winner.Disposals);
    });

    [Fact]
    public void A_result_that_comes_though_the_race_was_cancelled_is_its_result() => Blocking.On(static async () =>
    {
        var result = new SyncDisposable();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<object> race = scope.Spawn(Future.Race(ReturnsAnyway(result)));
            for (int turn = 0; turn < 4; turn++)
                await Executor.Yield();
            Assert.False(await race.CancelAsync());
            Assert.Same(result, await race);
            Assert.Equal(0, result.Disposals);
        });
    });

    [Fact]
    public void The_first_success_wins_however_many_failed_before_it()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                Assert.Equal(3, await Future.FirstSuccess(Fail(1), After(5, 5), After(3, 3), Fail(2)));
                var failure = await FutureTests.Throws<IOException>(static async () => await Future.FirstSuccess(Fail(2), Fail(1), Fail(3)));
                Assert.Equal("1", failure.Message);
                Assert.Equal(["2", "3"], failure.GetSuppressed().Select(static exception => exception.Message));
            },
            clock);
    }

    [Fact]
    public void A_search_for_a_success_that_is_cancelled_after_a_failure_is_cancelled() => Blocking.On(static () => TaskScope.RunAsync(static async scope =>
    {
        TaskHandle<int> search = scope.Spawn(Future.FirstSuccess(Fail(1), Never()));
        await Executor.Delay(TimeSpan.FromHours(2));
        Assert.True(await search.CancelAsync());
    }), new JumpingClock());

    [Fact]
    public void Settling_gives_the_end_of_each()
    {
        var clock = new JumpingClock();
        Blocking.On(
            static async () =>
            {
                Result<int, Exception>[] ends = await Future.Settle(After(2, 2), Fail(1), After(3, 3));
                Assert.Equal(2, ends[0].Value);
                Assert.IsType<IOException>(ends[1].Error);
                Assert.Equal(3, ends[2].Value);
                Assert.Empty(await Future.Settle<int>());
            },
            clock);
    }

    [Fact]
    public void Each_is_cancelled_with_its_task() => Blocking.On(static async () =>
    {
        await TaskScope.RunAsync(static async scope =>
        {
            TaskHandle<int>[] handles =
            [
                scope.Spawn(Future.Race(Never(), Never())),
                scope.Spawn(Future.FirstSuccess(Never(), Never())),
                scope.Spawn(First(Future.All(Never(), Never()))),
                scope.Spawn(First(Future.Settle(Never()))),
                scope.Spawn(First(Future.Zip(Never(), Never()))),
            ];
            for (int turn = 0; turn < 4; turn++)
                await Executor.Yield();
            foreach (TaskHandle<int> handle in handles)
                Assert.True(await handle.CancelAsync());
        });

        static async Future<int> First<T>(Future<T> future)
        {
            await future;
            return 0;
        }
    });

    [Fact]
    public void Nothing_at_all_can_win_no_race()
    {
        Assert.Equal("futures", Assert.Throws<ArgumentException>(static () => { Future.Race<int>(); }).ParamName);
        Assert.Equal("futures", Assert.Throws<ArgumentException>(static () => { Future.FirstSuccess<int>(); }).ParamName);
        Assert.Throws<InvalidOperationException>(static () => { Future.Race(default(Future<int>)); });
        Assert.Equal("futures", Assert.Throws<ArgumentNullException>(static () => { Future.All((IEnumerable<Future<int>>)null!); }).ParamName);
        Assert.Equal("futures", Assert.Throws<ArgumentNullException>(static () => { Future.Race((IEnumerable<Future<int>>)null!); }).ParamName);
        Assert.Equal("futures", Assert.Throws<ArgumentNullException>(static () => { Future.Settle((IEnumerable<Future<int>>)null!); }).ParamName);
    }

    private static async Future<T> After<T>(int hours, T value)
    {
        await Executor.Delay(TimeSpan.FromHours(hours));
        return value;
    }

    private static async Future<int> At(int value)
    {
        await Executor.Yield();
        return value;
    }

#pragma warning disable CS1998 // There is nothing to wait for, and that is the point.
    private static async Future<int> AtOnce(int value) => value;
#pragma warning restore CS1998

    private static async Future<int> Fail(int hours)
    {
        await Executor.Delay(TimeSpan.FromHours(hours));
        throw new IOException($"{hours}");
    }

    private static async Future<object> Return(object value)
    {
        await Executor.Yield();
        await Executor.Yield();
        return value;
    }

    private static async Future<object> ReturnsAnyway(object value)
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

    private static async Future<int> Never()
    {
        await Executor.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private abstract class Disposable
    {
        public int Disposals { get; protected set; }
    }

    private sealed class SyncDisposable : Disposable, IDisposable
    {
        public Exception? Failure { get; init; }

        public void Dispose()
        {
            Disposals++;
            if (Failure is not null)
                throw Failure;
        }
    }

    private sealed class AsyncDisposable : Disposable, IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Disposals++;
        }
    }
}
