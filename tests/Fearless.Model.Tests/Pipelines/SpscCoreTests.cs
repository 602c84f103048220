using Fearless.Channels;
using Fearless.Pipelines;
using Fearless.Sync;

namespace Fearless.ModelTests.Pipelines;

/// <summary>The queue between one thread and one: order, room, both ends that close, and the waits of both sides.</summary>
public class SpscCoreTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Values_come_once_and_in_order_and_then_the_end(int capacity, int room) => Check(() =>
    {
        var (tx, rx) = Ends(capacity, room);
        Model.Thread(
            () =>
            {
                for (int value = 0; value < 3; value++)
                    tx.Send(value);
                tx.Dispose();
            },
            "sender");
        for (int value = 0; value < 3; value++)
            Assert.Equal(value, rx.Receive());
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.Never));
    });

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void Values_that_are_taken_many_at_a_time_come_once_and_in_order(int capacity, int room) => Check(() =>
    {
        var (tx, rx) = Ends(capacity, room);
        Model.Thread(
            () =>
            {
                for (int value = 0; value < 3; value++)
                    tx.Send(value);
                tx.Dispose();
            },
            "sender");
        int[] batch = new int[2];
        int expected = 0;
        while (rx.ReceiveMany(batch, out int received) == ReceiveResult.Received)
        {
            foreach (int value in batch.AsSpan(0, received))
                Assert.Equal(expected++, value);
        }
        Assert.Equal(3, expected);
    });

    [Fact]
    public void A_slot_is_used_again_when_its_value_is_out() => ModelBudget.CheckAll(static () =>
    {
        var core = new SpscCore<int>(1, room: 1);
        int sent = 0;
        Model.Thread(
            () =>
            {
                for (int value = 1; value <= 2; value++)
                    sent += core.TrySend(value) == SendResult.Sent ? 1 : 0;
            },
            "sender");
        int received = 0;
        for (int i = 0; i < 2; i++)
            received += core.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
        Model.JoinAll();
        Assert.Equal(sent, received + core.Count);
    });

    [Fact]
    public void What_a_completed_send_left_is_found() => ModelBudget.CheckAll(static () =>
    {
        var core = new SpscCore<int>(2, room: 2);
        var sent = new AtomicBool();
        Model.Thread(
            () =>
            {
                core.TrySend(1);
                sent.Write(true);
            },
            "sender");
        bool before = sent.Read();
        Assert.InRange(core.Count, before ? 1 : 0, 1);
        ReceiveResult result = core.TryReceive(out _);
        Assert.True(!before || result == ReceiveResult.Received);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_counted_was_there_at_one_moment(bool receivesFirst) => ModelBudget.CheckAll(() =>
    {
        var core = new SpscCore<int>(2, room: 2);
        core.TrySend(1);
        Model.Thread(
            () =>
            {
                if (receivesFirst)
                    core.TryReceive(out _);
                core.TrySend(2);
                if (!receivesFirst)
                    core.TryReceive(out _);
            },
            "both sides");
        int count = core.Count;
        Assert.InRange(count, receivesFirst ? 0 : 1, receivesFirst ? 1 : 2);
        Assert.True(receivesFirst || !core.IsEmpty);
        Assert.True(!receivesFirst || !core.IsFull);
    });

    [Fact]
    public void A_value_is_in_the_queue_or_still_the_senders_when_it_is_closed() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Ends(2, 2);
        SendResult[] results = new SendResult[2];
        Model.Thread(
            () =>
            {
                for (int i = 0; i < results.Length; i++)
                    results[i] = tx.TrySend(1);
            },
            "sender");
        rx.Close();
        Model.JoinAll();
        int received = 0;
        while (rx.TryReceive(out _) == ReceiveResult.Received)
            received++;
        Assert.Equal(results.Count(static result => result == SendResult.Sent), received);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1));
    });

    [Fact]
    public void Who_finds_that_it_is_closed_finds_what_was_done_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new SpscCore<int>(1, room: 1);
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                core.CloseWith(null);
            },
            "closer");
        if (core.IsDisconnected)
            Assert.Equal(1, data[0].Read());
    });

    [Fact]
    public void One_that_was_full_and_is_empty_grows() => ModelBudget.CheckAll(static () =>
    {
        var core = new SpscCore<int>(2, room: 1);
        ModelThread sender = Model.Thread(
            () =>
            {
                Assert.Equal(SendResult.Sent, core.TrySend(1));
                Assert.Equal(SendResult.Full, core.TrySend(2));
            },
            "sender");
        sender.Join();
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, core.TryReceive(out _));
        Assert.Equal((SendResult.Sent, SendResult.Sent, SendResult.Full), (core.TrySend(3), core.TrySend(4), core.TrySend(5)));
    });

    [Fact]
    public void A_sender_that_waits_for_room_learns_that_the_receiver_is_gone() => Check(static () =>
    {
        var (tx, rx) = Ends(1, 1);
        tx.Send(1);
        SendResult result = default;
        Model.Thread(() => result = tx.TrySend(2, Deadline.Never), "sender");
        bool received = rx.TryReceive(out _) == ReceiveResult.Received;
        rx.Dispose();
        Model.JoinAll();
        Assert.True(received);
        Assert.NotEqual(SendResult.Full, result);
    });

    [Fact]
    public void A_sender_that_gives_up_has_sent_nothing() => Check(static () =>
    {
        var (tx, rx) = Ends(1, 1);
        tx.Send(1);
        SendResult result = default;
        Model.Thread(() => result = tx.TrySend(2, TimeSpan.FromSeconds(1)), "sender");
        int sum = rx.Receive();
        Model.JoinAll();
        if (rx.TryReceive(out int second) == ReceiveResult.Received)
            sum += second;
        Assert.Equal(result == SendResult.Sent ? 3 : 1, sum);
    });

    private static ChannelEnds<int> Ends(int capacity, int room) => new(new SpscCore<int>(capacity, room));

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
