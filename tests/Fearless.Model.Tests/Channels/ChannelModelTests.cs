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
        // The third goes into the block of the first two, if that was kept.
        for (int i = 0; i < 3; i++)
            tx.TrySend(10);
        Model.JoinAll();
        Assert.Equal(33, own + sum + rx.TryReceiveAll().Sum());
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
