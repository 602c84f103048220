using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>Room that is held, and batches that take many slots in one step, under the interleavings of a few operations, as many as the bounds of the model reach.</summary>
public class PermitModelTests
{
    public static TheoryData<string> All => ["bounded 1", "bounded 2", "unbounded"];

    [Theory, MemberData(nameof(All))]
    public void A_permit_always_sends_and_the_channel_never_holds_more_than_fits(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<int>(flavor);
        SendResult first = default;
        SendResult second = default;
        Model.Thread(
            () =>
            {
                first = tx.TrySend(1);
                second = tx.TrySend(2);
            },
            "sender");
        int permits = 0;
        if (tx.TryReserve(out SendPermit<int>? permit) == SendResult.Sent)
        {
            Assert.Equal(SendResult.Sent, permit!.TrySend(4));
            permits = 1;
        }
        Model.JoinAll();
        int sent = (first == SendResult.Sent ? 1 : 0) + (second == SendResult.Sent ? 1 : 0) + permits;
        Assert.InRange(sent, 1, tx.Capacity ?? 3);
        Assert.Equal(sent, rx.Count);
        int expected = (first == SendResult.Sent ? 1 : 0) + (second == SendResult.Sent ? 2 : 0) + (4 * permits);
        Assert.Equal(expected, rx.TryReceiveAll().Sum());
    });

    [Fact]
    public void Two_reservations_never_hold_the_same_room() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        int held = 0;
        Model.Thread(
            () =>
            {
                if (tx.TryReserve(out SendPermit<int>? other) == SendResult.Sent)
                {
                    held++;
                    other!.Send(1);
                }
            },
            "sender");
        bool isHeld = tx.TryReserve(out SendPermit<int>? permit) == SendResult.Sent;
        Model.JoinAll();
        Assert.Equal(1, held + (isHeld ? 1 : 0));
        permit?.Send(2);
        Assert.Equal(1, rx.Count);
    });

    [Theory, MemberData(nameof(All))]
    public void Each_permit_keeps_the_channel_open(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<int>(flavor);
        SendPermit<int>? first = null;
        Model.Thread(() => tx.TryReserve(out first), "other");
        tx.TryReserve(out SendPermit<int>? second);
        Model.JoinAll();
        tx.Dispose();
        (first ?? second)!.Dispose();
        if (first is not null && second is not null)
        {
            Assert.False(rx.IsDisconnected);
            second.Dispose();
        }
        Assert.True(rx.IsDisconnected);
    });

    [Fact]
    public void A_permit_that_two_use_at_once_sends_one_value() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        SendPermit<int> permit = tx.Reserve();
        int sent = 0;
        Model.Thread(() => sent = Sends(1), "other");
        int own = Sends(2);
        Model.JoinAll();
        Assert.Equal(1, own + sent);
        Assert.Equal(own == 1 ? 2 : 1, rx.TryReceiveAll().Single());
        Assert.Equal(SendResult.Sent, tx.TrySend(3));

        int Sends(int value)
        {
            try
            {
                return permit.TrySend(value) == SendResult.Sent ? 1 : 0;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    });

    [Fact]
    public void A_permit_that_two_give_back_at_once_is_given_back_once() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SendPermit<int> permit = tx.Reserve();
        Model.Thread(permit.Dispose, "other");
        permit.Dispose();
        Model.JoinAll();
        Assert.False(rx.IsDisconnected);
        Assert.Equal(SendResult.Sent, tx.TrySend(1));
        Assert.Equal(SendResult.Full, tx.TrySend(2));
    });

    // Under the model a part has two slots.
    [Fact]
    public void A_permit_and_a_send_beside_it_make_the_slot_that_they_need() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(3);
        tx.TrySend(1);
        SendPermit<int> permit = tx.Reserve();
        Model.Thread(() => tx.TrySend(2), "sender");
        permit.Send(4);
        Assert.Equal(1, rx.Receive());
        Model.JoinAll();
        Assert.Equal(6, rx.TryReceiveAll().Sum());
    });

    [Fact]
    public void Room_that_is_given_back_wakes_who_waits_for_it() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SendPermit<int> permit = tx.Reserve();
        Model.Thread(() => tx.Send(1), "sender");
        permit.Dispose();
        Assert.Equal(1, rx.Receive());
    });

    [Fact]
    public void Who_sends_beside_what_is_held_sends_once_or_is_told_that_there_is_no_room() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        SendPermit<int> permit = tx.Reserve();
        SendResult first = default;
        SendResult second = default;
        Model.Thread(
            () =>
            {
                first = tx.TrySend(1);
                second = tx.TrySend(1);
            },
            "sender");
        Model.JoinAll();
        Assert.Equal((SendResult.Sent, SendResult.Full), (first, second));
        permit.Send(1);
        Assert.Equal(2, rx.Count);
    });

    [Fact]
    public void A_reservation_waits_for_room_and_gets_it() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        Model.Thread(() => tx.Reserve().Send(2), "sender");
        Assert.Equal(1, rx.Receive());
        Assert.Equal(2, rx.Receive());
    });

    [Fact]
    public void A_permit_waits_for_a_receiver_that_is_emptying_its_slot() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        int got = 0;
        Model.Thread(() => got = rx.Receive(), "receiver");
        int left = 0;
        if (tx.TryReserve(out SendPermit<int>? permit) == SendResult.Sent)
        {
            permit!.Send(2);
            left = 1;
        }
        Model.JoinAll();
        Assert.Equal(1, got);
        Assert.Equal(left, rx.Count);
    });

    [Theory, MemberData(nameof(All))]
    public void A_permit_sends_or_is_told_that_the_last_receiver_is_gone(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<Item>(flavor);
        SendPermit<Item> permit = tx.Reserve();
        var item = new Item();
        SendResult result = default;
        Model.Thread(() => result = permit.TrySend(item), "sender");
        rx.Dispose();
        Model.JoinAll();
        Assert.Equal(result == SendResult.Sent ? 1 : 0, item.Disposals);
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
    });

    [Fact]
    public void Who_can_send_no_more_beside_what_was_held_finds_the_reason() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        SendPermit<int> permit = tx.Reserve();
        Model.Thread(
            () =>
            {
                permit.Dispose();
                rx.Close(new IOException());
            },
            "closer");
        if (tx.TrySend(1) == SendResult.Disconnected)
            Assert.NotNull(tx.CloseError);
    });

    [Theory, MemberData(nameof(All))]
    public void Batches_of_two_senders_lose_nothing_and_keep_their_order(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<int>(flavor);
        int sent = 0;
        Model.Thread(() => tx.TrySendMany(new[] { 1, 2 }, out sent), "sender");
        tx.TrySendMany(new[] { 10, 20 }, out int own);
        Model.JoinAll();
        int[] values = [.. rx.TryReceiveAll()];
        Assert.Equal(sent + own, values.Length);
        Assert.Equal(new[] { 1, 2 }[..sent], values.Where(static value => value < 10));
        Assert.Equal(new[] { 10, 20 }[..own], values.Where(static value => value >= 10));
    });

    [Theory, MemberData(nameof(All))]
    public void Batches_of_two_receivers_share_the_values(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<int>(flavor);
        tx.TrySendMany(new[] { 1, 2, 4 }, out int sent);
        int sum = 0;
        Model.Thread(
            () =>
            {
                int[] values = new int[2];
                rx.TryReceiveMany(values, out _);
                sum = values.Sum();
            },
            "receiver");
        int[] own = new int[2];
        rx.TryReceiveMany(own, out _);
        // Into slots that were just emptied.
        tx.TrySendMany(new[] { 8, 16 }, out int more);
        Model.JoinAll();
        int left = rx.TryReceiveAll().Sum();
        Assert.Equal(new[] { 1, 2, 4 }[..sent].Sum() + new[] { 8, 16 }[..more].Sum(), own.Sum() + sum + left);
    });

    [Fact]
    public void A_batch_wakes_two_that_wait() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        ValueTask<int> first = rx.ReceiveAsync();
        int second = 0;
        Model.Thread(() => second = rx.Receive(), "receiver");
        Assert.Equal(SendResult.Sent, tx.TrySendMany(new[] { 1, 2 }, out _));
        Model.JoinAll();
        Assert.Equal(3, first.Result + second);
    });

    [Fact]
    public void A_task_that_receives_many_takes_all_that_is_there() => ModelBudget.CheckAll(static () => ModelTaskLoop.Run(static async () =>
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        tx.TrySendMany(new[] { 1, 2 }, out _);
        Assert.Equal((ReceiveResult.Received, 2), await rx.ReceiveManyAsync(new int[2]));
    }));

    [Fact]
    public void A_channel_that_never_was_full_beside_what_is_held_never_says_so() => Model.Check(
        static () =>
        {
            var (tx, rx) = Channel.Bounded<int>(3);
            SendPermit<int> permit = tx.Reserve();
            Model.Thread(
                () =>
                {
                    permit.Dispose();
                    // One value at a time, once round the ring.
                    for (int value = 0; value < 3; value++)
                    {
                        tx.TrySend(value);
                        if (value < 2)
                            rx.TryReceive(out _);
                    }
                },
                "sender");
            Assert.False(tx.IsFull);
        },
        ModelBudget.Bounded with { PreemptionBound = 1 });

    [Theory]
    [InlineData("bounded 1")]
    [InlineData("unbounded")]
    public void Who_only_wants_to_know_takes_no_wake_up_from_who_receives(string flavor) => Check(() =>
    {
        var (tx, rx) = Create<int>(flavor);
        int found = -1;
        Model.Thread(() => tx.Send(1), "sender");
        Model.Thread(() => found = Select.Receive(rx, static _ => { }).Biased().FindReady(), "looker");
        Assert.Equal(1, rx.Receive());
        // For a looker that came after the receiver.
        tx.Send(2);
        Model.JoinAll();
        Assert.Equal(0, found);
    });

    [Fact]
    public void Who_only_wants_to_know_is_told_of_a_sender_that_waits() => Check(() =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => tx.Send(1), "sender");
        Assert.Equal(0, Select.Receive(rx, static _ => { }).Biased().FindReady());
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out _));
    });

    [Fact]
    public void Who_only_wants_to_know_is_told_of_a_receiver_that_waits() => Check(() =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => rx.Receive(), "receiver");
        Assert.Equal(0, Select.Send(tx, 1).Biased().FindReady());
        Assert.Equal(SendResult.Sent, tx.TrySend(1));
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);

    private static ChannelEnds<T> Create<T>(string flavor) =>
        flavor == "unbounded" ? Channel.Unbounded<T>() : Channel.Bounded<T>(flavor[^1] - '0');

    private sealed class Item : IDisposable
    {
        private AtomicInt _disposals;

        public int Disposals => _disposals.Read();

        public void Dispose() => _disposals.Increment();
    }
}
