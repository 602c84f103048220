using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>What every flavour does alike.</summary>
public class ContractTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);

    public static TheoryData<string> All => Flavors.All;

    public static TheoryData<string> Buffered => Flavors.Buffered;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    public static TheoryData<string> AllAndLossy => Flavors.AllAndLossy;

    public static TheoryData<string> BufferedAndLossy => Flavors.BufferedAndLossy;

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Values_arrive_in_the_order_in_which_they_were_sent(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        for (int round = 0; round < 200; round++)
        {
            int sent = 0;
            while (sent < 70 && tx.TrySend(sent) == SendResult.Sent)
                sent++;
            Assert.Equal(sent, rx.Count);
            for (int i = 0; i < sent; i++)
                Assert.Equal(i, rx.Receive());
            Assert.True(rx.IsEmpty);
        }
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void An_empty_channel_says_so(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out int value));
        Assert.Equal(0, value);
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, TimeSpan.Zero));
        Assert.True(tx.IsEmpty);
        Assert.Equal(0, tx.Count);
        Assert.False(rx.IsDisconnected);
    }

    [Theory, MemberData(nameof(Bounded))]
    public void A_full_channel_says_so_and_takes_exactly_its_capacity(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal(tx.Capacity, Flavors.Fill(tx));
        Assert.Equal(SendResult.Full, tx.TrySend(1));
        Assert.Equal(SendResult.TimedOut, tx.TrySend(1, TimeSpan.Zero));
        Assert.True(tx.IsFull);
        Assert.True(rx.IsFull);
        Assert.Equal(tx.Capacity, rx.Count);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Receiving_waits_for_a_sender(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread receiver = TestThread.Start(() => Assert.Equal(7, rx.Receive()));
        tx.Send(7);
        receiver.Join();
    }

    [Theory, MemberData(nameof(Bounded))]
    public void Sending_waits_for_room(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        TestThread sender = TestThread.Start(() => tx.Send(-1));
        for (int i = 0; i < filled; i++)
            Assert.Equal(i, rx.Receive());
        Assert.Equal(-1, rx.Receive());
        sender.Join();
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Receiving_gives_up_when_its_time_is_over(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, Short));
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out _, Fearless.Sync.Deadline.After(Short)));
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(Bounded))]
    public void Sending_gives_up_when_its_time_is_over_and_sends_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        Assert.Equal(SendResult.TimedOut, tx.TrySend(-1, Short));
        Assert.Equal(SendResult.TimedOut, tx.TrySend(-1, Fearless.Sync.Deadline.After(Short)));
        Assert.Equal(Enumerable.Range(0, filled), rx.TryReceiveAll());
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void A_value_that_is_there_is_received_although_the_deadline_has_passed(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value, Fearless.Sync.Deadline.After(TimeSpan.Zero)));
        Assert.Equal(1, value);
        Assert.Equal(SendResult.Sent, tx.TrySend(1, Fearless.Sync.Deadline.After(TimeSpan.Zero)));
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Receivers_learn_that_the_last_sender_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Sender<int> other = tx.Clone();
        TestThread receiver = TestThread.Start(() => Assert.Throws<ChannelDisconnectedException>(() => rx.Receive()));
        tx.Dispose();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        other.Dispose();
        receiver.Join();
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _, Short));
        Assert.True(rx.IsDisconnected);
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Receive_after_the_last_sender_drains_then_reports_disconnected(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        tx.Dispose();
        Assert.True(rx.IsDisconnected);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value));
        Assert.Equal(1, value);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Senders_learn_at_once_that_the_last_receiver_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Receiver<int> other = rx.Clone();
        rx.Dispose();
        Assert.False(tx.IsDisconnected);
        other.Dispose();
        Assert.True(tx.IsDisconnected);
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1));
        Assert.Equal(SendResult.Disconnected, tx.TrySend(1, Short));
        Assert.Throws<ChannelDisconnectedException>(() => tx.Send(1));
    }

    [Theory, MemberData(nameof(Bounded))]
    public void A_sender_that_waits_learns_that_the_last_receiver_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Flavors.Fill(tx);
        TestThread sender = TestThread.Start(() => Assert.Throws<ChannelDisconnectedException>(() => tx.Send(1)));
        rx.Dispose();
        sender.Join();
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void What_nobody_received_is_disposed_once_when_the_last_receiver_goes(string flavor)
    {
        var (tx, rx) = Flavors.Create<Item>(flavor);
        var items = new List<Item> { new() };
        while (tx.TrySend(items[^1]) == SendResult.Sent && items.Count < 80)
            items.Add(new Item());
        Item? refused = tx.IsFull && items.Count > tx.Capacity ? items[^1] : null;
        Item received = rx.Receive();
        rx.Dispose();
        rx.Dispose();
        tx.Dispose();
        foreach (Item item in items)
            Assert.Equal(item == received || item == refused ? 0 : 1, item.Disposals);
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void What_nobody_received_is_disposed_also_when_the_senders_went_first(string flavor)
    {
        var (tx, rx) = Flavors.Create<Item>(flavor);
        var item = new Item();
        tx.Send(item);
        tx.Dispose();
        Assert.Equal(0, item.Disposals);
        rx.Dispose();
        Assert.Equal(1, item.Disposals);
    }

    [Fact]
    public void All_values_are_disposed_whatever_some_of_them_throw()
    {
        var (tx, rx) = Channel.Unbounded<Item>();
        Item[] items = [.. Enumerable.Range(0, 100).Select(i => new Item { Failure = i % 10 == 3 ? new IOException($"{i}") : null })];
        foreach (Item item in items)
            tx.Send(item);
        var failure = Assert.Throws<IOException>(rx.Dispose);
        Assert.Equal("3", failure.Message);
        Assert.Equal(["13", "23", "33", "43", "53", "63", "73", "83", "93"], failure.GetSuppressed().Select(static e => e.Message));
        Assert.All(items, static item => Assert.Equal(1, item.Disposals));
        Assert.Equal(SendResult.Disconnected, tx.TrySend(items[0]));
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void A_blocked_receive_is_cancelled_by_its_token(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var source = new CancellationTokenSource();
        TestThread receiver = TestThread.Start(() =>
        {
            Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => rx.Receive(source.Token)).CancellationToken);
            Assert.Equal(ReceiveResult.Cancelled, rx.TryReceive(out _, Timeout.InfiniteTimeSpan, source.Token));
        });
        source.Cancel();
        receiver.Join();
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(Bounded))]
    public void A_blocked_send_is_cancelled_by_its_token_and_sends_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int filled = Flavors.Fill(tx);
        using var source = new CancellationTokenSource();
        TestThread sender = TestThread.Start(() =>
        {
            Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => tx.Send(-1, source.Token)).CancellationToken);
            Assert.Equal(SendResult.Cancelled, tx.TrySend(-1, Timeout.InfiniteTimeSpan, source.Token));
        });
        source.Cancel();
        sender.Join();
        Assert.Equal(Enumerable.Range(0, filled), rx.TryReceiveAll());
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void A_token_that_was_cancelled_before_lets_nothing_happen(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => tx.Send(1, cancelled));
        Assert.Equal(SendResult.Cancelled, tx.TrySend(1, Timeout.InfiniteTimeSpan, cancelled));
        Assert.True(tx.SendAsync(1, cancelled).IsCanceled);
        Assert.Throws<OperationCanceledException>(() => rx.Receive(cancelled));
        Assert.True(rx.ReceiveAsync(cancelled).IsCanceled);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void A_disposed_end_refuses_everything_with_what_to_do_instead(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using Sender<int> tx2 = tx.Clone();
        using Receiver<int> rx2 = rx.Clone();
        tx.Dispose();
        rx.Dispose();
        Assert.Contains("Clone", Assert.Throws<ObjectDisposedException>(() => tx.Send(1)).Message);
        Assert.Throws<ObjectDisposedException>(() => tx.TrySend(1));
        Assert.Throws<ObjectDisposedException>(() => { _ = tx.SendAsync(1); });
        Assert.Throws<ObjectDisposedException>(() => tx.Clone());
        Assert.Throws<ObjectDisposedException>(() => tx.Count);
        Assert.Throws<ObjectDisposedException>(() => tx.TrySendMany([], out _));
        Assert.Throws<ObjectDisposedException>(() => tx.SendMany([], out _));
        Assert.Throws<ObjectDisposedException>(() => tx2.IsSameChannel(tx));
        Assert.Contains("Receiver<Int32>", Assert.Throws<ObjectDisposedException>(() => rx.Receive()).Message);
        Assert.Throws<ObjectDisposedException>(() => rx.TryReceive(out _));
        Assert.Throws<ObjectDisposedException>(() => { _ = rx.ReceiveAsync(); });
        Assert.Throws<ObjectDisposedException>(() => rx.Clone());
        Assert.Throws<ObjectDisposedException>(() => { foreach (int _ in rx) { } });
        Assert.Throws<ObjectDisposedException>(() => rx.IsSameChannel(rx2));
        Assert.False(tx2.IsDisconnected);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void A_receive_that_blocks_on_the_last_receiver_ends_when_it_is_disposed(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var started = new ManualResetEventSlim();
        TestThread receiver = TestThread.Start(() =>
        {
            started.Set();
            Assert.Throws<ObjectDisposedException>(() => rx.Receive());
        });
        Assert.True(started.Wait(TestThread.Patience));
        rx.Dispose();
        receiver.Join();
        GC.KeepAlive(tx);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Foreach_ends_after_the_last_sender(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread sender = TestThread.Start(() =>
        {
            using (tx)
            {
                for (int i = 0; i < 100; i++)
                    tx.Send(i);
            }
        });
        int expected = 0;
        foreach (int value in rx)
            Assert.Equal(expected++, value);
        Assert.Equal(100, expected);
        Assert.Empty(rx);
        sender.Join();
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Operators_of_linq_apply_to_the_receiver(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        long[] squares = ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref tx), static tx => { for (int i = 0; i < 50; i++) tx.Send(i); });
            return scope.Spawn(Move.Of(ref rx), static rx => rx.Where(static x => x % 2 == 0).Select(static x => (long)x * x).ToArray()).Join();
        });
        Assert.Equal(Enumerable.Range(0, 25).Select(static x => 4L * x * x), squares);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Moved_ends_are_disposed_when_their_threads_end(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Receiver<int> kept = rx!.Clone();
        ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref tx), static tx => { });
            scope.Spawn(Move.Of(ref rx), static rx => Assert.Empty(rx));
        });
        Assert.Equal(ReceiveResult.Disconnected, kept.TryReceive(out _));
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Consuming_disposes_the_receiver_however_it_ends(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        Assert.Equal(1, rx.Consume().First());
        Assert.True(tx.IsDisconnected);
    }

    [Fact]
    public async Task A_sender_that_waits_is_met_although_the_deadline_has_passed()
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        ValueTask sent = tx.SendAsync(1);
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value, Fearless.Sync.Deadline.After(TimeSpan.Zero)));
        Assert.Equal(1, value);
        await sent;
        ValueTask<int> received = rx.ReceiveAsync();
        Assert.Equal(SendResult.Sent, tx.TrySend(2, Fearless.Sync.Deadline.After(TimeSpan.Zero)));
        Assert.Equal(2, await received);
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Consuming_to_the_end_or_to_an_error_disposes_the_receiver(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        tx.Dispose();
        Assert.Equal([1], rx.Consume());
        Assert.Throws<ObjectDisposedException>(() => rx.TryReceive(out _));
        (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        tx.Close(new IOException());
        var seen = new List<int>();
        Assert.Throws<ChannelDisconnectedException>(() => seen.AddRange(rx.Consume()));
        Assert.Throws<ObjectDisposedException>(() => rx.TryReceive(out _));
        // Who never begins to enumerate has still to dispose it.
        (tx, rx) = Flavors.Create<int>(flavor);
        _ = rx.Consume();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.False(tx.IsDisconnected);
    }

    [Fact]
    public void Values_that_can_be_disposed_only_asynchronously_are_disposed_too()
    {
        var (tx, rx) = Channel.Bounded<AsyncItem>(2);
        AsyncItem[] items = [new(), new()];
        tx.Send(items[0]);
        tx.Send(items[1]);
        rx.Dispose();
        Assert.All(items, static item => Assert.Equal(1, item.Disposals));
        var (lossy, kept) = Channel.Bounded<AsyncItem>(1, OverflowPolicy.DropOldest);
        var dropped = new AsyncItem();
        lossy.Send(dropped);
        lossy.Send(new AsyncItem());
        Assert.Equal(1, dropped.Disposals);
        kept.Dispose();
    }

    [Fact]
    public void A_channel_has_so_many_ends_and_not_one_more()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SetCount(tx.Core, "_senders", int.MaxValue);
        SetCount(tx.Core, "_receivers", int.MaxValue);
        Assert.Contains("senders", Assert.Throws<OverflowException>(() => tx.Clone()).Message);
        Assert.Contains("receivers", Assert.Throws<OverflowException>(() => rx.Clone()).Message);
        Assert.Throws<OverflowException>(() => tx.CreateWeak().TryUpgrade());
        Assert.Equal(int.MaxValue, tx.SenderCount);
        SetCount(tx.Core, "_senders", 1);
        SetCount(tx.Core, "_receivers", 1);

        static void SetCount(ChannelCore<int> core, string name, int count) => typeof(ChannelCore<int>)
            .GetField(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .SetValue(core, new Fearless.Atomics.AtomicInt(count));
    }

    private sealed class AsyncItem : IAsyncDisposable
    {
        private int _disposals;

        public int Disposals => Volatile.Read(ref _disposals);

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Interlocked.Increment(ref _disposals);
        }
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void What_is_there_is_taken_without_waiting(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        tx.Send(1);
        IEnumerable<int> now = rx.TryReceiveAll();
        Assert.Equal([1], now);
        Assert.Empty(now);
        tx.Send(2);
        Assert.Equal([2], now);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Ends_know_their_channel(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        var (otherTx, otherRx) = Flavors.Create<int>(flavor);
        Assert.True(tx.IsSameChannel(tx.Clone()));
        Assert.False(tx.IsSameChannel(otherTx));
        Assert.True(rx.IsSameChannel(rx.Clone()));
        Assert.False(rx.IsSameChannel(otherRx));
        tx.Dispose();
        otherTx.Dispose();
        rx.Dispose();
        otherRx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tx.IsSameChannel(otherTx));
        Assert.Throws<ObjectDisposedException>(() => rx.IsSameChannel(otherRx));
    }

    [Fact]
    public void Capacities_are_checked_before_anything_is_made()
    {
        Assert.Contains("Unbounded", Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Channel.Bounded<int>(-1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Channel.Bounded<byte>(int.MaxValue));
        Assert.Equal(0, Channel.Bounded<int>(0).Sender.Capacity);
        Assert.Null(Channel.Unbounded<int>().Receiver.Capacity);
        Assert.Equal(5, Channel.Bounded<int>(5).Receiver.Capacity);
    }

    [Theory, MemberData(nameof(AllAndLossy))]
    public void Timeouts_are_checked_before_anything_happens(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        TimeSpan negative = TimeSpan.FromSeconds(-3);
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => tx.TrySend(1, negative));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => rx.TryReceive(out _, negative));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = tx.TrySendAsync(1, negative); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = rx.TryReceiveAsync(negative); });
        Assert.True(rx.IsEmpty);
    }

    [Fact]
    public void A_rendezvous_meets_only_who_waits()
    {
        var (tx, rx) = Channel.Rendezvous<int>();
        Assert.Equal(SendResult.Full, tx.TrySend(1));
        TestThread receiver = TestThread.Start(() => Assert.Equal(2, rx.Receive()));
        TestThread.Until(() => tx.TrySend(2) == SendResult.Sent, "the receiver waits");
        receiver.Join();
        TestThread sender = TestThread.Start(() => tx.Send(3));
        int value = 0;
        TestThread.Until(() => rx.TryReceive(out value) == ReceiveResult.Received, "the sender waits");
        Assert.Equal(3, value);
        sender.Join();
    }

    [Theory, MemberData(nameof(BufferedAndLossy))]
    public void Received_values_are_not_kept_alive(string flavor)
    {
        var (tx, rx) = Flavors.Create<object>(flavor);
        WeakReference reference = Pass(tx, rx);
        TestThread.Until(() => { GC.Collect(); return !reference.IsAlive; }, "the value is collected");
        GC.KeepAlive(tx);
        GC.KeepAlive(rx);

        static WeakReference Pass(Sender<object> tx, Receiver<object> rx)
        {
            tx.Send(new object());
            return new WeakReference(rx.Receive());
        }
    }
}
