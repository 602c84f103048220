using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

public class BroadcastTests
{
    [Fact]
    public void Every_subscription_gets_a_message_that_it_waits_for() => Model.Check(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.Wait);
        BroadcastSubscription<int> first = core.Subscribe();
        BroadcastSubscription<int> second = core.Subscribe();
        Model.Thread(() => Assert.Equal(7, Receive(second)), "second");
        Model.Thread(() => Assert.Equal(SendResult.Sent, core.TrySend(7)), "sender");
        Assert.Equal(7, Receive(first));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_subscription_receives_each_message_or_counts_it_as_missed() => Model.Check(static () =>
    {
        var (tx, broadcast) = Channel.Broadcast<int>(1, LagPolicy.DropOldest);
        Receiver<int> subscription = broadcast.Subscribe();
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Send(2);
            },
            "sender");
        int received = Receive();
        Model.JoinAll();
        received += Receive();
        Assert.Equal(2, received + broadcast.CountMissed(subscription));
        Assert.Throws<ArgumentException>(() => broadcast.CountMissed(Channel.Bounded<int>(1).Receiver));
        subscription.Dispose();
        Assert.Throws<ObjectDisposedException>(() => broadcast.CountMissed(subscription));

        int Receive() => subscription.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
    }, ModelBudget.Bounded);

    [Fact]
    public void A_sender_that_waits_goes_on_when_the_last_subscription_has_received() => Model.Check(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.Wait);
        BroadcastSubscription<int> subscription = core.Subscribe();
        core.TrySend(1);
        Model.Thread(() => Assert.Equal(SendResult.Sent, BlockingWait<int>.Send(core, 2, Deadline.Never, CancellationToken.None)), "sender");
        Assert.Equal(1, Receive(subscription));
        Assert.Equal(2, Receive(subscription));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_sender_that_waits_goes_on_when_the_slow_subscription_ends() => Model.Check(static () =>
    {
        var core = new BroadcastCore<Counted>(1, LagPolicy.Wait);
        BroadcastSubscription<Counted> fast = core.Subscribe();
        BroadcastSubscription<Counted> slow = core.Subscribe();
        var message = new Counted();
        core.TrySend(message);
        Model.Thread(() =>
            Assert.Equal(SendResult.Sent, BlockingWait<Counted>.Send(core, new Counted(), Deadline.Never, CancellationToken.None)), "sender");
        Model.Thread(() => End(slow), "slow");
        fast.TryReceive(out Counted received);
        Assert.Same(message, received);
        Model.JoinAll();
        Assert.Equal(1, core.Count);
        Assert.Equal(0, message.Disposals);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_message_is_received_or_disposed_when_its_subscription_ends() => Model.Check(static () =>
    {
        var core = new BroadcastCore<Counted>(2, LagPolicy.Wait);
        BroadcastSubscription<Counted> subscription = core.Subscribe();
        Counted[] messages = [new(), new()];
        int sent = 0;
        int received = 0;
        Model.Thread(() =>
        {
            foreach (Counted message in messages)
                sent += core.TrySend(message) == SendResult.Sent ? 1 : 0;
        }, "sender");
        Model.Thread(() => received += subscription.TryReceive(out _) == ReceiveResult.Received ? 1 : 0, "receiver");
        End(subscription);
        Model.JoinAll();
        Assert.Equal(sent, received + messages.Sum(static message => message.Disposals));
        Assert.Equal(0, core.Count);
    }, ModelBudget.Bounded);

    [Fact]
    public void What_is_dropped_is_counted_by_the_laggard() => Model.Check(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.DropOldest);
        BroadcastSubscription<int> subscription = core.Subscribe();
        int received = 0;
        Model.Thread(() =>
        {
            core.TrySend(1);
            core.TrySend(2);
            core.RemoveSender();
        }, "sender");
        while (BlockingWait<int>.Receive(subscription, out _, Deadline.Never, CancellationToken.None) == ReceiveResult.Received)
            received++;
        Assert.Equal(2, received + subscription.Missed);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_subscription_that_has_ended_takes_nothing_from_another() => Model.Check(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.Wait);
        BroadcastSubscription<int> ends = core.Subscribe();
        BroadcastSubscription<int> stays = core.Subscribe();
        core.TrySend(7);
        Model.Thread(() => End(ends), "ends");
        ends.TryReceive(out _);
        Model.JoinAll();
        Assert.Equal(ReceiveResult.Received, stays.TryReceive(out int value));
        Assert.Equal(7, value);
    }, ModelBudget.Bounded);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_subscription_counts_was_to_come_at_one_moment(bool receivesFirst) => ModelBudget.CheckAll(() =>
    {
        var core = new BroadcastCore<int>(2, LagPolicy.Wait);
        BroadcastSubscription<int> subscription = core.Subscribe();
        core.TrySend(1);
        Model.Thread(
            () =>
            {
                if (receivesFirst)
                    subscription.TryReceive(out _);
                core.TrySend(2);
                if (!receivesFirst)
                    subscription.TryReceive(out _);
            },
            "both sides");
        Assert.InRange(subscription.Count, receivesFirst ? 0 : 1, receivesFirst ? 1 : 2);
    });

    [Fact]
    public void Who_finds_that_nobody_subscribes_finds_what_they_did_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.Wait);
        BroadcastSubscription<int> subscription = core.Subscribe();
        DoneBefore.IsFound(() => End(subscription), () => core.IsDisconnected);
    });

    [Fact]
    public void Who_finds_that_it_is_closed_finds_what_was_done_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new BroadcastCore<int>(1, LagPolicy.Wait);
        core.Subscribe();
        DoneBefore.IsFound(core.RemoveSender, () => core.IsDisconnected);
    });

    private static int Receive(BroadcastSubscription<int> subscription)
    {
        Assert.Equal(ReceiveResult.Received, BlockingWait<int>.Receive(subscription, out int value, Deadline.Never, CancellationToken.None));
        return value;
    }

    private static void End<T>(BroadcastSubscription<T> subscription)
    {
        var failures = default(FailureCollector);
        subscription.RemoveReceiver(ref failures);
    }

    private sealed class Counted : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
