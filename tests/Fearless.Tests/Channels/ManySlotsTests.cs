using Fearless.Channels;

namespace Fearless.Tests.Channels;

/// <summary>Channels with so many slots that they lie in several arrays.</summary>
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

    // A large object is of the oldest generation from the start. Another becomes so if the collector comes by twice at this moment: hence a
    // full array, none of which is larger, and few others, whose making alone would bring it by.
    [Fact]
    public void None_of_the_arrays_is_a_large_object() => Assert.Contains(
        Enumerable.Range(0, 5), static _ => GC.GetGeneration(SlotParts<long>.Create(SlotParts<long>.Length + 1)[0]) < GC.MaxGeneration);
}
