using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;
using Deadline = Fearless.Sync.Deadline;

namespace Fearless.Tests.Channels.Watches;

public class WatchTests
{
    [Fact]
    public void Receivers_get_the_newest_value_once_each()
    {
        var (tx, watch) = Channel.Watch("a");
        using Receiver<string> first = watch.Subscribe();
        using Receiver<string> second = watch.Subscribe(seen: -1);
        Assert.Equal("a", second.Receive());
        Assert.Equal(ReceiveResult.Empty, first.TryReceive(out _));
        tx.Send("b");
        tx.Send("c");
        Assert.Equal((2, "c"), (watch.Version, watch.Value));
        Assert.Equal(1, first.Count);
        Assert.Equal("c", first.Receive());
        Assert.Equal(ReceiveResult.Empty, first.TryReceive(out _));
        Assert.True(first.IsEmpty);
        Assert.Equal("c", second.Receive());
        Assert.Equal("c", watch.Read(out long version));
        Assert.Equal(2, version);
    }

    [Fact]
    public async Task Threads_and_tasks_wait_for_a_change()
    {
        var (tx, watch) = Channel.Watch(0);
        using Receiver<int> rx = watch.Subscribe();
        ValueTask<int> awaited = rx.ReceiveAsync();
        using Receiver<int> other = watch.Subscribe();
        TestThread receiver = TestThread.Start(() => Assert.Equal(1, other.Receive()));
        TestThread waiter = TestThread.Start(() => Assert.Equal(ReceiveResult.Received, watch.WaitForChange(0)));
        tx.Send(1);
        receiver.Join();
        waiter.Join();
        Assert.Equal(1, await awaited.AsTask().WaitAsync(TestThread.Patience));
    }

    [Fact]
    public void Waits_for_a_change_end_by_time_token_and_disconnect()
    {
        var (tx, watch) = Channel.Watch(0);
        Assert.Equal(ReceiveResult.TimedOut, watch.WaitForChange(0, Deadline.After(TimeSpan.FromMilliseconds(2))));
        using var source = new CancellationTokenSource();
        TestThread waiter = TestThread.Start(() => Assert.Equal(ReceiveResult.Cancelled, watch.WaitForChange(0, cancellationToken: source.Token)));
        source.Cancel();
        waiter.Join();
        waiter = TestThread.Start(() => Assert.Equal(ReceiveResult.Disconnected, watch.WaitForChange(0)));
        tx.Dispose();
        waiter.Join();
        Assert.True(watch.IsDisconnected);
        Assert.Equal(ReceiveResult.Received, watch.WaitForChange(-1));
    }

    [Fact]
    public void Subscriptions_are_counted()
    {
        var (tx, watch) = Channel.Watch(0);
        Assert.Equal((1, 0), (tx.SenderCount, tx.ReceiverCount));
        Receiver<int> first = watch.Subscribe();
        Receiver<int> clone = first.Clone();
        using (Receiver<int> second = watch.Subscribe(seen: -1))
            Assert.Equal((2, 2), (tx.ReceiverCount, second.ReceiverCount));
        first.Dispose();
        Assert.Equal((1, 1), (tx.ReceiverCount, clone.ReceiverCount));
        clone.Dispose();
        clone.Dispose();
        Assert.Equal(0, tx.ReceiverCount);
        // Nobody needs to watch.
        Assert.Equal((SendResult.Sent, false), (tx.TrySend(1), tx.IsDisconnected));
    }

    [Fact]
    public async Task A_watch_is_closed_by_either_side_and_gives_the_last_value_before_the_error()
    {
        foreach (bool bySender in new[] { true, false })
        {
            var (tx, watch) = Channel.Watch(0);
            using Receiver<int> rx = watch.Subscribe();
            using Receiver<int> other = watch.Subscribe();
            ValueTask<int> waiting = other.ReceiveAsync();
            TestThread blocked = TestThread.Start(() => Assert.Equal(ReceiveResult.Disconnected, watch.WaitForChange(7)));
            tx.Send(5);
            Assert.Equal(5, await waiting.AsTask().WaitAsync(TestThread.Patience));
            waiting = other.ReceiveAsync();
            var error = new IOException("over");
            if (bySender)
                tx.Close(error);
            else
                rx.Close(error);
            blocked.Join();
            Assert.Same(error, (await Assert.ThrowsAsync<ChannelDisconnectedException>(async () => await waiting)).InnerException);
            Assert.Equal(5, rx.Receive());
            Assert.Same(error, Assert.Throws<ChannelDisconnectedException>(() => rx.Receive()).InnerException);
            Assert.Equal((SendResult.Disconnected, 5, true), (tx.TrySend(6), watch.Value, watch.IsDisconnected));
        }
    }

