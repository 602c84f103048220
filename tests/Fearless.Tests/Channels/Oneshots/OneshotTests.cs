using Fearless.Channels;
using Fearless.Tests.Sync;
using Deadline = Fearless.Sync.Deadline;

namespace Fearless.Tests.Channels.Oneshots;

public class OneshotTests
{
    [Fact]
    public async Task A_value_goes_to_a_receive_that_comes_before_or_after_it()
    {
        var (tx, rx) = Channel.Oneshot<int>();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        tx.Send(1);
        Assert.True(rx.IsDisconnected);
        Assert.False(rx.IsEmpty);
        Assert.Equal(1, rx.Receive());

        (tx, rx) = Channel.Oneshot<int>();
        ValueTask<int> awaited = rx.ReceiveAsync();
        Assert.False(awaited.IsCompleted);
        tx.Send(2);
        Assert.Equal(2, await awaited.AsTask().WaitAsync(TestThread.Patience));

        (tx, rx) = Channel.Oneshot<int>();
        TestThread thread = TestThread.Start(() => Assert.Equal(3, rx.Receive()));
        tx.Send(3);
        thread.Join();
    }

    [Fact]
    public void Each_end_is_used_once()
    {
        var (tx, rx) = Channel.Oneshot<string>();
        tx.Send("a");
        Assert.Throws<InvalidOperationException>(() => tx.Send("b"));
        Assert.Equal("a", rx.Receive());
        Assert.Throws<InvalidOperationException>(() => rx.Receive());
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        Assert.Throws<InvalidOperationException>(() => default(OneshotSender<int>).Send(1));
        Assert.Throws<InvalidOperationException>(() => default(OneshotReceiver<int>).Receive());
    }

    [Fact]
    public async Task A_receiver_learns_that_its_sender_is_gone()
    {
        var (tx, rx) = Channel.Oneshot<int>();
        ValueTask<int> awaited = rx.ReceiveAsync();
        TestThread thread = TestThread.Start(() => Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Deadline.Never)));
        tx.Dispose();
        tx.Dispose();
        thread.Join();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await awaited);
        Assert.Throws<ChannelDisconnectedException>(() => rx.Receive());
        Assert.Throws<InvalidOperationException>(() => tx.TrySend(1));
    }

    [Fact]
    public void Disposing_the_sender_after_it_has_sent_does_nothing()
    {
        var (tx, rx) = Channel.Oneshot<int>();
        using (tx)
            tx.Send(1);
        Assert.Equal(1, rx.Receive());
    }

    [Fact]
    public void A_sender_whose_receiver_is_gone_keeps_the_value()
    {
        var (tx, rx) = Channel.Oneshot<Item>();
        rx.Dispose();
        Assert.True(tx.IsDisconnected);
        var item = new Item();
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
        Assert.Equal(0, item.Disposals);
        (tx, rx) = Channel.Oneshot<Item>();
        rx.Dispose();
        Assert.Throws<ChannelDisconnectedException>(() => tx.Send(item));
        Assert.Throws<ObjectDisposedException>(() => rx.Receive());
    }

    [Fact]
    public void A_value_that_nobody_received_is_disposed_once()
    {
        var (tx, rx) = Channel.Oneshot<Item>();
        var item = new Item();
        tx.Send(item);
        rx.Dispose();
        rx.Dispose();
        Assert.Equal(1, item.Disposals);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
    }

    [Fact]
    public async Task A_wait_that_is_given_up_takes_nothing()
    {
        var (tx, rx) = Channel.Oneshot<int>();
        using var source = new CancellationTokenSource();
        ValueTask<int> awaited = rx.ReceiveAsync(source.Token);
        TestThread thread = TestThread.Start(() =>
        {
            Assert.Throws<OperationCanceledException>(() => rx.Receive(source.Token));
            Assert.Equal(ReceiveResult.Cancelled, rx.TryReceive(out _, Timeout.InfiniteTimeSpan, source.Token));
        });
        source.Cancel();
        thread.Join();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await awaited);
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, TimeSpan.FromMilliseconds(2)));
        Assert.Equal(ReceiveResult.TimedOut, (await rx.TryReceiveAsync(TimeSpan.FromMilliseconds(2))).Result);
        tx.Send(5);
        Assert.Equal(5, (await rx.TryReceiveAsync()).Value);
    }

    [Fact]
    public void A_send_and_the_disposal_of_the_receiver_leave_the_value_one_owner()
    {
        for (int round = 0; round < 300; round++)
        {
            var (tx, rx) = Channel.Oneshot<Item>();
            var item = new Item();
            SendResult result = default;
            TestThread sender = TestThread.Start(() => result = tx.TrySend(item));
            rx.Dispose();
            sender.Join();
            Assert.Equal(result == SendResult.Sent ? 1 : 0, item.Disposals);
        }
    }

    [Fact]
    public async Task As_a_receiver_it_gives_its_value_and_is_then_disconnected()
    {
        var (tx, answer) = Channel.Oneshot<int>();
        using Receiver<int> rx = answer.ToReceiver();
        Assert.Equal((1, 0, true, false, 1), (rx.Capacity, rx.Count, rx.IsEmpty, rx.IsDisconnected, rx.SenderCount));
        ValueTask<int> waiting = rx.ReceiveAsync();
        tx.Send(5);
        Assert.Equal(5, await waiting.AsTask().WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        Assert.Equal((true, 0), (rx.IsDisconnected, rx.SenderCount));
        Assert.Throws<InvalidOperationException>(() => answer.Receive());
        Assert.Throws<InvalidOperationException>(() => default(OneshotReceiver<int>).ToReceiver());
    }

    [Fact]
    public void As_a_receiver_it_owns_the_end()
    {
        var (tx, answer) = Channel.Oneshot<Item>();
        answer.ToReceiver().Dispose();
        var item = new Item();
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
        Assert.Equal(0, item.Disposals);
        (tx, answer) = Channel.Oneshot<Item>();
        Receiver<Item> rx = answer.ToReceiver();
        using (Receiver<Item> clone = rx.Clone())
        {
            rx.Dispose();
            tx.Send(item);
            clone.Close();
            Assert.Equal((1, 0), (clone.Count, item.Disposals));
        }
        Assert.Equal(1, item.Disposals);
    }

    [Fact]
    public void A_oneshot_is_one_allocation()
    {
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
            least = Math.Min(least, AllocatedByHundred());
        // An object with a state, a flag, a value and a queue; a task object or a node besides would show.
        Assert.InRange(least, 0, 100 * 80);
    }

    private static long AllocatedByHundred()
    {
        int sum = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            var (tx, rx) = Channel.Oneshot<int>();
            ValueTask<int> awaited = rx.ReceiveAsync();
            tx.Send(i);
            // Completed by the send.
            sum += awaited.GetAwaiter().GetResult();
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(4950, sum);
        return allocated;
    }
}
