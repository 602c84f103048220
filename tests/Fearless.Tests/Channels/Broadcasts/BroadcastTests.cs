using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels.Broadcasts;

/// <summary>What only broadcasts do; the contract of all flavours holds for them as well.</summary>
public class BroadcastTests
{
    [Fact]
    public void Every_subscription_gets_every_message_sent_after_it()
    {
        var (tx, topic) = Channel.Broadcast<int>(8);
        using Receiver<int> first = topic.Subscribe();
        tx.Send(1);
        using Receiver<int> second = topic.Subscribe();
        tx.Send(2);
        tx.Send(3);
        Assert.Equal(2, topic.SubscriptionCount);
        Assert.Equal((3, 2), (first.Count, second.Count));
        tx.Dispose();
        Assert.Equal([1, 2, 3], first);
        Assert.Equal([2, 3], second);
        Assert.Equal(ReceiveResult.Disconnected, topic.Subscribe().TryReceive(out _));
    }

    [Fact]
    public void Without_subscriptions_a_message_stays_the_senders()
    {
        var (tx, topic) = Channel.Broadcast<Item>(2);
        var item = new Item();
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
        using (topic.Subscribe())
            Assert.False(tx.IsDisconnected);
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
        Assert.True(tx.IsDisconnected);
        Assert.Equal(0, item.Disposals);
    }

    [Fact]
    public void The_slowest_subscription_holds_the_sender_up()
    {
        var (tx, topic) = Channel.Broadcast<int>(2);
        using Receiver<int> fast = topic.Subscribe();
        Receiver<int> slow = topic.Subscribe();
        tx.Send(1);
        tx.Send(2);
        Assert.Equal([1, 2], fast.TryReceiveAll());
        Assert.Equal(SendResult.Full, tx.TrySend(3));
        Assert.Equal(1, slow.Receive());
        Assert.Equal(SendResult.Sent, tx.TrySend(3));
        TestThread sender = TestThread.Start(() => tx.Send(4));
        slow.Dispose();
        sender.Join();
        Assert.Equal([3, 4], fast.TryReceiveAll());
        Assert.Equal(0, topic.CountMissed(fast));
    }

    [Fact]
    public void A_laggard_learns_how_many_it_missed()
    {
        var (tx, topic) = Channel.Broadcast<int>(3, LagPolicy.DropOldest);
        using Receiver<int> slow = topic.Subscribe();
        using Receiver<int> fast = topic.Subscribe();
        for (int i = 1; i <= 3; i++)
            tx.Send(i);
        Assert.Equal([1, 2, 3], fast.TryReceiveAll());
        tx.Send(4);
        tx.Send(5);
        Assert.Equal(3, slow.Count);
        Assert.Equal(0, topic.CountMissed(slow));
        Assert.Equal(3, slow.Receive());
        Assert.Equal(2, topic.CountMissed(slow));
        Assert.Equal([4, 5], slow.TryReceiveAll());
        Assert.Equal([4, 5], fast.TryReceiveAll());
        Assert.Equal(0, topic.CountMissed(fast));
        Assert.Equal(2, topic.CountMissed(slow));
    }

    [Fact]
    public void What_no_subscription_got_is_disposed_once_and_nothing_else()
    {
        var (tx, topic) = Channel.Broadcast<Item>(2, LagPolicy.DropOldest);
        Receiver<Item> rx = topic.Subscribe();
        Receiver<Item> other = topic.Subscribe();
        Item[] items = [.. Enumerable.Range(0, 4).Select(static _ => new Item())];
        tx.Send(items[0]);
        tx.Send(items[1]);
        Assert.Same(items[0], rx.Receive());
        tx.Send(items[2]);      // drops 0, which one has
        tx.Send(items[3]);      // drops 1, which nobody has
        Assert.Equal([0, 1, 0, 0], items.Select(static item => item.Disposals));
        Assert.Same(items[2], other.Receive());
        rx.Dispose();
        Assert.Equal([0, 1, 0, 0], items.Select(static item => item.Disposals));
        other.Dispose();
        Assert.Equal([0, 1, 0, 1], items.Select(static item => item.Disposals));
    }

    [Fact]
    public void A_clone_shares_the_messages_of_its_subscription()
    {
        var (tx, topic) = Channel.Broadcast<int>(4);
        using Receiver<int> rx = topic.Subscribe();
        using Receiver<int> clone = rx.Clone();
        tx.Send(1);
        tx.Send(2);
        Assert.Equal(1, rx.Receive());
        Assert.Equal(2, clone.Receive());
        Assert.Equal(1, topic.SubscriptionCount);
    }

    [Fact]
    public void Only_subscriptions_of_the_broadcast_can_be_asked_about()
    {
        var (_, topic) = Channel.Broadcast<int>(1);
        Assert.Throws<ArgumentException>("subscription", () => topic.CountMissed(Channel.Broadcast<int>(1).Topic.Subscribe()));
        Assert.Throws<ArgumentException>("subscription", () => topic.CountMissed(Channel.Unbounded<int>().Receiver));
        Receiver<int> rx = topic.Subscribe();
        rx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => topic.CountMissed(rx));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Channel.Broadcast<int>(0));
        Assert.Throws<ArgumentOutOfRangeException>("policy", () => Channel.Broadcast<int>(1, (LagPolicy)9));
    }

    [Theory]
    [InlineData(LagPolicy.Wait)]
    [InlineData(LagPolicy.DropOldest)]
    public void Subscriptions_account_for_every_message(LagPolicy policy)
    {
        const int Each = 5000;
        var (tx, topic) = Channel.Broadcast<(int Sender, int Number)>(4, policy);
        TestThread[] receivers = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            Receiver<(int Sender, int Number)> rx = topic.Subscribe();
            return TestThread.Start(() =>
            {
                int[] last = [-1, -1];
                int count = 0;
                foreach (var (sender, number) in rx)
                {
                    Assert.True(number > last[sender]);
                    last[sender] = number;
                    count++;
                }
                Assert.Equal(2 * Each, count + topic.CountMissed(rx));
            });
        })];
        // Somebody comes and goes all the time.
        var isOver = false;
        TestThread guest = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                using Receiver<(int, int)> rx = topic.Subscribe();
                rx.TryReceive(out _);
            }
        });
        TestThread[] senders = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
        {
            for (int i = 0; i < Each; i++)
                tx.Send((n, i));
        }))];
        foreach (TestThread sender in senders)
            sender.Join();
        tx.Dispose();
        Volatile.Write(ref isOver, true);
        foreach (TestThread receiver in receivers)
            receiver.Join();
        guest.Join();
    }
}
