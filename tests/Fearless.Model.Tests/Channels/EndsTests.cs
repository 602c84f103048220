using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>The ends themselves: one that two threads dispose of goes once, and a moment is received once.</summary>
public class EndsTests
{
    [Fact]
    public void A_sender_that_two_dispose_of_counts_once() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Sender<int> other = tx.Clone();
        Model.Thread(tx.Dispose, "other");
        tx.Dispose();
        Model.JoinAll();
        Assert.False(rx.IsDisconnected);
        other.Dispose();
    });

    [Fact]
    public void A_receiver_that_two_dispose_of_counts_once() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Receiver<int> other = rx.Clone();
        Model.Thread(rx.Dispose, "other");
        rx.Dispose();
        Model.JoinAll();
        Assert.False(tx.IsDisconnected);
        other.Dispose();
    });

    [Fact]
    public void Who_counts_a_sender_out_finds_what_it_wrote() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        DoneBefore.IsFound(tx.Dispose, () => rx.SenderCount == 0);
    });

    [Fact]
    public void Who_counts_a_receiver_out_finds_what_it_wrote() => ModelBudget.CheckAll(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        DoneBefore.IsFound(rx.Dispose, () => tx.ReceiverCount == 0);
    });

    [Fact]
    public void A_moment_that_has_come_is_received_by_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        var core = TimerCore.After(TimeSpan.Zero, new StandingClock());
        int received = 0;
        Model.Thread(() => received += Receives(), "other");
        int own = Receives();
        Model.JoinAll();
        Assert.Equal(1, received + own);
        Assert.Equal(ReceiveResult.Empty, core.TryReceive(out _));

        int Receives() => core.TryReceive(out _) == ReceiveResult.Received ? 1 : 0;
    });

    [Fact]
    public void A_moment_is_received_or_its_channel_is_at_an_end() => ModelBudget.CheckAll(static () =>
    {
        var core = TimerCore.Tick(TimeSpan.Zero, new StandingClock());
        Model.Thread(
            () =>
            {
                var failures = default(FailureCollector);
                core.RemoveReceiver(ref failures);
            },
            "disposes");
        core.TryReceive(out _);
        Model.JoinAll();
        Assert.True(core.IsDisconnected);
        Assert.Equal(ReceiveResult.Disconnected, core.TryReceive(out _));
    });

    [Fact]
    public void Those_who_wait_for_a_moment_are_told_of_the_end() => Model.Check(
        static () =>
        {
            var core = TimerCore.After(TimeSpan.FromDays(2), new StandingClock());
            Model.Thread(
                () =>
                {
                    var failures = default(FailureCollector);
                    core.RemoveReceiver(ref failures);
                },
                "disposes");
            Assert.Equal(
                ReceiveResult.Disconnected, BlockingWait<DateTimeOffset>.Receive(core, out _, Deadline.Never, CancellationToken.None));
        },
        ModelBudget.Bounded);

    [Fact]
    public void Who_is_left_waiting_by_one_moment_is_rung_for_the_next() => ModelBudget.CheckAll(static () =>
    {
        var clock = new StandingClock();
        Receiver<DateTimeOffset> rx = new ChannelEnds<DateTimeOffset>(TimerCore.Tick(TimeSpan.FromSeconds(1), clock)).Receiver;
        ValueTask<ReceiveResult<DateTimeOffset>> first = rx.TryReceiveAsync();
        ValueTask<ReceiveResult<DateTimeOffset>> second = rx.TryReceiveAsync();
        foreach (ValueTask<ReceiveResult<DateTimeOffset>> wait in new[] { first, second })
        {
            clock.Now += TimeSpan.TicksPerSecond;
            ModelTimer.RingAll();
            Assert.True(wait.IsCompleted);
        }
    });

    // Its timers are the model's.
    private sealed class StandingClock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