    [Fact]
    public async Task Waits_for_a_change_have_a_timeout()
    {
        var (tx, level) = Channel.Watch(0);
        Assert.Equal(ReceiveResult.TimedOut, level.WaitForChange(0, TimeSpan.FromMilliseconds(2)));
        Assert.Equal(ReceiveResult.TimedOut, level.WaitForChange(0, TimeSpan.Zero));
        Assert.Equal(ReceiveResult.TimedOut, await level.WaitForChangeAsync(0, TimeSpan.FromMilliseconds(2)));
        Assert.Equal(ReceiveResult.Received, level.WaitForChange(-1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => level.WaitForChange(0, TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = level.WaitForChangeAsync(0, TimeSpan.FromSeconds(-2)); });
        Task<ReceiveResult> changed = level.WaitForChangeAsync(0, Timeout.InfiniteTimeSpan).AsTask();
        tx.Send(1);
        Assert.Equal(ReceiveResult.Received, await changed.WaitAsync(TestThread.Patience));
        var clock = new ManualClock();
        TestThread blocked = TestThread.Start(() => Assert.Equal(ReceiveResult.TimedOut, level.WaitForChange(1, Deadline.After(TimeSpan.FromHours(1), clock))));
        TestThread.Until(() => { clock.Advance(TimeSpan.FromHours(1)); return !blocked.IsAlive; }, "the foreign clock ended the wait");
        blocked.Join();
    }

    [Fact]
    public void A_selection_and_a_set_watch_it()
    {
        var (tx, level) = Channel.Watch(0);
        using Receiver<int> rx = level.Subscribe();
        int got = 0;
        TestThread selecting = TestThread.Start(() => Select.Receive(Channel.Never<int>(), static _ => { }).Receive(rx, value => got = value).RunOnce());
        tx.Send(1);
        selecting.Join();
        Assert.Equal(1, got);
        using var set = new SelectSet();
        set.Receive(rx, value => got = value);
        Assert.Equal(SelectResult.NotReady, set.TryRun());
        TestThread running = TestThread.Start(() => set.Run());
        tx.Send(2);
        tx.Send(3);
        running.Join();
        Assert.InRange(got, 2, 3);
        if (got == 2)
            Assert.Equal(3, rx.Receive());
        bool told = false;
        Selection last = Select.Receive(rx, static _ => Assert.Fail(), () => told = true);
        TestThread waiting = TestThread.Start(() => last.RunOnce());
        tx.Dispose();
        waiting.Join();
        Assert.True(told);
    }

    [Fact]
    public void The_last_value_is_received_before_the_disconnect()
    {
        var (tx, watch) = Channel.Watch(0);
        using Receiver<int> rx = watch.Subscribe();
        tx.Send(7);
        tx.Dispose();
        Assert.Equal([7], rx);
        Assert.Equal(7, watch.Value);
        Assert.Equal(ReceiveResult.Disconnected, watch.Subscribe().TryReceive(out _));
    }

    [Fact]
    public void Sending_succeeds_when_nobody_watches_and_disposes_nothing()
    {
        var first = new Item();
        var (tx, watch) = Channel.Watch(first);
        var second = new Item();
        watch.Subscribe().Dispose();
        tx.Send(second);
        Assert.Same(second, watch.Value);
        Assert.Equal(0, first.Disposals + second.Disposals);
        Assert.False(tx.IsDisconnected);
    }

    [Fact]
    public void A_receive_that_blocks_ends_when_its_receiver_is_disposed()
    {
        var (tx, watch) = Channel.Watch(0);
        Receiver<int> rx = watch.Subscribe();
        TestThread receiver = TestThread.Start(() => Assert.Throws<ObjectDisposedException>(() => rx.Receive()));
        rx.Dispose();
        receiver.Join();
        GC.KeepAlive(tx);
    }

    [Fact]
    public void Every_watcher_sees_the_last_of_many_values_and_none_goes_back()
    {
        const int Last = 20_000;
        var (tx, watch) = Channel.Watch(0);
        TestThread[] watchers = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            Receiver<int> rx = watch.Subscribe();
            return TestThread.Start(() =>
            {
                int newest = 0;
                foreach (int value in rx)
                {
                    Assert.True(value > newest);
                    newest = value;
                }
                Assert.Equal(Last, newest);
            });
        })];
        for (int value = 1; value <= Last; value++)
            tx.Send(value);
        tx.Dispose();
        foreach (TestThread watcher in watchers)
            watcher.Join();
    }

    [Fact]
    public async Task A_change_is_awaited_and_ends_by_time_token_and_disconnect()
    {
        var (tx, level) = Channel.Watch(1);
        ValueTask<ReceiveResult> changed = level.WaitForChangeAsync(0);
        Assert.False(changed.IsCompleted);
        tx.Send(2);
        Assert.Equal(ReceiveResult.Received, await changed.AsTask().WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Received, await level.WaitForChangeAsync(0));
        Assert.Equal(ReceiveResult.TimedOut, await level.WaitForChangeAsync(1, Deadline.After(TimeSpan.FromMilliseconds(2))));
        using var source = new CancellationTokenSource();
        Task<ReceiveResult> cancelled = level.WaitForChangeAsync(1, cancellationToken: source.Token).AsTask();
        Task<ReceiveResult> disconnected = level.WaitForChangeAsync(1).AsTask();
        source.Cancel();
        Assert.Equal(ReceiveResult.Cancelled, await cancelled.WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Cancelled, await level.WaitForChangeAsync(0, cancellationToken: source.Token));
        tx.Dispose();
        Assert.Equal(ReceiveResult.Disconnected, await disconnected.WaitAsync(TestThread.Patience));
        Assert.Equal(ReceiveResult.Disconnected, await level.WaitForChangeAsync(1));
    }
}
