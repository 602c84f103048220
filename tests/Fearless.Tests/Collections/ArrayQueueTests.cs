using System.Reflection;
using CsCheck;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Sync;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

public class ArrayQueueTests : QueueContract
{
    protected override IFifo<T> Make<T>(int room) => new Adapter<T>(new ArrayQueue<T>(room));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_capacity_without_room_or_beyond_an_array_is_refused(int capacity)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayQueue<int>(capacity));
        Assert.Equal("capacity", refused.ParamName);
        Assert.Contains("SegQueue", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_capacity_is_exact()
    {
        for (int capacity = 1; capacity < 70; capacity++)
        {
            var queue = new ArrayQueue<int>(capacity);
            Assert.Equal(capacity, queue.Capacity);
            // Several laps, so that every index is once the first.
            for (int lap = 0; lap < capacity + 2; lap++)
            {
                for (int item = 0; item < capacity; item++)
                {
                    Assert.False(queue.IsFull);
                    Assert.True(queue.TryPush(item));
                    Assert.Equal(item + 1, queue.Count);
                }
                Assert.True(queue.IsFull);
                Assert.False(queue.TryPush(-1));
                for (int item = 0; item < capacity; item++)
                {
                    Assert.True(queue.TryPop(out int popped));
                    Assert.Equal(item, popped);
                }
                Assert.True(queue.IsEmpty);
                Assert.False(queue.TryPop(out _));
                Assert.True(queue.TryPush(0));
                Assert.True(queue.TryPop(out _));
            }
        }
    }

    [Fact]
    public void A_push_by_force_evicts_the_oldest_only_when_there_is_no_room()
    {
        var queue = new ArrayQueue<string>(2);
        Assert.False(queue.ForcePush("a", out string? evicted));
        Assert.Null(evicted);
        Assert.False(queue.ForcePush("b", out _));
        Assert.True(queue.ForcePush("c", out evicted));
        Assert.Equal("a", evicted);
        Assert.Equal(2, queue.Count);
        Assert.Equal(["b", "c"], queue.Drain());
    }

    [Fact]
    public void Any_sequence_of_operations_acts_like_a_list_with_a_limit() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 3].Array[0, 300]).Sample(
            (capacity, steps) =>
            {
                var queue = new ArrayQueue<int>(capacity);
                var model = new Queue<int>();
                int next = 0;
                foreach (int step in steps)
                {
                    int expected = 0;
                    int got;
                    bool isFull = model.Count == capacity;
                    switch (step)
                    {
                        case 0:
                            Assert.Equal(model.TryDequeue(out expected), queue.TryPop(out got));
                            Assert.Equal(expected, got);
                            break;
                        case 1:
                            if (isFull)
                                expected = model.Dequeue();
                            Assert.Equal(isFull, queue.ForcePush(next, out got));
                            Assert.Equal(expected, got);
                            model.Enqueue(next++);
                            break;
                        default:
                            Assert.Equal(!isFull, queue.TryPush(next));
                            if (!isFull)
                                model.Enqueue(next++);
                            break;
                    }
                    Assert.Equal(model.Count, queue.Count);
                    Assert.Equal(model.Count == capacity, queue.IsFull);
                    Assert.Equal(model.Count == 0, queue.IsEmpty);
                }
                Assert.Equal(model, queue.Drain());
            },
            iter: 500);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Under_force_each_item_is_popped_or_evicted_once_and_in_order(int capacity) => PoolTest.Guard(() =>
    {
        const int Threads = 4;
        const int Each = 60_000;
        var queue = new ArrayQueue<Item>(capacity);
        int[] seen = new int[Threads * Each];
        RunTogether(Threads, thread =>
        {
            int[] last = [.. Enumerable.Repeat(-1, Threads)];
            for (int number = 0; number < Each; number++)
            {
                if (queue.ForcePush(new Item(thread, number), out Item evicted))
                    See(evicted);
                if (number % 3 == 0 && queue.TryPop(out Item popped))
                    See(popped);
            }

            void See(Item item)
            {
                item.AssertWhole();
                Assert.True(last[item.Producer] < item.Number, "A thread got the items of another in another order.");
                last[item.Producer] = item.Number;
                Interlocked.Increment(ref seen[(item.Producer * Each) + item.Number]);
            }
        });
        foreach (Item item in queue.Drain())
            seen[(item.Producer * Each) + item.Number]++;
        Assert.All(seen, static times => Assert.Equal(1, times));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_full_queue_stays_full_while_items_are_replaced(int capacity) => PoolTest.Guard(() =>
    {
        var queue = new ArrayQueue<int>(capacity);
        for (int item = 0; item < capacity; item++)
            queue.TryPush(item);
        int working = 2;
        RunTogether(3, thread =>
        {
            if (thread < 2)
            {
                for (int round = 0; round < 100_000; round++)
                    Assert.True(queue.ForcePush(round, out _), "The queue was full, and there was room.");
                Interlocked.Decrement(ref working);
                return;
            }
            while (Volatile.Read(ref working) > 0)
            {
                Assert.Equal(capacity, queue.Count);
                Assert.True(queue.IsFull);
                Assert.False(queue.IsEmpty);
                Assert.False(queue.TryPush(-1), "The queue was full, and a push found room.");
            }
        });
        Assert.Equal(capacity, queue.Count);
    });

    [Fact]
    public void A_push_that_finds_room_at_every_moment_succeeds() => PoolTest.Guard(() =>
    {
        // The opposite of the contract's test: full, less the one that each thread takes out first.
        const int Threads = 3;
        var queue = new ArrayQueue<int>(Threads);
        for (int item = 0; item < Threads; item++)
            queue.TryPush(item);
        RunTogether(Threads, _ =>
        {
            for (int round = 0; round < 60_000; round++)
            {
                Assert.True(queue.TryPop(out int item));
                Assert.False(queue.IsFull);
                Assert.True(queue.TryPush(item), "There was room at every moment, and a push failed.");
            }
        });
        Assert.True(queue.IsFull);
    });

    [Fact]
    public void An_eviction_allocates_nothing_and_keeps_nothing_alive()
    {
        var queue = new ArrayQueue<string>(3);
        Assert.Equal(0, Allocations.Of(() => queue.ForcePush("", out _)));

        var objects = new ArrayQueue<object>(1);
        WeakReference evicted = Evict(objects);
        GC.Collect();
        Assert.False(evicted.IsAlive);
        GC.KeepAlive(objects);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Evict(ArrayQueue<object> queue)
        {
            var reference = new WeakReference(new object());
            queue.TryPush(reference.Target!);
            Assert.True(queue.ForcePush("next", out _));
            return reference;
        }
    }

    [Theory]
    [InlineData("_head")]
    [InlineData("_tail")]
    public void Each_end_has_cache_lines_of_its_own(string field) => Assert.Equal(
        typeof(CachePadded<AtomicLong>),
        typeof(ArrayQueue<string>).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!.FieldType);

    private sealed class Adapter<T>(ArrayQueue<T> queue) : IFifo<T>
    {
        public int Count => queue.Count;

        public bool IsEmpty => queue.IsEmpty;

        public bool TryPush(T item) => queue.TryPush(item);

        public bool TryPop(out T? item) => queue.TryPop(out item);

        public IEnumerable<T> Drain() => queue.Drain();
    }
}
