using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class WaitQueueTests
{
    [Fact]
    public void One_thread_at_a_time_has_the_lock_and_none_is_forgotten() => Model.Check(static () =>
    {
        var state = new Guarded();
        for (int thread = 0; thread < 2; thread++)
            Model.Thread(state.Add);
        state.Add();
        Model.JoinAll();
        Assert.Equal(3, state.Value.Read());
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_registers_and_then_looks_misses_no_change() => ModelBudget.CheckAll(static () =>
    {
        var state = new Change();
        Model.Thread(() => state.Make(fullFence: true));
        state.Wait();
    });

    [Fact]
    public void Two_threads_take_turns_in_the_lock_and_see_what_the_other_wrote() => ModelBudget.CheckAll(static () =>
    {
        var state = new Guarded();
        Model.Thread(state.Add);
        state.Add();
        Model.JoinAll();
        Assert.Equal(2, state.Value.Read());
    });

    [Fact]
    public void A_wait_is_ended_once_and_whoever_waits_sees_what_its_end_came_after() => ModelBudget.CheckAll(static () =>
    {
        var context = new ThreadContext();
        context.Arm();
        var data = new Checked<int>[2];
        bool[] ended = new bool[2];
        for (int thread = 0; thread < 2; thread++)
        {
            int own = thread;
            Model.Thread(() =>
            {
                data[own].Write(1);
                ended[own] = context.TrySelect(WaitOutcome.FirstOperation + own);
                if (ended[own])
                    context.Wake();
            });
        }
        int outcome = context.Wait(Deadline.Never, CancellationToken.None);
        Assert.Equal(1, data[outcome - WaitOutcome.FirstOperation].Read());
        Model.JoinAll();
        Assert.True(ended[0] != ended[1]);
        Assert.False(context.TrySelect(WaitOutcome.Aborted));
    });

    [Fact]
    public void A_wait_whose_time_is_over_says_so_unless_it_was_ended_before()
    {
        Outcomes<int> outcomes = Model.Explore(static () =>
        {
            var context = new ThreadContext();
            context.Arm();
            Model.Thread(() =>
            {
                if (context.TrySelect(WaitOutcome.FirstOperation))
                    context.Wake();
            });
            int outcome = context.Wait(Deadline.After(TimeSpan.FromSeconds(1)), CancellationToken.None);
            Model.JoinAll();
            Assert.Equal(outcome, context.Outcome);
            return outcome;
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([WaitOutcome.TimedOut, WaitOutcome.FirstOperation], outcomes.Order());
    }

    [Fact]
    public void All_who_wait_are_notified_and_none_twice() => Model.Check(static () =>
    {
        var state = new Change();
        Model.Thread(state.Wait);
        Model.Thread(state.MakeForAll);
        state.Wait();
    }, ModelBudget.Bounded);

    [Fact]
    public void A_change_without_a_full_fence_is_found_to_be_missed() => ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () =>
    {
        var state = new Change();
        Model.Thread(() => state.Make(fullFence: false));
        state.Wait();
    });

    private sealed class Guarded
    {
        public Checked<int> Value;
        private ShortLock _lock;

        public void Add()
        {
            _lock.Enter();
            Value.Write(Value.Read() + 1);
            _lock.Exit();
        }
    }

    private sealed class Change
    {
        private AtomicInt _changed;
        private WaitQueue _waiting;

        public void Make(bool fullFence)
        {
            if (fullFence)
                _changed.Exchange(1);
            else
                _changed.Write(1);
            _waiting.Notify();
        }

        public void MakeForAll()
        {
            _changed.Exchange(1);
            _waiting.NotifyAll();
        }

        public void Wait()
        {
            var context = new ThreadContext();
            var node = new WaitNode(context, WaitOutcome.FirstOperation);
            while (_changed.Read() == 0)
            {
                context.Arm();
                _waiting.Register(node);
                if (_changed.Read() != 0)
                    context.TrySelect(WaitOutcome.Aborted);
                if (context.Wait(Deadline.Never, CancellationToken.None) != WaitOutcome.FirstOperation)
                    _waiting.Unregister(node);
            }
        }
    }
}
