using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class CompletionTests
{
    [Fact]
    public void A_wait_sees_the_event_and_what_came_before_it_whenever_it_begins() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        Model.Thread(() =>
        {
            state.Data.Write(7);
            state.Done.Set();
        });
        ThreadWaiter.WaitFor(ref state.Done);
        Assert.Equal(7, state.Data.Read());
    });

    [Fact]
    public void Two_waits_both_end() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        Model.Thread(() => ThreadWaiter.WaitFor(ref state.Done));
        Model.Thread(() => state.Done.Set());
        ThreadWaiter.WaitFor(ref state.Done);
    });

    [Fact]
    public void A_wait_whose_time_is_over_says_whether_the_event_came_and_leaves_nothing_behind()
    {
        Outcomes<bool> outcomes = Model.Explore(static () =>
        {
            var latch = new Latch();
            Model.Thread(latch.Set);
            bool isSet = latch.Wait(TimeSpan.FromSeconds(1));
            Model.JoinAll();
            Assert.True(latch.IsSet);
            Assert.Equal(0, latch.WaiterCount);
            return isSet;
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([false, true], outcomes.Order());
    }

    [Fact]
    public void Waits_that_are_given_up_do_not_unlink_one_that_goes_on() => Model.Check(static () =>
    {
        var latch = new Latch();
        Model.Thread(() => latch.Wait(TimeSpan.FromSeconds(1)), "gives up");
        Model.Thread(() => latch.Wait(TimeSpan.FromSeconds(1)), "gives up too");
        Model.Thread(latch.Set, "sets");
        latch.Wait();
    }, ModelBudget.Bounded);

    [Fact]
    public void Two_waits_that_are_given_up_leave_nothing_behind_though_the_event_never_comes() => ModelBudget.CheckAll(static () => GiveUp(others: 1));

    [Fact]
    public void Three_waits_that_are_given_up_leave_nothing_behind_though_the_event_never_comes() =>
        Model.Check(static () => GiveUp(others: 2), ModelBudget.Bounded);

    [Fact]
    public void A_wait_that_is_cancelled_leaves_nothing_behind_and_sees_the_event_if_it_says_so() => ModelBudget.CheckAll(static () =>
    {
        var latch = new Latch();
        var data = new Checked<int>[1];
        using var source = new CancellationTokenSource();
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                latch.Set();
            },
            "sets");
        Model.Thread(() => Model.Cancel(source), "cancels");
        try
        {
            latch.Wait(source.Token);
            data[0].Read();
        }
        catch (OperationCanceledException)
        {
        }
        Model.JoinAll();
    });

    [Fact]
    public void Whoever_counts_sees_what_came_before_the_decrements_and_a_count_at_zero_stays_there() => ModelBudget.CheckAll(static () =>
    {
        var latch = new CountLatch(2);
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                latch.Decrement();
            },
            "decrements");
        if (latch.Count == 1)
            data[0].Read();
        latch.Increment();
        latch.Decrement();
        latch.Decrement();
        Model.JoinAll();
        Assert.True(latch.IsSet);
        Assert.False(latch.TryIncrement());
        Assert.Throws<InvalidOperationException>(() => latch.Increment());
        Assert.Throws<InvalidOperationException>(() => latch.Decrement());
    });

    [Fact]
    public void A_completion_is_waited_for_with_a_deadline() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        Model.Thread(() =>
        {
            state.Data.Write(7);
            state.Done.Set();
        });
        if (ThreadWaiter.WaitFor(ref state.Done, Deadline.After(TimeSpan.FromSeconds(1)), CancellationToken.None))
            Assert.Equal(7, state.Data.Read());
        Model.JoinAll();
        Assert.True(ThreadWaiter.WaitFor(ref state.Done, Deadline.Never, CancellationToken.None));
    });

    [Fact]
    public void The_last_of_several_decrements_sets_the_latch_and_has_seen_the_others() => ModelBudget.CheckAll(static () =>
    {
        var latch = new CountLatch(2);
        var data = new Checked<int>[2];
        for (int thread = 0; thread < 2; thread++)
        {
            int own = thread;
            Model.Thread(() =>
            {
                data[own].Write(1);
                latch.Decrement();
            });
        }
        latch.Wait();
        Assert.Equal(2, data[0].Read() + data[1].Read());
    });

    [Fact]
    public void A_group_that_grows_waits_for_all() => ModelBudget.CheckAll(static () =>
    {
        var group = new WaitGroup();
        var data = new Checked<int>[2];
        WaitGroup first = group.Clone();
        Model.Thread(() =>
        {
            WaitGroup second = first.Clone();
            Model.Thread(() =>
            {
                data[1].Write(1);
                second.Dispose();
            });
            data[0].Write(1);
            first.Dispose();
        });
        group.Wait();
        Assert.Equal(2, data[0].Read() + data[1].Read());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_handle_that_two_threads_end_leaves_its_group_once(bool byWaiting) => ModelBudget.CheckAll(() =>
    {
        var group = new WaitGroup();
        WaitGroup member = group.Clone();
        var data = new Checked<int>[1];
        WaitGroup last = group.Clone();
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                last.Dispose();
            },
            "last");
        Model.Thread(member.Dispose, "disposes");
        if (byWaiting)
        {
            try
            {
                member.Wait(TimeSpan.Zero);
            }
            catch (ObjectDisposedException)
            {
            }
        }
        member.Dispose();
        group.Wait();
        Assert.Equal(1, data[0].Read());
        Model.JoinAll();
    });

    [Fact]
    public void A_waiter_that_looks_first_and_registers_afterwards_is_found_to_miss_the_event() => ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () =>
    {
        var state = new BrokenCompletion();
        Model.Thread(state.Set);
        state.Wait();
    });

    private static void GiveUp(int others)
    {
        var latch = new Latch();
        for (int other = 0; other < others; other++)
            Model.Thread(() => latch.Wait(TimeSpan.FromSeconds(1)), "gives up");
        Assert.False(latch.Wait(TimeSpan.FromSeconds(1)));
        Model.JoinAll();
        Assert.Equal(0, latch.WaiterCount);
    }

    private sealed class State
    {
        public Completion Done;
        public Checked<int> Data;
    }

    // Whether it has happened and who waits are two words here.
    private sealed class BrokenCompletion
    {
        private AtomicBool _isSet;
        private AtomicRef<Parker> _waiter;

        public void Set()
        {
            _isSet.Exchange(true);
            _waiter.Exchange(null)?.Unparker.Unpark();
        }

        public void Wait()
        {
            if (_isSet.Read())
                return;
            var parker = new Parker();
            _waiter.Exchange(parker);
            parker.Park();
        }
    }
}
