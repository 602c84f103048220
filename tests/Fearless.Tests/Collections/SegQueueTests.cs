using System.Reflection;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

public class SegQueueTests : QueueContract
{
    protected override IFifo<T> Make<T>(int room) => new Adapter<T>(new SegQueue<T>());

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(5_000)]
    public void Bursts_of_any_length_come_out_in_order(int length)
    {
        var queue = new SegQueue<int>();
        for (int burst = 0; burst < 3; burst++)
        {
            // Some more go in and out, so that the bursts begin at different places of a ring.
            for (int item = 0; item <= burst; item++)
            {
                queue.Push(item);
                Assert.True(queue.TryPop(out _));
            }
            for (int item = 0; item < length; item++)
            {
                queue.Push(item);
                Assert.Equal(item + 1, queue.Count);
            }
            for (int item = 0; item < length; item++)
            {
                Assert.False(queue.IsEmpty);
                Assert.True(queue.TryPop(out int popped));
                Assert.Equal(item, popped);
                Assert.Equal(length - item - 1, queue.Count);
            }
            Assert.False(queue.TryPop(out _));
            Assert.True(queue.IsEmpty);
        }
    }

    [Fact]
    public void Pushes_pops_and_trims_at_the_ends_of_rings_lose_nothing() => PoolTest.Guard(() =>
    {
        // New queues all the time, and trims, so that rings are closed over and over.
        for (int round = 0; round < 1_500; round++)
        {
            var queue = new SegQueue<int>();
            int[] seen = new int[2 * 100];
            int left = seen.Length;
            RunTogether(4, thread =>
            {
                if (thread < 2)
                {
                    for (int number = 0; number < 100; number++)
                    {
                        queue.Push((thread * 100) + number);
                        if (number % 40 == 39)
                            queue.TrimExcess();
                    }
                    return;
                }
                while (Volatile.Read(ref left) > 0)
                {
                    if (!queue.TryPop(out int item))
                        continue;
                    Interlocked.Increment(ref seen[item]);
                    Interlocked.Decrement(ref left);
                }
            });
            Assert.All(seen, static times => Assert.Equal(1, times));
            Assert.Equal(0, queue.Count);
        }
    });

    [Fact]
    public void A_new_queue_allocates_no_slots_before_its_first_item()
    {
        Assert.InRange(
            Allocations.Of(static () =>
            {
                var queue = new SegQueue<long>();
                Assert.True(!queue.TryPop(out _) && queue.Count == 0 && queue.IsEmpty);
                queue.TrimExcess();
            }),
            1,
            64 * 100);
    }

    [Fact]
    public void A_burst_as_long_as_one_before_allocates_nothing()
    {
        var queue = new SegQueue<int>();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int item = 0; item < 1_000; item++)
                queue.Push(item);
            while (queue.TryPop(out _))
            {
            }
        }));
    }

    [Fact]
    public void Trimming_gives_the_memory_of_a_burst_back_and_keeps_the_items()
    {
        var queue = new SegQueue<long>();
        for (int item = 0; item < 100_000; item++)
            queue.Push(item);
        for (int item = 0; item < 99_990; item++)
            queue.TryPop(out _);
        queue.Push(100_000);
        queue.TrimExcess();
        Assert.Equal(11, queue.Count);
        Assert.Equal([.. Enumerable.Range(99_990, 11)], queue.Drain());
        queue.Push(1);
        Assert.True(queue.TryPop(out _));
        Assert.True(Lengths(queue).SequenceEqual([32]));

        // A queue that needs its ring keeps it.
        for (int item = 0; item < 33; item++)
            queue.Push(item);
        queue.TrimExcess();
        Assert.Equal([32, 64], Lengths(queue));
    }

    [Fact]
    public void Rings_that_were_left_are_not_kept_alive()
    {
        var queue = new SegQueue<object>();
        WeakReference first = FirstRing(queue);
        for (int item = 0; item < 32; item++)
            queue.Push(item);
        queue.Push("one too many");
        while (queue.TryPop(out _))
        {
        }
        PoolTest.UntilCollected(() => !first.IsAlive, "the ring that is empty and closed is collected");
        GC.KeepAlive(queue);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference FirstRing(SegQueue<object> queue)
        {
            queue.Push("");
            return new WeakReference(Head(queue));
        }
    }

    [Theory]
    [InlineData("_head")]
    [InlineData("_tail")]
    public void Each_end_of_a_ring_has_cache_lines_of_its_own(string field) => Assert.Equal(
        typeof(CachePadded<AtomicLong>),
        typeof(SegQueueRing<string>).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!.FieldType);

    private static SegQueueRing<T>? Head<T>(SegQueue<T> queue) =>
        ((AtomicRef<SegQueueRing<T>>)typeof(SegQueue<T>).GetField("_head", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(queue)!).Read();

    private static List<int> Lengths<T>(SegQueue<T> queue)
    {
        List<int> lengths = [];
        for (SegQueueRing<T>? ring = Head(queue); ring is not null; ring = ring.Next)
            lengths.Add(ring.Length);
        return lengths;
    }

    private sealed class Adapter<T>(SegQueue<T> queue) : IFifo<T>
    {
        public int Count => queue.Count;

        public bool IsEmpty => queue.IsEmpty;

        public bool TryPush(T item)
        {
            queue.Push(item);
            return true;
        }

        public bool TryPop(out T? item) => queue.TryPop(out item);

        public IEnumerable<T> Drain() => queue.Drain();
    }
}
