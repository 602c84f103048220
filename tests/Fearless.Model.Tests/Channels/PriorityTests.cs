using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

public class PriorityTests
{
    [Fact]
    public void A_send_that_waits_goes_on_and_nothing_is_lost() => Model.Check(static () =>
    {
        var core = new PriorityCore<int>(1, Comparer<int>.Default);
        core.TrySend(1);
        Model.Thread(() => Assert.Equal(SendResult.Sent, BlockingWait<int>.Send(core, 2, Deadline.Never, CancellationToken.None)), "sender");
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out int first));
        Assert.Equal(ReceiveResult.Received, BlockingWait<int>.Receive(core, out int second, Deadline.Never, CancellationToken.None));
        Assert.Equal((1, 2), (first, second));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_comparer_that_uses_the_channel_is_told_so() => ModelBudget.CheckAll(static () =>
    {
        PriorityCore<int> core = null!;
        core = new PriorityCore<int>(2, Comparer<int>.Create((_, _) => (int)core.TryReceive(out int _)));
        core.TrySend(1);
        Assert.Throws<InvalidOperationException>(() => core.TrySend(2));
        Assert.Equal(1, core.Count);
    });

    [Fact]
    public void A_comparer_that_throws_passes_the_room_on() => Model.Check(static () =>
    {
        var core = new PriorityCore<int>(2, Comparer<int>.Create(static (x, y) => y == 13 ? throw new IOException() : x - y));
        core.TrySend(1);
        core.TrySend(2);
        Model.Thread(() =>
        {
            try
            {
                // Gives up at some moment when the room was used by the other.
                BlockingWait<int>.Send(core, 13, Deadline.After(TimeSpan.FromSeconds(1)), CancellationToken.None);
            }
            catch (IOException)
            {
            }
        }, "unlucky");
        Model.Thread(() => Assert.Equal(SendResult.Sent, BlockingWait<int>.Send(core, 3, Deadline.Never, CancellationToken.None)), "lucky");
        Assert.Equal(ReceiveResult.Received, core.TryReceive(out _));
    }, ModelBudget.Bounded);

    [Fact]
    public void A_lossy_channel_drops_or_delivers_each_value() => Model.Check(static () =>
    {
        int dropped = 0;
        var core = new LossyCore<int>(1, OverflowPolicy.DropOldest, _ => dropped++);
        int received = 0;
        Model.Thread(() =>
        {
            core.TrySend(1);
            core.TrySend(2);
            core.RemoveSender();
        }, "sender");
        while (BlockingWait<int>.Receive(core, out _, Deadline.Never, CancellationToken.None) == ReceiveResult.Received)
            received++;
        Model.JoinAll();
        Assert.Equal(2, received + dropped);
    }, ModelBudget.Bounded);

    [Theory]
    [InlineData("priority")]
    [InlineData("lossy")]
    public void A_value_is_in_the_channel_or_refused_when_it_is_closed(string flavor) => ModelBudget.CheckAll(() =>
    {
        ChannelCore<int> core = flavor == "lossy" ? new LossyCore<int>(2, OverflowPolicy.DropOldest, null) : new PriorityCore<int>(2, Comparer<int>.Default);
        Model.Thread(() => core.CloseWith(new IOException()), "closer");
        if (core.IsDisconnected)
            Assert.NotNull(core.CloseError);
        bool isSent = core.TrySend(1) == SendResult.Sent;
        Model.JoinAll();
        Assert.Equal(SendResult.Disconnected, core.TrySend(2));
        Assert.Equal(isSent ? ReceiveResult.Received : ReceiveResult.Disconnected, core.TryReceive(out _));
        Assert.Equal(ReceiveResult.Disconnected, core.TryReceive(out _));
    });

    [Fact]
    public void Two_sends_share_the_last_room() => ModelBudget.CheckAll(static () =>
    {
        var core = new PriorityCore<int>(1, Comparer<int>.Default);
        SendResult other = default;
        Model.Thread(() => other = core.TrySend(1), "other");
        SendResult own = core.TrySend(2);
        Model.JoinAll();
        Assert.NotEqual(own, other);
        Assert.Equal(1, core.Count);
    });
}
