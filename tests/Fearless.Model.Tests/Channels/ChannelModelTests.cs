using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>Every flavour under the interleavings of a few operations, as many as the bounds of the model reach.</summary>
public class ChannelModelTests
{
    public static TheoryData<string> All => ["bounded 1", "bounded 2", "unbounded", "rendezvous"];

    public static TheoryData<string> Buffered => ["bounded 1", "bounded 2", "unbounded"];

    [Theory, MemberData(nameof(All))]
    public void A_value_is_received_by_who_waits_for_it(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Model.Thread(() => tx.Send(1), "sender");
        Assert.Equal(1, rx.Receive());
    });

    [Theory, MemberData(nameof(All))]
    public void Values_keep_their_order(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Model.Thread(
            () =>
            {
                for (int i = 0; i < 3; i++)
                    tx.Send(i);
            },
            "sender");
        for (int i = 0; i < 3; i++)
            Assert.Equal(i, rx.Receive());
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
    });

    [Theory, MemberData(nameof(All))]
    public void Two_senders_and_two_receivers_lose_nothing(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        var sum = new AtomicInt();
        Model.Thread(() => tx.Send(1), "sender 1");
        Model.Thread(() => tx.Send(2), "sender 2");
        Model.Thread(() => sum.Add(rx.Receive()), "receiver");
        sum.Add(rx.Receive());
        Model.JoinAll();
        Assert.Equal(3, sum.Read());
    });

    // Under the model a part has two slots, which the first send to it makes.
    [Fact]
    public void Senders_that_come_to_a_new_part_lose_nothing() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(4);
        tx.TrySend(1);
        Model.Thread(() => tx.Send(2), "sender 1");
        Model.Thread(
            () =>
            {
                tx.Send(4);
                tx.Send(8);
            },
            "sender 2");
        Assert.Equal(1, rx.Receive());
        int sum = rx.Receive() + rx.Receive() + rx.Receive();
        Assert.Equal(14, sum);
    });

    [Fact]
    public void A_receiver_that_waits_for_a_new_part_is_woken() => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(3);
        Model.Thread(() => tx.Send(1), "sender 1");
        Model.Thread(() => tx.Send(2), "sender 2");
        Model.Thread(() => tx.Send(4), "sender 3");
        Assert.Equal(7, rx.Receive() + rx.Receive() + rx.Receive());
    });

    [Theory, MemberData(nameof(Buffered))]
    public void What_a_completed_send_left_is_found(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        var sent = new AtomicBool();
        Model.Thread(
            () =>
            {
                tx.TrySend(1);
                sent.Exchange(true);
            },
            "sender");
        bool before = sent.Read();
        int count = rx.Count;
        ReceiveResult result = rx.TryReceive(out _);
        Assert.InRange(count, before ? 1 : 0, 1);
        if (before)
            Assert.Equal(ReceiveResult.Received, result);
    });

    [Theory]
    [InlineData("bounded 2")]
    [InlineData("unbounded")]
    public void What_is_counted_was_there_at_one_moment(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        tx.TrySend(1);
        Model.Thread(
            () =>
            {
                tx.TrySend(2);
                rx.TryReceive(out _);
            },
            "other");
        Assert.InRange(rx.Count, 1, 2);
        Assert.False(rx.IsEmpty);
    });

    [Theory]
    [InlineData("bounded 2")]
    [InlineData("unbounded")]
    public void What_is_counted_was_there_at_one_moment_between_a_receive_and_a_send(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        tx.TrySend(1);
        Model.Thread(
            () =>
            {
                rx.TryReceive(out _);
                tx.TrySend(2);
            },
            "other");
        Assert.InRange(rx.Count, 0, 1);
        Assert.False(rx.IsFull);
    });

    [Theory]
    [InlineData("bounded 1")]
    [InlineData("bounded 2")]
    public void Who_finds_no_room_was_there_before_who_makes_it(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        while (tx.TrySend(1) == SendResult.Sent)
        {
        }
        var wasThere = new AtomicBool();
        bool seen = false;
        Model.Thread(
            () =>
            {
                rx.TryReceive(out _);
                seen = wasThere.Read();
            },
            "receiver");
        wasThere.Write(true);
        bool sent = tx.TrySend(2) == SendResult.Sent;
        Model.JoinAll();
        Assert.True(sent || seen);
    });

    [Theory, MemberData(nameof(Buffered))]
    public void Who_finds_no_value_was_there_before_who_sends_it(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        var wasThere = new AtomicBool();
        bool seen = false;
        Model.Thread(
            () =>
            {
                tx.TrySend(1);
                seen = wasThere.Read();
            },
            "sender");
        wasThere.Write(true);
        bool received = rx.TryReceive(out _) == ReceiveResult.Received;
        Model.JoinAll();
        Assert.True(received || seen);
    });

    [Theory, MemberData(nameof(All))]
    public void Who_learns_of_the_end_finds_the_reason(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Model.Thread(() => tx.Close(new IOException()), "closer");
        if (rx.IsDisconnected)
            Assert.NotNull(rx.CloseError);
        if (rx.TryReceive(out _) == ReceiveResult.Disconnected)
            Assert.NotNull(rx.CloseError);
    });

    [Theory, MemberData(nameof(All))]
    public void Who_can_send_no_more_finds_the_reason(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Model.Thread(() => rx.Close(new IOException()), "closer");
        if (tx.TrySend(1) == SendResult.Disconnected)
            Assert.NotNull(tx.CloseError);
        else if (tx.TrySendMany(new[] { 2 }, out _) == SendResult.Disconnected)
            Assert.NotNull(tx.CloseError);
    });

    [Fact]
    public void Who_waits_for_a_slot_and_can_send_no_more_finds_the_reason() => Check(static () =>
    {
        var (tx, rx) = Create("bounded 1");
        tx.Send(1);
        Model.Thread(
            () =>
            {
                rx.TryReceive(out _);
                rx.Close(new IOException());
            },
            "closer");
        if (tx.TrySend(2) == SendResult.Disconnected)
            Assert.NotNull(tx.CloseError);
    });

    [Theory, MemberData(nameof(All))]
    public void The_first_reason_of_two_stays(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Exception? other = null;
        Model.Thread(
            () =>
            {
                tx.Close(new IOException());
                other = tx.CloseError;
            },
            "other");
        rx.Close(new TimeoutException());
        Exception? own = rx.CloseError;
        Model.JoinAll();
        Assert.NotNull(own);
        Assert.Same(own, other);
    });

    [Theory, MemberData(nameof(All))]
    public void The_last_of_two_senders_disconnects(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Sender<int> other = tx.Clone();
        Model.Thread(other.Dispose, "other");
        Model.Thread(tx.Dispose, "own");
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.Never));
    });

    [Theory, MemberData(nameof(All))]
    public void The_last_of_two_receivers_disconnects(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Receiver<int> other = rx.Clone();
        rx.Clone().Dispose();
        Assert.False(tx.IsDisconnected);
        Model.Thread(other.Dispose, "other");
        rx.Dispose();
        Model.JoinAll();
        Assert.True(tx.IsDisconnected);
    });

    [Theory, MemberData(nameof(All))]
    public void An_end_that_is_cloned_while_another_goes_keeps_the_channel_open(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Sender<int> second = tx.Clone();
        Sender<int>? third = null;
        Model.Thread(() => third = second.Clone(), "cloner");
        tx.Dispose();
        Model.JoinAll();
        second.Dispose();
        Assert.False(rx.IsDisconnected);
        third!.Dispose();
        Assert.True(rx.IsDisconnected);
    });

    [Theory, MemberData(nameof(All))]
    public void Receivers_drain_and_then_learn_that_the_last_sender_is_gone(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Dispose();
            },
            "sender");
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out _, Deadline.Never));
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.Never));
    });

    [Theory, MemberData(nameof(All))]
    public void A_value_is_sent_and_disposed_or_still_the_senders_when_the_last_receiver_goes(string flavor) => Check(() =>
    {
        var (tx, rx) = CreateOf<Item>(flavor);
        var first = new Item();
        var second = new Item();
        SendResult[] results = new SendResult[2];
        Model.Thread(
            () =>
            {
                results[0] = tx.TrySend(first, Deadline.Never);
                results[1] = tx.TrySend(second, Deadline.Never);
            },
            "sender");
        bool received = rx.TryReceive(out Item? item) == ReceiveResult.Received;
        rx.Dispose();
        Model.JoinAll();
        Assert.Equal(results[0] == SendResult.Sent ? 1 : 0, first.Disposals + (received ? 1 : 0));
        Assert.Equal(results[1] == SendResult.Sent ? 1 : 0, second.Disposals);
        Assert.Equal(SendResult.Disconnected, tx.TrySend(first));
        Assert.True(!received || item == first);
    });

    [Theory, MemberData(nameof(All))]
    public void A_receive_that_gives_up_takes_nothing(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        SendResult sent = default;
        Model.Thread(() => sent = tx.TrySend(1, TimeSpan.FromSeconds(1)), "sender");
        ReceiveResult received = rx.TryReceive(out _, TimeSpan.FromSeconds(1));
        Model.JoinAll();
        int left = rx.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
        Assert.Equal(sent == SendResult.Sent ? 1 : 0, left + (received == ReceiveResult.Received ? 1 : 0));
    });

    [Theory, MemberData(nameof(All))]
    public void A_receive_that_is_cancelled_takes_nothing(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        using var source = new CancellationTokenSource();
        SendResult sent = default;
        Model.Thread(() => sent = tx.TrySend(1), "sender");
        Model.Thread(() => Model.Cancel(source), "canceller");
        ReceiveResult received = rx.TryReceive(out _, Deadline.Never, source.Token);
        Model.JoinAll();
        int left = rx.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
        Assert.Equal(sent == SendResult.Sent ? 1 : 0, left + (received == ReceiveResult.Received ? 1 : 0));
    });

    [Theory, MemberData(nameof(All))]
    public void A_task_that_waits_is_given_the_value_or_is_cancelled(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        using var source = new CancellationTokenSource();
        ValueTask<ReceiveResult<int>> receiving = rx.TryReceiveAsync(source.Token);
        SendResult sent = default;
        Model.Thread(() => sent = tx.TrySend(1), "sender");
        Model.Thread(() => Model.Cancel(source), "canceller");
        Model.JoinAll();
        Assert.True(receiving.IsCompleted);
        ReceiveResult received = receiving.Result.Result;
        int left = rx.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
        Assert.Equal(sent == SendResult.Sent ? 1 : 0, left + (received == ReceiveResult.Received ? 1 : 0));
    });

    [Theory, MemberData(nameof(All))]
    public void A_task_and_a_thread_that_wait_are_both_woken(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        ValueTask<int> first = rx.ReceiveAsync();
        int second = 0;
        Model.Thread(() => second = rx.Receive(), "receiver");
        tx.Send(1);
        tx.Send(2);
        Model.JoinAll();
        Assert.Equal(3, first.Result + second);
    });

    [Theory, MemberData(nameof(All))]
    public void Selections_on_both_sides_meet(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        Receiver<int> never = Channel.Never<int>();
        int got = 0;
        Model.Thread(() => Select.Send(tx, 1).Receive(never, static _ => { }).Biased().Run(), "sender");
        Select.Receive(rx, value => got = value).Receive(never, static _ => { }).Biased().Run();
        Model.JoinAll();
        Assert.Equal(1, got);
    });

    [Fact]
    public void A_block_is_not_used_again_while_a_value_is_taken_out_of_it() => Check(() =>
    {
        var (tx, rx) = Channel.Unbounded<int>();
        tx.TrySend(1);
        tx.TrySend(2);
        int sum = 0;
        Model.Thread(
            () =>
            {
                if (rx.TryReceive(out int value) == ReceiveResult.Received)
                    sum = value;
            },
            "receiver");
        int own = 0;
        if (rx.TryReceive(out int first) == ReceiveResult.Received)
            own = first;
        // The next three fill a block of their own; the fourth goes into the block of the first two, if that was kept.
        for (int i = 0; i < 4; i++)
            tx.TrySend(10);
        Model.JoinAll();
        Assert.Equal(43, own + sum + rx.TryReceiveAll().Sum());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_that_was_kept_is_used_by_one_of_two_senders(bool isBatch) => Check(() =>
    {
        var (tx, rx) = Channel.Unbounded<int>();
        // The block of the first two is kept; whoever sends the last of the next block takes it.
        for (int i = 0; i < 2; i++)
        {
            tx.TrySend(1);
            tx.TrySend(1);
            if (i == 0)
                Assert.Equal(2, rx.TryReceiveAll().Sum());
        }
        Model.Thread(Send, "other");
        Send();
        Model.JoinAll();
        for (int i = 0; i < 4; i++)
            tx.TrySend(100);
        Assert.Equal(422, rx.TryReceiveAll().Sum());

        void Send()
        {
            if (isBatch)
                tx.TrySendMany([10], out _);
            else
                tx.TrySend(10);
        }
    });

    [Fact]
    public void A_selection_is_met_on_one_of_its_channels_only() => Check(() =>
    {
        var (tx1, rx1) = Channel.Rendezvous<int>();
        var (tx2, rx2) = Channel.Bounded<int>(1);
        SendResult first = default;
        Model.Thread(() => first = tx1.TrySend(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        int got = 0;
        Select.Receive(rx1, value => got = value).Receive(rx2, value => got = value).Biased().Run();
        Model.JoinAll();
        int left = rx2.Count;
        Assert.Equal(first == SendResult.Sent ? 1 + 2 : 2, got + (left * 2));
    });

    [Fact]
    public void A_value_that_is_made_when_a_receiver_waits_reaches_it() => Check(() =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => Select.SendWith(tx, static () => 1).Biased().Run(), "sender");
        Assert.Equal(1, rx.Receive());
    });

    [Theory, MemberData(nameof(Buffered))]
    public void A_set_is_told_of_what_comes(string flavor) => Check(() =>
    {
        var (tx, rx) = Create(flavor);
        using var set = new SelectSet();
        int got = 0;
        set.Receive(rx, value => got += value);
        Model.Thread(() => tx.Send(1), "sender");
        set.Run();
        Model.JoinAll();
        Assert.Equal(1, got);
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);

    internal static ChannelEnds<int> Create(string flavor) => CreateOf<int>(flavor);

    private static ChannelEnds<T> CreateOf<T>(string flavor) => flavor switch
    {
        "unbounded" => Channel.Unbounded<T>(),
        "rendezvous" => Channel.Rendezvous<T>(),
        _ => Channel.Bounded<T>(flavor[^1] - '0'),
    };

    private sealed class Item : IDisposable
    {
        private AtomicInt _disposals;

        public int Disposals => _disposals.Read();

        public void Dispose() => _disposals.Increment();
    }
}
