using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>The operation of a task that waits is kept and serves the next task: whoever ended the first wait must be done with it by then, and
/// a wait that was given up must have left nothing in any queue.</summary>
public class TaskReuseTests
{
    public static TheoryData<string> All => ["bounded 1", "unbounded", "rendezvous"];

    public static TheoryData<string> Full => ["bounded 1", "rendezvous"];

    [Theory, MemberData(nameof(All))]
    public void A_receive_serves_the_next_one(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Send(2);
            },
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            Assert.Equal(1, await rx.ReceiveAsync());
            Assert.Equal(2, await rx.ReceiveAsync());
        });
    });

    [Theory, MemberData(nameof(Full))]
    public void A_send_serves_the_next_one(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        Model.Thread(
            () => ModelTaskLoop.Run(async () =>
            {
                await tx.SendAsync(1);
                await tx.SendAsync(2);
                await tx.SendAsync(3);
            }),
            "sender");
        for (int i = 1; i <= 3; i++)
            Assert.Equal(i, rx.Receive());
    });

    [Theory, MemberData(nameof(All))]
    public void A_task_receives_from_one_channel_after_the_other(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        ModelTaskLoop.Run(async () =>
        {
            Assert.Equal(1, await rx1.ReceiveAsync());
            Assert.Equal(2, await rx2.ReceiveAsync());
        });
    });

    [Theory, MemberData(nameof(Full))]
    public void A_task_sends_to_one_channel_after_the_other(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        tx1.TrySend(0);
        tx2.TrySend(0);
        int rest = tx1.Capacity!.Value;
        Model.Thread(() => Assert.Equal(rest, Enumerable.Range(0, rest + 1).Count(_ => rx1.Receive() == 0)), "receiver 1");
        Model.Thread(() => Assert.Equal(rest, Enumerable.Range(0, rest + 1).Count(_ => rx2.Receive() == 0)), "receiver 2");
        ModelTaskLoop.Run(async () =>
        {
            await tx1.SendAsync(1);
            await tx2.SendAsync(2);
        });
    });

    [Theory, MemberData(nameof(All))]
    public void A_task_whose_time_is_over_goes_to_the_next_channel(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(ModelTimer.RingAll, "clock");
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        ModelTaskLoop.Run(async () =>
        {
            bool isReceived = (await rx1.TryReceiveAsync(TimeSpan.FromSeconds(1))).Result == ReceiveResult.Received;
            Assert.Equal(2, await rx2.ReceiveAsync());
            if (!isReceived)
                Assert.Equal(1, await rx1.ReceiveAsync());
        });
    });

    [Theory, MemberData(nameof(All))]
    public void A_receive_that_is_cancelled_while_it_begins_leaves_nothing_behind(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        using var source = new CancellationTokenSource();
        Model.Thread(() => Model.Cancel(source), "canceller");
        ModelTaskLoop.Run(async () => Assert.Equal(ReceiveResult.Cancelled, (await rx.TryReceiveAsync(source.Token)).Result));
        Model.JoinAll();
        AssertNobodyWaits(rx.Core);
    });

    [Theory, MemberData(nameof(Full))]
    public void A_send_that_is_cancelled_while_it_begins_leaves_nothing_behind(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        tx.TrySend(0);
        using var source = new CancellationTokenSource();
        Model.Thread(() => Model.Cancel(source), "canceller");
        ModelTaskLoop.Run(async () => Assert.Equal(SendResult.Cancelled, await tx.TrySendAsync(1, source.Token)));
        Model.JoinAll();
        AssertNobodyWaits(rx.Core);
    });

    [Theory, MemberData(nameof(All))]
    public void A_receive_whose_time_is_over_serves_the_next_one(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        Model.Thread(ModelTimer.RingAll, "clock");
        Model.Thread(() => tx.Send(1), "sender");
        ModelTaskLoop.Run(async () =>
        {
            ReceiveResult<int> first = await rx.TryReceiveAsync(TimeSpan.FromSeconds(1));
            if (first.Result != ReceiveResult.Received)
                Assert.Equal(1, await rx.ReceiveAsync());
        });
        Model.JoinAll();
        AssertNobodyWaits(rx.Core);
    });

    [Fact]
    public void Two_tasks_wait_again_and_again() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        var sum = new AtomicInt();
        Model.Thread(() => ModelTaskLoop.Run(async () => sum.Add(await rx.ReceiveAsync() + await rx.ReceiveAsync())), "receiver");
        Model.Thread(
            () => ModelTaskLoop.Run(async () =>
            {
                await tx.SendAsync(1);
                await tx.SendAsync(2);
            }),
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            await tx.SendAsync(4);
            sum.Add(await rx.ReceiveAsync());
        });
        Model.JoinAll();
        Assert.Equal(7, sum.Read());
    });

    [Fact]
    public void A_wait_for_a_change_serves_the_next_one() => Check(() =>
    {
        var (tx, watch) = Channel.Watch(0);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Send(2);
            },
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            Assert.Equal(ReceiveResult.Received, await watch.WaitForChangeAsync(0));
            Assert.Equal(ReceiveResult.Received, await watch.WaitForChangeAsync(1));
            Assert.Equal(2, watch.Value);
        });
    });

    [Fact]
    public void A_wait_for_a_change_that_is_given_up_leaves_nothing_to_the_next_one() => Check(() =>
    {
        var (tx, watch) = Channel.Watch(0);
        Model.Thread(() => tx.Send(1), "sender");
        Model.Thread(ModelTimer.RingAll, "clock");
        ModelTaskLoop.Run(async () =>
        {
            await watch.WaitForChangeAsync(0, Deadline.After(TimeSpan.FromSeconds(1)));
            Assert.Equal(ReceiveResult.Received, await watch.WaitForChangeAsync(0));
        });
    });

    [Fact]
    public void A_subscription_receives_one_message_after_the_other() => Check(() =>
    {
        var (tx, broadcast) = Channel.Broadcast<int>(1);
        Receiver<int> subscription = broadcast.Subscribe();
        Model.Thread(
            () => ModelTaskLoop.Run(async () =>
            {
                await tx.SendAsync(1);
                await tx.SendAsync(2);
            }),
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            Assert.Equal(1, await subscription.ReceiveAsync());
            Assert.Equal(2, await subscription.ReceiveAsync());
        });
    });

    [Fact]
    public void A_task_waits_for_one_oneshot_after_the_other() => Check(() =>
    {
        var (tx1, rx1) = Channel.Oneshot<int>();
        var (tx2, rx2) = Channel.Oneshot<int>();
        Model.Thread(
            () =>
            {
                tx1.Send(1);
                tx2.Send(2);
            },
            "sender");
        Model.Thread(ModelTimer.RingAll, "clock");
        ModelTaskLoop.Run(async () =>
        {
            ReceiveResult<int> first = await rx1.TryReceiveAsync(TimeSpan.FromSeconds(1));
            Assert.True(first.Result == ReceiveResult.TimedOut || first.Value == 1);
            Assert.Equal(2, await rx2.ReceiveAsync());
        });
    });

    [Fact]
    public void Room_is_reserved_by_one_task_after_the_other() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(0);
        Model.Thread(
            () => ModelTaskLoop.Run(async () =>
            {
                (await tx.ReserveAsync()).Send(1);
                (await tx.ReserveAsync()).Send(2);
            }),
            "sender");
        for (int i = 0; i < 3; i++)
            Assert.Equal(i, rx.Receive());
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);

    private static void AssertNobodyWaits(ChannelCore<int> core)
    {
        if (core is BufferedCore<int> buffered)
            Assert.False(buffered.HasWaitingSenders || buffered.HasWaitingReceivers);
        else if (core is RendezvousCore<int> rendezvous)
            Assert.False(rendezvous.HasWaitingSenders || rendezvous.HasWaitingReceivers);
    }
}
