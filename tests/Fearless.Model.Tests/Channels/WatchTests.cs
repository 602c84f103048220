using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

public class WatchTests
{
    [Fact]
    public void A_change_ends_the_wait_for_it() => Model.Check(static () =>
    {
        var core = new WatchCore<int>(0);
        Model.Thread(() => core.TrySend(7), "sender");
        Assert.Equal(ReceiveResult.Received, ThreadWait.For(new WatchChange<int>(core, 0), Deadline.Never, CancellationToken.None));
        Assert.Equal(7, core.Read(out long version));
        Assert.Equal(1, version);
    }, ModelBudget.Bounded);

    [Fact]
    public void The_end_of_all_changes_ends_the_wait_and_the_last_value_comes_first() => Model.Check(static () =>
    {
        var core = new WatchCore<int>(0);
        var subscription = new WatchSubscription<int>(core, 0);
        Model.Thread(() =>
        {
            core.TrySend(7);
            core.RemoveSender();
        }, "sender");
        Assert.Equal(ReceiveResult.Received, BlockingWait<int>.Receive(subscription, out int value, Deadline.Never, CancellationToken.None));
        Assert.Equal(7, value);
        Assert.Equal(ReceiveResult.Disconnected, BlockingWait<int>.Receive(subscription, out _, Deadline.Never, CancellationToken.None));
    }, ModelBudget.Bounded);

    [Fact]
    public void Two_that_share_a_subscription_get_a_value_once() => Model.Check(static () =>
    {
        var core = new WatchCore<int>(0);
        var subscription = new WatchSubscription<int>(core, 0);
        int received = 0;
        core.TrySend(7);
        Model.Thread(() => received += subscription.TryReceive(out _) == ReceiveResult.Received ? 1 : 0);
        bool mine = subscription.TryReceive(out _) == ReceiveResult.Received;
        Model.JoinAll();
        Assert.Equal(1, received + (mine ? 1 : 0));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_look_that_comes_only_before_the_registration_is_caught() => ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () =>
    {
        var core = new WatchCore<int>(0);
        Model.Thread(() => core.TrySend(7), "sender");
        ThreadWait.For(new LooksOnce(core), Deadline.Never, CancellationToken.None);
    });

    private sealed class LooksOnce(WatchCore<int> core) : IAwaited
    {
        private bool _isRegistered;

        // True only before the wait is registered, and not when it has just been.
        public bool HasCome => !_isRegistered && core.Version > 0;

        public void Register(WaitNode node)
        {
            core.Register(node);
            _isRegistered = true;
        }

        public void Unregister(WaitNode node)
        {
            core.Unregister(node);
            _isRegistered = false;
        }
    }
}
