using Fearless.Atomics;
using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Channels with so many slots that they lie in several arrays, made when values come to them.</summary>
public class ManySlotsTests
{
    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8192)]
    [InlineData(10_000)]
    public void All_slots_are_used_in_order_lap_after_lap(int capacity)
    {
        var (tx, rx) = Channel.Bounded<int>(capacity);
        int next = 0;
        int expected = 0;
        // Begins each lap somewhere else.
        for (int lap = 0; lap < 5; lap++)
        {
            while (tx.TrySend(next) == SendResult.Sent)
                next++;
            Assert.Equal(capacity, tx.Count);
            Assert.Equal(expected + capacity, next);
            for (int taken = 0; taken < capacity - 100; taken++)
            {
                Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value));
                Assert.Equal(expected++, value);
            }
        }
    }

    [Fact]
    public void Batches_go_across_the_ends_of_the_arrays()
    {
        var (tx, rx) = Channel.Bounded<int>(10_000);
        int[] batch = new int[3000];
        int next = 0;
        int expected = 0;
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < batch.Length; i++)
                batch[i] = next++;
            Assert.Equal(SendResult.Sent, tx.TrySendMany(batch, out int sent));
            Assert.Equal(batch.Length, sent);
            Array.Clear(batch);
            Assert.Equal(ReceiveResult.Received, rx.TryReceiveMany(batch, out int received));
            Assert.Equal(batch.Length, received);
            foreach (int value in batch)
                Assert.Equal(expected++, value);
        }
    }

    [Fact]
    public void Room_that_is_never_used_costs_nearly_nothing()
    {
        GC.KeepAlive(Channel.Bounded<long>(10));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var (tx, rx) = Channel.Bounded<long>(10_000_000);
        for (long value = 0; value < 100; value++)
            tx.Send(value);
        // A part, and a reference for each of some 2,500.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 65_536, 100_000);
        Assert.Equal(4950, rx.TryReceiveAll().Sum());
    }

    [Fact]
    public void A_receiver_that_comes_first_finds_the_channel_empty()
    {
        var (tx, rx) = Channel.Bounded<int>(10_000);
        Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        Assert.Equal(ReceiveResult.Empty, rx.TryReceiveMany(new int[3], out int received));
        Assert.Equal(0, received);
        Assert.False(rx.IsFull);
        tx.Dispose();
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
    }

    [Fact]
    public void Permits_send_across_the_ends_of_the_arrays()
    {
        var (tx, rx) = Channel.Bounded<int>(10_000);
        int next = 0;
        int expected = 0;
        for (int round = 0; round < 3; round++)
        {
            // One is held all the time, so that all others go beside it.
            SendPermit<int> held = tx.Reserve();
            while (tx.TryReserve(out SendPermit<int>? permit) == SendResult.Sent)
            {
                Assert.Equal(SendResult.Sent, permit!.TrySend(next++));
                if (tx.TrySend(next) == SendResult.Sent)
                    next++;
            }
            Assert.Equal(SendResult.Full, tx.TrySend(0));
            held.Send(next++);
            Assert.Equal(10_000, rx.Count);
            foreach (int value in rx.TryReceiveAll())
                Assert.Equal(expected++, value);
            Assert.Equal(expected, next);
        }
    }

    [Fact]
    public void Senders_that_come_to_a_new_array_at_the_same_time_use_the_same()
    {
        for (int round = 0; round < 20; round++)
        {
            var (tx, rx) = Channel.Bounded<int>(20_000);
            TestThread[] senders =
            [
                .. Enumerable.Range(0, 4).Select(_ => TestThread.Start(() =>
                {
                    for (int value = 1; value <= 5000; value++)
                        tx.Send(value);
                })),
            ];
            foreach (TestThread sender in senders)
                sender.Join();
            Assert.Equal(20_000, rx.Count);
            Assert.Equal(4L * 5000 * 5001 / 2, rx.TryReceiveAll().Sum(static value => (long)value));
        }
    }

    // A large object is of the oldest generation from the start. Another becomes so if the collector comes by twice at this moment: hence a
    // full array, none of which is larger, and few others, whose making alone would bring it by.
    [Fact]
    public void None_of_the_arrays_is_a_large_object() => Assert.Contains(
        Enumerable.Range(0, 5), static _ => GC.GetGeneration(MakeOne()) < GC.MaxGeneration);

    private static Slot<long>[] MakeOne()
    {
        AtomicRef<Slot<long>[]>[] parts = SlotParts<long>.Create(SlotParts<long>.Length + 1);
        SlotParts<long>.Make(parts, 0);
        return parts[0].Read()!;
    }
}
