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
    public void Who_was_told_that_nothing_is_new_is_seen_by_who_sends() => ModelBudget.CheckAll(static () =>
    {
        var core = new WatchCore<int>(0);
        var subscription = new WatchSubscription<int>(core, 0);
        var hasStopped = new AtomicBool();
        ReceiveResult received = default;
        Model.Thread(
            () =>
            {
                hasStopped.Write(true);
                received = subscription.TryReceive(out _);
            },
            "receiver");
        core.TrySend(7);
        bool sees = hasStopped.Read();
        Model.JoinAll();
        Assert.True(sees || received == ReceiveResult.Received);
    });

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
    public void The_end_is_not_found_before_the_last_value() => ModelBudget.CheckAll(static () =>
    {
        var core = new WatchCore<int>(0);
        var subscription = new WatchSubscription<int>(core, 0);
        Model.Thread(() =>
        {
            core.TrySend(7);
            core.RemoveSender();
        }, "sender");
        Assert.NotEqual(ReceiveResult.Disconnected, subscription.TryReceive(out _));
    });

    [Fact]
    public void A_subscription_ends_once_and_those_that_wait_on_it_are_told() => Model.Check(static () =>
    {
        var core = new WatchCore<int>(0);
        WatchSubscription<int> subscription = core.Subscribe(0);
        WatchSubscription<int> other = core.Subscribe(0);
        Model.Thread(() => subscription.CloseWith(null), "closer");
        Model.Thread(() => End(other), "other");
        Assert.Equal(ReceiveResult.Disconnected, BlockingWait<int>.Receive(subscription, out _, Deadline.Never, CancellationToken.None));
        End(subscription);
        Model.JoinAll();
        Assert.Equal(0, core.ReceiverCount);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_wait_on_a_subscription_that_another_thread_ends_is_over() => Model.Check(static () =>
    {
        var core = new WatchCore<int>(0);
        WatchSubscription<int> subscription = core.Subscribe(0);
        Model.Thread(() => End(subscription), "ends");
        Assert.Equal(ReceiveResult.Disconnected, BlockingWait<int>.Receive(subscription, out _, Deadline.Never, CancellationToken.None));
        Model.JoinAll();
        Assert.Equal(0, core.ReceiverCount);
    }, ModelBudget.Bounded);

    [Fact]
    public void Subscriptions_of_two_are_both_counted() => ModelBudget.CheckAll(static () =>
    {
        var core = new WatchCore<int>(0);
        Model.Thread(() => core.Subscribe(0), "other");
        core.Subscribe(0);
        Model.JoinAll();
        Assert.Equal(2, core.ReceiverCount);
    });

    [Fact]
    public void Who_finds_that_it_is_closed_finds_what_was_done_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new WatchCore<int>(0);
        DoneBefore.IsFound(core.RemoveSender, () => core.IsDisconnected);
    });

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

    private static void End(WatchSubscription<int> subscription)
    {
        var failures = default(FailureCollector);
        subscription.RemoveReceiver(ref failures);
    }
}
