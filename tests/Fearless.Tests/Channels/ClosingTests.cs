using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Closing by either end, counts, and weak senders, of every flavour.</summary>
public class ClosingTests
{
    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> AllAndLossy => Flavors.AllAndLossy;

    public static TheoryData<string> BufferedAndLossy => Flavors.BufferedAndLossy;

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Receivers_drain_and_then_get_the_error(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using Sender<int> other = tx.Clone();
        tx.Send(1);
        var error = new IOException("no more");
        tx.Close(error);
        tx.Close(new IOException("too late"));
        Assert.Equal(SendResult.Disconnected, other.TrySend(2));
        Assert.Same(error, Assert.Throws<ChannelDisconnectedException>(() => other.Send(2)).InnerException);
        var received = new List<int>();
        var thrown = Assert.Throws<ChannelDisconnectedException>(() =>
        {
            foreach (int value in rx)
                received.Add(value);
        });
        Assert.Same(error, thrown.InnerException);
        Assert.Equal([1], received);
        Assert.Same(error, rx.CloseError);
        Assert.Same(error, Assert.Throws<ChannelDisconnectedException>(() => rx.Receive()).InnerException);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Waits_end_when_the_channel_is_closed_by_its_receiver(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var error = new IOException("stop");
        if (tx.Capacity is not null)
        {
            Flavors.Fill(tx);
            ValueTask sent = tx.SendAsync(-1);
            rx.Close(error);
            Assert.Same(error, (await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await sent)).InnerException);
        }
        else
        {
            ValueTask<int> received = rx.ReceiveAsync();
            rx.Close(error);
            Assert.Same(error, (await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await received)).InnerException);
        }
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1));
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => { await foreach (int _ in rx) { } });
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void An_orderly_close_ends_loops_and_what_is_left_is_disposed_with_the_last_receiver(string flavor)
    {
        var (tx, rx) = Flavors.Create<Item>(flavor);
        var item = new Item();
        tx.Send(item);
        tx.Close();
        Assert.True(rx.IsDisconnected);
        Assert.Null(rx.CloseError);
        Assert.Contains("closed", Assert.Throws<ChannelDisconnectedException>(() => tx.Send(new Item())).Message);
        rx.Dispose();
        Assert.Equal(1, item.Disposals);
        tx.Dispose();
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Ends_are_counted(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal((1, 1), (tx.SenderCount, rx.ReceiverCount));
        using (tx.Clone())
            Assert.Equal((2, 2, 1), (tx.SenderCount, rx.SenderCount, tx.ReceiverCount));
        Assert.Equal(1, rx.SenderCount);
        rx.Dispose();
        Assert.Equal(0, tx.ReceiverCount);
        Assert.Throws<ObjectDisposedException>(() => rx.SenderCount);
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void A_weak_sender_does_not_keep_the_channel_open(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        WeakSender<int> weak = tx.CreateWeak();
        using (Sender<int>? strong = weak.TryUpgrade())
        {
            Assert.NotNull(strong);
            tx.Dispose();
            strong.Send(1);
        }
        Assert.Equal(1, rx.Receive());
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        Assert.Null(weak.TryUpgrade());
        Assert.Throws<ObjectDisposedException>(() => tx.CreateWeak());
    }
}
