using Fearless.Channels;

namespace Fearless.ModelTests.Channels;

/// <summary>A channel without room says at each moment whether somebody waits on the other side, or whether it has ended: from one to the
/// other there is nothing in between.</summary>
public class RendezvousTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void A_send_meets_the_receiver_that_waits_or_the_end(bool isFenced) => ModelBudget.CheckAll(() =>
    {
        var core = new RendezvousCore<int>();
        var (_, rx) = new ChannelEnds<int>(core);
        ValueTask<ReceiveResult<int>> receiving = rx.TryReceiveAsync();
        Model.Thread(() => rx.Close(), "closer");
        SendResult sent = isFenced ? core.TrySendFenced(1) : core.TrySend(1);
        Model.JoinAll();
        Assert.NotEqual(SendResult.Full, sent);
        Assert.Equal(sent == SendResult.Sent ? ReceiveResult.Received : ReceiveResult.Disconnected, receiving.Result.Result);
    });

    [Theory, InlineData(false), InlineData(true)]
    public void A_receive_meets_the_sender_that_waits_or_the_end(bool isFenced) => ModelBudget.CheckAll(() =>
    {
        var core = new RendezvousCore<int>();
        var (tx, _) = new ChannelEnds<int>(core);
        ValueTask<SendResult> sending = tx.TrySendAsync(1);
        Model.Thread(() => tx.Close(), "closer");
        ReceiveResult received = isFenced ? core.TryReceiveFenced(out _) : core.TryReceive(out _);
        Model.JoinAll();
        Assert.NotEqual(ReceiveResult.Empty, received);
        Assert.Equal(received == ReceiveResult.Received ? SendResult.Sent : SendResult.Disconnected, sending.Result);
    });

    [Fact]
    public void It_is_ready_for_a_send_while_a_receiver_waits_and_from_the_end_on() => ModelBudget.CheckAll(static () =>
    {
        var core = new RendezvousCore<int>();
        var (_, rx) = new ChannelEnds<int>(core);
        _ = rx.TryReceiveAsync();
        Model.Thread(() => rx.Close(), "closer");
        Assert.True(core.IsReadyToSend);
    });

    [Fact]
    public void It_is_ready_for_a_receive_while_a_sender_waits_and_from_the_end_on() => ModelBudget.CheckAll(static () =>
    {
        var core = new RendezvousCore<int>();
        var (tx, _) = new ChannelEnds<int>(core);
        _ = tx.TrySendAsync(1);
        Model.Thread(() => tx.Close(), "closer");
        Assert.True(core.IsReadyToReceive);
    });

    [Fact]
    public void A_receiver_is_met_by_one_of_two_senders() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        ValueTask<ReceiveResult<int>> receiving = rx.TryReceiveAsync();
        SendResult other = default;
        Model.Thread(() => other = tx.TrySend(1), "other");
        SendResult own = tx.TrySend(2);
        Model.JoinAll();
        Assert.NotEqual(own, other);
        Assert.Equal(own == SendResult.Sent ? 2 : 1, receiving.Result.Value);
    });

    [Fact]
    public void Who_was_told_that_nobody_receives_is_seen_by_who_comes_to_receive() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        var hasStopped = new AtomicBool();
        SendResult sent = default;
        Model.Thread(
            () =>
            {
                hasStopped.Write(true);
                sent = tx.TrySend(1);
            },
            "sender");
        _ = rx.TryReceiveAsync();
        bool sees = hasStopped.Read();
        Model.JoinAll();
        Assert.True(sees || sent == SendResult.Sent);
    });

    [Fact]
    public void Who_was_told_that_nobody_sends_is_seen_by_who_comes_to_send() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        var hasStopped = new AtomicBool();
        ReceiveResult received = default;
        Model.Thread(
            () =>
            {
                hasStopped.Write(true);
                received = rx.TryReceive(out _);
            },
            "receiver");
        _ = tx.TrySendAsync(1);
        bool sees = hasStopped.Read();
        Model.JoinAll();
        Assert.True(sees || received == ReceiveResult.Received);
    });

    [Fact]
    public void Who_only_wants_to_know_of_a_sender_is_sent_nothing() => Model.Check(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => Select.Receive(rx, static _ => { }).Biased().FindReady(), "looker");
        Assert.Equal(SendResult.Full, tx.TrySend(1));
        tx.Close();
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_only_wants_to_know_of_a_receiver_gives_nothing() => Model.Check(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => Select.Send(tx, 1).Biased().FindReady(), "looker");
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        rx.Close();
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_sees_the_end_finds_the_reason() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Model.Thread(() => tx.Close(new IOException()), "closer");
        if (rx.IsDisconnected)
            Assert.NotNull(rx.CloseError);
    });

    [Fact]
    public void Who_has_given_up_is_not_waited_for() => Model.Check(static () =>
    {
        var core = new RendezvousCore<int>();
        var (tx, rx) = new ChannelEnds<int>(core);
        Model.Thread(() => rx.TryReceive(out _, TimeSpan.FromSeconds(1)), "receiver");
        Model.Thread(() => tx.TrySend(1, TimeSpan.FromSeconds(1)), "sender");
        Model.JoinAll();
        Assert.False(core.HasWaitingSenders || core.HasWaitingReceivers);
        Assert.False(core.IsReadyToSend || core.IsReadyToReceive);
    }, ModelBudget.Bounded);
}
