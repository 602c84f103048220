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
