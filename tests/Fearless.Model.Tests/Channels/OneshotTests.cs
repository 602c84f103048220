using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

public class OneshotTests
{
    [Fact]
    public void A_receive_that_waits_gets_the_value_whenever_it_is_sent() => Model.Check(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(() => Assert.Equal(SendResult.Sent, core.TrySend("a")), "sender");
        Assert.Equal(ReceiveResult.Received, ThreadWait.For(core, Deadline.Never, CancellationToken.None));
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out string value));
        Assert.Equal("a", value);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_receive_that_waits_learns_that_the_sender_is_gone() => Model.Check(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(core.DisposeSender, "sender");
        Assert.Equal(ReceiveResult.Received, ThreadWait.For(core, Deadline.Never, CancellationToken.None));
        Assert.Equal(ReceiveResult.Disconnected, core.TryReceive(out _));
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_was_told_that_nothing_has_come_is_seen_by_who_sends() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        var hasStopped = new AtomicBool();
        ReceiveResult received = default;
        Model.Thread(
            () =>
            {
                hasStopped.Write(true);
                received = core.TryReceive(out _);
            },
            "receiver");
        core.TrySend("a");
        bool sees = hasStopped.Read();
        Model.JoinAll();
        Assert.True(sees || received == ReceiveResult.Received);
    });

    [Fact]
    public void A_value_has_one_owner_when_the_receiver_is_disposed() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<Counted>();
        var item = new Counted();
        SendResult result = default;
        Model.Thread(() => result = core.TrySend(item), "sender");
        core.DisposeReceiver();
        Model.JoinAll();
        Assert.Equal(result == SendResult.Sent ? 1 : 0, item.Disposals);
    });

    [Fact]
    public void Two_receives_and_a_disposal_take_a_value_once() => Model.Check(static () =>
    {
        var core = new OneshotCore<Counted>();
        var item = new Counted();
        int received = 0;
        Model.Thread(() => core.TrySend(item), "sender");
        Model.Thread(() => received += core.TryReceive(out _) == ReceiveResult.Received ? 1 : 0, "receiver");
        core.DisposeReceiver();
        Model.JoinAll();
        core.DisposeReceiver();
        Assert.InRange(received + item.Disposals, 0, 1);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_wait_that_is_given_up_takes_nothing() => Model.Check(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(() => core.TrySend("a"), "sender");
        ThreadWait.For(core, Deadline.After(TimeSpan.FromSeconds(1)), CancellationToken.None);
        Model.JoinAll();
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out _));
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_finds_that_the_sender_is_gone_finds_what_it_did_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        var data = new Checked<int>[2];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                data[1].Write(1);
                core.DisposeSender();
            },
            "sender");
        if (core.TryReceive(out _) == ReceiveResult.Disconnected)
            Assert.Equal(1, data[0].Read());
        else if (core.IsSenderGone)
            Assert.Equal(1, data[1].Read());
    });

    [Fact]
    public void Who_finds_that_the_receiver_is_gone_finds_what_it_did_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                core.DisposeReceiver();
            },
            "receiver");
        if (core.IsReceiverGone)
            Assert.Equal(1, data[0].Read());
    });

    [Fact]
    public void Of_two_sends_one_is_refused_and_its_value_is_nowhere() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        int sent = 0;
        Model.Thread(() => sent += Sends("a"), "other");
        int own = Sends("b");
        Model.JoinAll();
        Assert.Equal(1, own + sent);
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out string value));
        Assert.Equal(own == 1 ? "b" : "a", value);

        int Sends(string text)
        {
            try
            {
                return core.TrySend(text) == SendResult.Sent ? 1 : 0;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    });

    [Fact]
    public void A_sender_that_is_disposed_beside_a_send_takes_nothing_back() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(core.DisposeSender, "other");
        bool isSent;
        try
        {
            // Claimed by one of the two; nobody but a receiver that is gone makes a send fail.
            Assert.Equal(SendResult.Sent, core.TrySend("a"));
            isSent = true;
        }
        catch (InvalidOperationException)
        {
            isSent = false;
        }
        Model.JoinAll();
        Assert.Equal(isSent ? ReceiveResult.Received : ReceiveResult.Disconnected, core.TryReceive(out _));
    });

    [Fact]
    public void A_value_is_sent_or_its_receiver_was_closed_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        SendResult result = default;
        Model.Thread(() => result = core.TrySend("a"), "sender");
        bool isClosed = core.TryClose();
        Model.JoinAll();
        Assert.Equal(isClosed ? SendResult.Disconnected : SendResult.Sent, result);
        Assert.Equal(isClosed ? ReceiveResult.Disconnected : ReceiveResult.Received, core.TryReceive(out _));
    });

    [Fact]
    public void A_receiver_is_closed_or_finds_that_the_sender_was_gone_before() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(core.DisposeSender, "sender");
        bool isClosed = core.TryClose();
        Model.JoinAll();
        Assert.Equal(isClosed, core.Disconnected() is ObjectDisposedException);
    });

    [Fact]
    public void A_value_is_taken_by_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        var core = new OneshotCore<string>();
        core.TrySend("a");
        int received = 0;
        Model.Thread(() => received += core.TryReceive(out _) == ReceiveResult.Received ? 1 : 0, "other");
        bool own = core.TryReceive(out _) == ReceiveResult.Received;
        Model.JoinAll();
        Assert.Equal(1, received + (own ? 1 : 0));
    });

    [Fact]
    public void A_wait_is_told_when_the_receiver_is_closed() => Model.Check(static () =>
    {
        var core = new OneshotCore<string>();
        Model.Thread(() => core.TryClose(), "closer");
        Assert.Equal(ReceiveResult.Received, ThreadWait.For(core, Deadline.Never, CancellationToken.None));
        Assert.Equal(ReceiveResult.Disconnected, core.TryReceive(out _));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_value_that_is_written_after_it_was_announced_is_caught() => ModelBudget.Catches(ModelFailureKind.DataRace, static () =>
    {
        var broken = new AnnouncedTooEarly();
        Model.Thread(() =>
        {
            broken.State.Write(OneshotState.Sent);
            broken.Value.Write(7);
        });
        if (broken.State.Read() == OneshotState.Sent)
            broken.Value.Read();
    });

    private sealed class AnnouncedTooEarly
    {
        public AtomicInt State;
        public Checked<int> Value;
    }

    private sealed class Counted : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
