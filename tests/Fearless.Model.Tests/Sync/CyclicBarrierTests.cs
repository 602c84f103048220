using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class CyclicBarrierTests
{
    [Fact]
    public void Two_wait_for_each_other_and_one_of_them_leads() => ModelBudget.CheckAll(
        static () =>
        {
            var barrier = new CyclicBarrier(2);
            var numbers = new Numbers();
            var other = BarrierResult.TimedOut;
            Model.Thread(
                () =>
                {
                    numbers.First.Write(1);
                    other = barrier.SignalAndWait();
                    Assert.Equal(2, numbers.Second.Read());
                },
                "other");
            numbers.Second.Write(2);
            BarrierResult own = barrier.SignalAndWait();
            Assert.Equal(1, numbers.First.Read());
            Model.JoinAll();
            Assert.True((own, other) is (BarrierResult.Leader, BarrierResult.Released) or (BarrierResult.Released, BarrierResult.Leader));
            Assert.Equal(0, barrier.ArrivedCount);
        });

    [Fact]
    public void Two_meet_in_two_rounds() => Model.Check(
        static () =>
        {
            var barrier = new CyclicBarrier(2);
            var numbers = new Numbers();
            Model.Thread(
                () =>
                {
                    barrier.SignalAndWait();
                    numbers.First.Write(1);
                    barrier.SignalAndWait();
                },
                "other");
            barrier.SignalAndWait();
            barrier.SignalAndWait();
            Assert.Equal(1, numbers.First.Read());
            Model.JoinAll();
            Assert.Equal(0, barrier.ArrivedCount);
            Assert.False(barrier.Core.HasWaiters);
        },
        ModelBudget.Bounded);

    [Fact]
    public void Who_gives_up_has_met_the_other_or_taken_its_arrival_back() => Model.Check(
        static () =>
        {
            var barrier = new CyclicBarrier(2);
            var impatient = BarrierResult.TimedOut;
            Model.Thread(() => impatient = barrier.SignalAndWait(TimeSpan.FromSeconds(1)), "impatient");
            BarrierResult own = barrier.SignalAndWait(TimeSpan.FromSeconds(1));
            Model.JoinAll();
            // Both have met, or neither.
            Assert.Equal(own == BarrierResult.TimedOut, impatient == BarrierResult.TimedOut);
            Assert.Equal(0, barrier.ArrivedCount);
            Assert.False(barrier.Core.HasWaiters);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_that_is_cancelled_has_met_the_others_or_taken_its_arrival_back() => Model.Check(
        static () =>
        {
            var barrier = new CyclicBarrier(2);
            using var source = new CancellationTokenSource();
            var other = BarrierResult.TimedOut;
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(() => other = barrier.SignalAndWait(TimeSpan.FromSeconds(1)), "other");
            var own = BarrierResult.TimedOut;
            ModelTaskLoop.Run(async () =>
            {
                try
                {
                    own = await barrier.SignalAndWaitAsync(source.Token);
                }
                catch (OperationCanceledException)
                {
                }
            });
            Model.JoinAll();
            Assert.Equal(own == BarrierResult.TimedOut, other == BarrierResult.TimedOut);
            Assert.Equal(0, barrier.ArrivedCount);
            Assert.False(barrier.Core.HasWaiters);
        },
        ModelBudget.Bounded);

    [Fact]
    public void All_go_on_in_one_step() => Model.Check(
        static () =>
        {
            var barrier = new CyclicBarrier(3);
            using var source = new CancellationTokenSource();
            Model.Thread(
                () =>
                {
                    while (barrier.ArrivedCount < 2)
                        Spin.Yield();
                    Assert.Equal(BarrierResult.Leader, barrier.SignalAndWait());
                },
                "third");
            ModelTaskLoop.Run(async () =>
            {
                ValueTask<BarrierResult> first = barrier.SignalAndWaitAsync();
                ValueTask<BarrierResult> second = barrier.SignalAndWaitAsync(source.Token);
                Assert.Equal(BarrierResult.Released, await first);
                // Too late.
                Model.Cancel(source);
                Assert.Equal(BarrierResult.Released, await second);
            });
            Model.JoinAll();
            Assert.Equal(0, barrier.ArrivedCount);
            Assert.False(barrier.Core.HasWaiters);
        },
        ModelBudget.Bounded);

    private sealed class Numbers
    {
        public Checked<int> First;
        public Checked<int> Second;
    }
}
