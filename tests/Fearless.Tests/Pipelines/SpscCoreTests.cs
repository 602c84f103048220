using Fearless.Channels;
using Fearless.Pipelines;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class SpscCoreTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(100, 100)]
    [InlineData(64, 2)]
    public void Everything_arrives_once_and_in_order(int capacity, int room)
    {
        // Where nearly every item is waited for, each may cost a switch of threads.
        int count = capacity < 10 ? 20_000 : 200_000;
        var (tx, rx) = new ChannelEnds<int>(new SpscCore<int>(capacity, room));
        var sender = new Thread(() =>
        {
            for (int value = 0; value < count; value++)
                tx.Send(value);
            tx.Dispose();
        });
        sender.Start();
        int expected = 0;
        int[] batch = new int[7];
        Patience.Ends(() =>
        {
            while (rx.ReceiveMany(batch, out int received) == ReceiveResult.Received)
            {
                foreach (int value in batch.AsSpan(0, received))
                    Assert.Equal(expected++, value);
            }
        });

        Assert.Equal(count, expected);
        sender.Join();
        rx.Dispose();
    }

    [Fact]
    public void It_holds_exactly_its_capacity_and_says_what_it_holds()
    {
        var core = new SpscCore<string>(3, room: 3);
        Assert.True(core.IsEmpty);
        Assert.Equal(ReceiveResult.Empty, core.TryReceive(out _));
        for (int sent = 0; sent < 3; sent++)
        {
            Assert.False(core.IsFull);
            Assert.Equal(SendResult.Sent, core.TrySend($"{sent}"));
            Assert.Equal(sent + 1, core.Count);
        }
        Assert.True(core.IsFull);
        Assert.Equal(SendResult.Full, core.TrySend("too many"));

        Assert.Equal(ReceiveResult.Received, core.TryReceive(out string first));
        Assert.Equal("0", first);
        Assert.Equal(SendResult.Sent, core.TrySend("3"));
        string[] rest = new string[10];
        int received = 0;
        Assert.Equal(ReceiveResult.Received, core.TryReceiveMany(rest, ref received));
        Assert.Equal(["1", "2", "3"], rest[..received]);
        Assert.Equal(0, core.Count);
    }

    [Fact]
    public void Closed_it_lets_nothing_in_and_gives_out_what_is_there()
    {
        var (tx, rx) = new ChannelEnds<int>(new SpscCore<int>(3, room: 3));
        tx.Send(1);
        rx.Close();

        Assert.Equal(SendResult.Disconnected, tx.TrySend(2));
        Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value));
        Assert.Equal(1, value);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        tx.Dispose();
        rx.Dispose();
    }

    [Fact]
    public void It_grows_when_it_was_full_and_soon_empty_and_not_otherwise()
    {
        // A wait between the two would keep it from growing, so it is tried again: on a busy machine it may take several times.
        Patience.Until(static () =>
        {
            var core = new SpscCore<int>(100, room: 4);
            int[] fits = [Fill(core), Empty(core), Fill(core), Empty(core), Fill(core)];
            return fits is [4, _, 8, _, 16];
        });

        var slow = new SpscCore<int>(100, room: 4);
        Fill(slow);
        Thread.Sleep(20);
        Empty(slow);
        Assert.Equal(4, Fill(slow));

        var idle = new SpscCore<int>(100, room: 4);
        Assert.Equal(0, Empty(idle));
        Assert.Equal(4, Fill(idle));

        var limited = new SpscCore<int>(6, room: 4);
        for (int round = 0; round < 50; round++)
        {
            Assert.InRange(Fill(limited), 4, 6);
            Empty(limited);
        }

        static int Fill(SpscCore<int> core)
        {
            int count = 0;
            while (core.TrySend(count) == SendResult.Sent)
                count++;
            return count;
        }
        static int Empty(SpscCore<int> core)
        {
            int count = 0;
            while (core.TryReceive(out _) == ReceiveResult.Received)
                count++;
            return count;
        }
    }

    [Fact]
    public void A_sender_that_waits_for_room_is_woken_when_half_of_it_is_free()
    {
        var core = new SpscCore<int>(8, room: 8);
        var (tx, rx) = new ChannelEnds<int>(core);
        for (int value = 0; value < 8; value++)
            tx.Send(value);
        var sender = new Thread(() => tx.Send(8));
        sender.Start();
        Patience.Until(() => core.HasWaitingSenders);

        for (int value = 0; value < 3; value++)
            Assert.Equal(value, rx.Receive());
        Assert.True(core.HasWaitingSenders);
        Assert.Equal(3, rx.Receive());
        Assert.True(sender.Join(Patience.Limit));
        Assert.Equal([4, 5, 6, 7, 8], rx.TryReceiveAll());
        tx.Dispose();
        rx.Dispose();
    }
}
