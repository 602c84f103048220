using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class LossyTests
{
    [Theory]
    [InlineData(OverflowPolicy.DropOldest, new[] { 3, 4, 5 }, new[] { 1, 2 })]
    [InlineData(OverflowPolicy.DropNewest, new[] { 1, 2, 5 }, new[] { 3, 4 })]
    [InlineData(OverflowPolicy.DropSent, new[] { 1, 2, 3 }, new[] { 4, 5 })]
    public void A_full_channel_drops_what_its_policy_says(OverflowPolicy policy, int[] kept, int[] dropped)
    {
        var given = new List<int>();
        var (tx, rx) = Channel.Bounded<int>(3, policy, given.Add);
        // Twice, so that the ring has turned.
        for (int round = 0; round < 2; round++)
        {
            for (int i = 1; i <= 5; i++)
                Assert.Equal(SendResult.Sent, tx.TrySend(i));
            Assert.Equal(3, rx.Count);
            Assert.False(tx.IsFull);
            Assert.Equal(kept, rx.TryReceiveAll());
            Assert.Equal(dropped, given);
            given.Clear();
        }
    }

    [Fact]
    public void Without_a_callback_what_is_dropped_is_disposed_once()
    {
        var (tx, rx) = Channel.Bounded<Item>(1, OverflowPolicy.DropOldest);
        Item[] items = [new(), new(), new()];
        foreach (Item item in items)
            tx.Send(item);
        Assert.Equal([1, 1, 0], items.Select(static item => item.Disposals));
        rx.Dispose();
        Assert.Equal([1, 1, 1], items.Select(static item => item.Disposals));
        var mine = new Item();
        Assert.Equal(SendResult.Disconnected, tx.TrySend(mine));
        Assert.Equal(0, mine.Disposals);
    }

    [Fact]
    public void The_callback_may_use_the_channel_and_throw()
    {
        Sender<int>? again = null;
        var (tx, rx) = Channel.Bounded<int>(1, OverflowPolicy.DropOldest, value =>
        {
            if (value == 1)
                again!.Send(10);
            else if (value == 10)
                throw new IOException("dropped 10");
        });
        again = tx;
        tx.Send(1);
        tx.Send(2);     // drops 1; its callback sends 10, which drops 2
        Assert.Equal(10, rx.Receive());
        tx.Send(10);
        Assert.Equal("dropped 10", Assert.Throws<IOException>(() => tx.Send(3)).Message);
        Assert.Equal(3, rx.Receive());
    }

    [Theory]
    [InlineData(OverflowPolicy.DropOldest, new[] { 3, 4 })]
    [InlineData(OverflowPolicy.DropNewest, new[] { 0, 4 })]
    [InlineData(OverflowPolicy.DropSent, new[] { 0, 1 })]
    public async Task Batches_awaited_timed_and_selected_sends_never_wait(OverflowPolicy policy, int[] kept)
    {
        var (tx, rx) = Channel.Bounded<int>(2, policy);
        Assert.Equal(SendResult.Sent, tx.TrySendMany([0, 1, 2, 3, 4], out int sent));
        Assert.Equal(5, sent);
        Assert.Equal(kept, rx.TryReceiveAll());
        Assert.Equal((SendResult.Sent, 5), await tx.SendManyAsync<int>(new[] { 0, 1, 2, 3, 4 }));
        Assert.Equal(kept, rx.TryReceiveAll());
        for (int i = 0; i < 3; i++)
        {
            Assert.True(tx.SendAsync(i).IsCompletedSuccessfully);
            Assert.Equal(SendResult.Sent, tx.TrySend(i, TimeSpan.Zero));
            Assert.Equal(SelectResult.Completed, Select.Send(tx, i).TryRun());
        }
        Assert.Equal(2, rx.Count);
        tx.Close(new IOException());
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1));
        Assert.Equal(2, rx.TryReceiveAll().Count());
        Assert.Throws<ChannelDisconnectedException>(() => rx.Receive());
    }

    [Fact]
    public void Every_value_is_received_or_dropped()
    {
        const int Each = 5000;
        int dropped = 0;
        int received = 0;
        var (tx, rx) = Channel.Bounded<int>(4, OverflowPolicy.DropOldest, _ => Interlocked.Increment(ref dropped));
        TestThread receiver = TestThread.Start(() =>
        {
            foreach (int _ in rx)
                received++;
        });
        TestThread[] senders = [.. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
        {
            for (int i = 0; i < Each; i++)
                tx.Send(i);
        }))];
        foreach (TestThread sender in senders)
            sender.Join();
        tx.Dispose();
        receiver.Join();
        Assert.Equal(2 * Each, received + dropped);
    }

    [Theory]
    [InlineData(OverflowPolicy.DropOldest)]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.DropSent)]
    public void A_full_channel_stays_full_while_values_are_replaced(OverflowPolicy policy)
    {
        var (tx, rx) = Channel.Bounded<int>(2, policy);
        tx.Send(0);
        tx.Send(0);
        bool isOver = false;
        TestThread watcher = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref isOver))
                Assert.Equal((2, false), (rx.Count, rx.IsEmpty));
        });
        for (int i = 0; i < 200_000; i++)
            tx.Send(i);
        Volatile.Write(ref isOver, true);
        watcher.Join();
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Channel.Bounded<int>(0, OverflowPolicy.DropOldest));
        Assert.Throws<ArgumentOutOfRangeException>("policy", () => Channel.Bounded<int>(1, (OverflowPolicy)7));
    }
}
