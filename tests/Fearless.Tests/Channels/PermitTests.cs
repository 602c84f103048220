using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class PermitTests
{
    public static TheoryData<string> Reserving => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "unbounded"];

    [Theory, MemberData(nameof(Reserving))]
    public void What_a_permit_sends_is_received(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using SendPermit<int> permit = tx.Reserve();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        permit.Send(1);
        Assert.Equal(1, rx.Receive());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Room_that_is_held_is_not_there_for_others(int capacity)
    {
        var (tx, rx) = Channel.Bounded<int>(capacity);
        for (int lap = 0; lap < 5; lap++)
        {
            Assert.Equal(SendResult.Sent, tx.TryReserve(out SendPermit<int>? permit));
            for (int sent = 1; sent < capacity; sent++)
            {
                Assert.False(tx.IsFull);
                tx.Send(sent);
            }
            Assert.Equal(SendResult.Full, tx.TrySend(9));
            Assert.Equal(SendResult.Full, tx.TryReserve(out SendPermit<int>? second));
            Assert.Null(second);
            Assert.True(tx.IsFull);
            Assert.Equal(capacity - 1, rx.Count);
            permit!.Send(7);
            Assert.Equal(capacity, rx.Count);
            for (int sent = 1; sent < capacity; sent++)
                Assert.Equal(sent, rx.Receive());
            Assert.Equal(7, rx.Receive());
        }
    }

    [Fact]
    public async Task Room_that_is_given_back_goes_to_who_waits_for_it()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SendPermit<int> permit = tx.Reserve();
        ValueTask sending = tx.SendAsync(1);
        Task<SendPermit<int>> reserving = tx.ReserveAsync().AsTask();
        Assert.False(sending.IsCompleted);
        permit.Dispose();
        permit.Dispose();
        Assert.True(sending.IsCompletedSuccessfully);
        Assert.Equal(1, rx.Receive());
        using SendPermit<int> second = await reserving.WaitAsync(TestThread.Patience);
        second.Send(2);
        Assert.Equal(2, rx.Receive());
    }

    [Theory, MemberData(nameof(Reserving))]
    public void A_permit_is_used_once(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        SendPermit<int> permit = tx.Reserve();
        permit.Send(1);
        Assert.Contains("reserve again", Assert.Throws<InvalidOperationException>(() => permit.Send(2)).Message);
        permit.Dispose();
        SendPermit<int> unused = tx.TryReserve(out SendPermit<int>? got, Deadline.After(TimeSpan.Zero)) == SendResult.Sent ? got! : Release(rx, tx);
        unused.Dispose();
        Assert.Throws<InvalidOperationException>(() => unused.TrySend(3));
        while (rx.TryReceive(out int value) == ReceiveResult.Received)
            Assert.Equal(1, value);
        Assert.Equal(1, tx.SenderCount);
    }

    [Fact]
    public async Task A_reservation_that_finds_no_room_waits_times_out_and_is_cancelled()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        tx.Send(1);
        Assert.Equal(SendResult.TimedOut, tx.TryReserve(out _, Deadline.After(TimeSpan.FromMilliseconds(2))));
        using var source = new CancellationTokenSource();
        TestThread cancelled = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => tx.Reserve(source.Token)));
        Task<SendPermit<int>> task = tx.ReserveAsync(source.Token).AsTask();
        source.Cancel();
        cancelled.Join();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TestThread.Patience));
        TestThread waiting = TestThread.Start(() => tx.Reserve().Send(2));
        TestThread.Until(() => ((ArrayCore<int>)tx.Core).HasWaitingSenders, "it waits");
        Assert.Equal(1, rx.Receive());
        waiting.Join();
        Assert.Equal(2, rx.Receive());
    }

    [Fact]
    public async Task A_reservation_has_a_timeout_and_can_be_tried_and_awaited()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Assert.Equal(SendResult.Sent, tx.TryReserve(out SendPermit<int>? permit, TimeSpan.Zero));
        Assert.Equal(SendResult.TimedOut, tx.TryReserve(out SendPermit<int>? none, TimeSpan.FromMilliseconds(2)));
        Assert.Null(none);
        Assert.Equal((SendResult.TimedOut, null), await tx.TryReserveAsync(TimeSpan.FromMilliseconds(2)));
        Assert.Equal((SendResult.Cancelled, null), await tx.TryReserveAsync(cancellationToken: new CancellationToken(true)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => tx.TryReserve(out _, TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = tx.TryReserveAsync(TimeSpan.FromSeconds(-2)); });
        using var source = new CancellationTokenSource();
        var clock = new ManualClock();
        Task<(SendResult Result, SendPermit<int>? Permit)> cancelled = tx.TryReserveAsync(Deadline.Never, source.Token).AsTask();
        Task<(SendResult Result, SendPermit<int>? Permit)> late = tx.TryReserveAsync(Deadline.After(TimeSpan.FromHours(1), clock)).AsTask();
        Task<(SendResult Result, SendPermit<int>? Permit)> held = tx.TryReserveAsync().AsTask();
        source.Cancel();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((SendResult.Cancelled, null), await cancelled.WaitAsync(TestThread.Patience));
        Assert.Equal((SendResult.TimedOut, null), await late.WaitAsync(TestThread.Patience));
        permit!.Dispose();
        (SendResult result, permit) = await held.WaitAsync(TestThread.Patience);
        Assert.Equal(SendResult.Sent, result);
        permit!.Send(3);
        Assert.Equal(3, rx.Receive());
        rx.Dispose();
        Assert.Equal((SendResult.Disconnected, null), await tx.TryReserveAsync());
    }

    [Theory, MemberData(nameof(Reserving))]
    public void A_permit_keeps_the_channel_open(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        SendPermit<int> permit = tx.Reserve();
        tx.Dispose();
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        permit.Send(1);
        Assert.Equal(1, rx.Receive());
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
    }

    [Theory, MemberData(nameof(Reserving))]
    public async Task A_permit_learns_that_the_last_receiver_is_gone(string flavor)
    {
        var (tx, rx) = Flavors.Create<Item>(flavor);
        SendPermit<Item> permit = tx.Reserve();
        rx.Dispose();
        var item = new Item();
        Assert.Equal(SendResult.Disconnected, permit.TrySend(item));
        Assert.Equal(0, item.Disposals);
        Assert.Equal(SendResult.Disconnected, tx.TryReserve(out _));
        Assert.Throws<ChannelDisconnectedException>(() => tx.Reserve());
        await Assert.ThrowsAsync<ChannelDisconnectedException>(() => tx.ReserveAsync().AsTask());
    }

    [Fact]
    public async Task A_reservation_that_waits_learns_that_the_last_receiver_is_gone()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        SendPermit<int> permit = tx.Reserve();
        Task<SendPermit<int>> task = tx.ReserveAsync().AsTask();
        TestThread thread = TestThread.Start(() => Assert.Throws<ChannelDisconnectedException>(() => tx.Reserve()));
        rx.Dispose();
        thread.Join();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(() => task.WaitAsync(TestThread.Patience));
        permit.Dispose();
    }

    [Fact]
    public void A_channel_that_holds_no_room_says_so()
    {
        var (tx, _) = Channel.Rendezvous<int>();
        Assert.Contains("Channel.Bounded", Assert.Throws<NotSupportedException>(() => tx.TryReserve(out _)).Message);
        tx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tx.TryReserve(out _));
    }

    [Fact]
    public void A_permit_that_is_forgotten_gives_its_room_back()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Forget(tx);
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !tx.IsFull;
            },
            "the room is there again");
        Assert.Equal(1, tx.SenderCount);
        GC.KeepAlive(rx);
    }

    [Theory, MemberData(nameof(Reserving))]
    public void Permits_and_sends_of_many_threads_lose_nothing_and_never_exceed_the_capacity(string flavor)
    {
        const int Each = 2_000;
        var (tx, rx) = Flavors.Create<int>(flavor);
        TestThread[] senders = [.. Enumerable.Range(0, 4).Select(n => TestThread.Start(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                int value = (n * Each) + i;
                if (n % 2 == 0)
                {
                    tx.Send(value);
                }
                else
                {
                    SendPermit<int> permit = tx.Reserve();
                    if (i % 3 == 0)
                    {
                        permit.Dispose();
                        permit = tx.Reserve();
                    }
                    permit.Send(value);
                }
            }
        }))];
        int capacity = tx.Capacity ?? int.MaxValue;
        var seen = new HashSet<int>();
        for (int i = 0; i < 4 * Each; i++)
        {
            Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value, TestThread.Patience));
            Assert.True(seen.Add(value));
            Assert.InRange(rx.Count, 0, capacity);
        }
        foreach (TestThread sender in senders)
            sender.Join();
        Assert.Equal(0, rx.Count);
        Assert.False(tx.IsFull);
    }

    private static SendPermit<int> Release(Receiver<int> rx, Sender<int> tx)
    {
        Assert.Equal(1, rx.Receive());
        return tx.Reserve();
    }

    private static void Forget(Sender<int> tx) => Assert.Equal(SendResult.Sent, tx.TryReserve(out _));
}
