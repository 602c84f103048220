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
