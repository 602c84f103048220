using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class PriorityTests
{
    [Fact]
    public void The_least_comes_first_and_equal_ones_in_order()
    {
        var (tx, rx) = Channel.UnboundedPriority(Comparer<(int Key, int Order)>.Create(static (x, y) => x.Key.CompareTo(y.Key)));
        var random = new Random(7);
        (int Key, int Order)[] values = [.. Enumerable.Range(0, 3000).Select(i => (random.Next(50), i))];
        foreach (var value in values)
            tx.Send(value);
        Assert.Equal(3000, rx.Count);
        Assert.Equal(values.OrderBy(static value => value.Key), rx.TryReceiveAll());
        Assert.True(rx.IsEmpty);
    }

    [Fact]
    public void Sends_and_receives_in_turn_agree_with_a_priority_queue()
    {
        var (tx, rx) = Channel.UnboundedPriority<int>();
        var expected = new PriorityQueue<int, int>();
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            if (random.Next(5) < 3)
            {
                int value = random.Next(1000);
                tx.Send(value);
                expected.Enqueue(value, value);
            }
            else if (expected.TryDequeue(out int least, out _))
            {
                Assert.Equal(least, rx.Receive());
            }
        }
        Assert.Equal(expected.Count, rx.Count);
    }

    [Fact]
    public void A_comparer_that_throws_loses_nothing()
    {
        bool fails = false;
        var (tx, rx) = Channel.UnboundedPriority(Comparer<int>.Create((x, y) => fails ? throw new IOException("cannot compare") : x.CompareTo(y)));
        for (int i = 0; i < 20; i++)
            tx.Send(i);
        fails = true;
        Assert.Throws<IOException>(() => tx.Send(5));
        Assert.Equal(20, rx.Count);
        Assert.Equal(0, rx.Receive());
        fails = false;
        tx.Send(3);
        Assert.Equal([1, 2, 3, 3, .. Enumerable.Range(4, 16)], rx.TryReceiveAll());
    }

    [Fact]
    public async Task A_send_that_waits_fails_with_what_the_comparer_throws_and_lets_the_next_one_in()
    {
        var (tx, rx) = Channel.BoundedPriority(2, Comparer<int>.Create(static (x, y) => y == 13 ? throw new IOException("13") : x.CompareTo(y)));
        tx.Send(1);
        tx.Send(2);
        ValueTask unlucky = tx.SendAsync(13);
        ValueTask<SendResult> tried = tx.TrySendAsync(13);
        ValueTask lucky = tx.SendAsync(3);
        Assert.Equal(1, rx.Receive());
        await Assert.ThrowsAsync<IOException>(async () => await unlucky);
        await Assert.ThrowsAsync<IOException>(async () => await tried);
        await lucky.AsTask().WaitAsync(TestThread.Patience);
        Assert.Equal([2, 3], rx.TryReceiveAll());
        await tx.SendAsync(4);
        Assert.Equal(4, rx.Receive());
    }

    [Fact]
    public void A_comparer_that_uses_the_channel_is_told_so()
    {
        Receiver<int>? own = null;
        var (tx, rx) = Channel.UnboundedPriority(Comparer<int>.Create((x, y) => own!.TryReceive(out _) == ReceiveResult.Received ? 1 : x - y));
        own = rx;
        tx.Send(1);
        Assert.Contains("comparer", Assert.Throws<InvalidOperationException>(() => tx.Send(2)).Message);
        Assert.Equal(1, rx.Receive());
    }

    [Fact]
    public void A_type_without_an_order_needs_a_comparer()
    {
        Assert.Contains("Item", Assert.Throws<ArgumentException>("comparer", () => Channel.UnboundedPriority<Item>()).Message);
        Assert.Throws<ArgumentException>("comparer", () => Channel.BoundedPriority<CancellationToken>(3));
        Assert.Throws<ArgumentException>("comparer", () => Channel.BoundedPriority<CancellationToken?>(3));
        Assert.NotNull(Channel.UnboundedPriority(Comparer<Item>.Create(static (_, _) => 0)).Sender);
        // Some have one, and of others it shows only with the values.
        Assert.NotNull(Channel.UnboundedPriority<string>().Sender);
        Assert.NotNull(Channel.UnboundedPriority<int?>().Sender);
        Assert.NotNull(Channel.UnboundedPriority<(int, string)>().Sender);
        Assert.NotNull(Channel.UnboundedPriority<object>().Sender);
        Assert.NotNull(Channel.UnboundedPriority<IComparable>().Sender);
    }

    [Fact]
    public void A_comparer_that_throws_in_the_middle_of_a_batch_leaves_the_border_known()
    {
        var (tx, rx) = Channel.UnboundedPriority(Comparer<int>.Create(static (x, y) => y == 13 ? throw new IOException("13") : x.CompareTo(y)));
        int sent = 0;
        Assert.Throws<IOException>(() => tx.SendMany([3, 1, 13, 2], out sent));
        Assert.Equal(2, sent);
        Assert.Throws<IOException>(() => tx.TrySendMany([7, 13], out sent));
        Assert.Equal(1, sent);
        Assert.Equal([1, 3, 7], rx.TryReceiveAll());
    }

    [Fact]
    public void Sending_and_receiving_allocate_nothing_after_the_first_time()
    {
        var (tx, rx) = Channel.UnboundedPriority<int>();
        long least = long.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 400; i++)
            {
                tx.Send(i * 7 % 10);
                if (i % 4 == 3)
                {
                    for (int taken = 0; taken < 4; taken++)
                        rx.Receive();
                }
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }
}
