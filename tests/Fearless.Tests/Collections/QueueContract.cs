using System.Runtime.CompilerServices;
using CsCheck;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

/// <summary>What every first in, first out queue for many producers and consumers promises.</summary>
public abstract class QueueContract
{
    /// <summary>The queue under test, with room for at least <paramref name="room"/> items.</summary>
    protected abstract IFifo<T> Make<T>(int room);

    [Fact]
    public void An_empty_queue_gives_nothing()
    {
        IFifo<string> queue = Make<string>(3);
        Assert.False(queue.TryPop(out string? item));
        Assert.Null(item);
        Assert.True(queue.IsEmpty);
        Assert.Equal(0, queue.Count);
        Assert.Empty(queue.Drain());
    }

    [Fact]
    public void Any_sequence_of_pushes_and_pops_acts_like_a_list() => Gen.Bool.Array[0, 400].Sample(
        steps =>
        {
            IFifo<int> queue = Make<int>(400);
            var model = new Queue<int>();
            int next = 0;
            foreach (bool push in steps)
            {
                if (push)
                {
                    Assert.True(queue.TryPush(next));
                    model.Enqueue(next++);
                }
                else
                {
                    Assert.Equal(model.TryDequeue(out int expected), queue.TryPop(out int popped));
                    Assert.Equal(expected, popped);
                }
                Assert.Equal(model.Count, queue.Count);
                Assert.Equal(model.Count == 0, queue.IsEmpty);
            }
            Assert.Equal(model, queue.Drain());
        },
        iter: 300);

    [Fact]
    public void A_drain_that_stops_early_leaves_the_rest()
    {
        IFifo<int> queue = Make<int>(4);
        foreach (int item in new[] { 1, 2, 3, 4 })
            queue.TryPush(item);
        Assert.Equal([1, 2], queue.Drain().Take(2));
        Assert.Equal(2, queue.Count);
        Assert.Equal([3, 4], queue.Drain());
        Assert.True(queue.IsEmpty);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    public void Each_item_is_popped_once_and_those_of_a_producer_in_their_order(int producers, int consumers) => PoolTest.Guard(() =>
    {
        // On a busy machine each yield, of which a small room needs one for a few items, can take a time slice of another process.
        foreach ((int room, int items) in new[] { (2, 12_000), (37, 60_000) })
        {
            IFifo<Item> queue = Make<Item>(room);
            int each = items / producers;
            int left = items;
            int[] popped = new int[left];
            RunTogether(producers + consumers, thread =>
            {
                if (thread < producers)
                {
                    for (int number = 0; number < each; number++)
                    {
                        while (!queue.TryPush(new Item(thread, number)))
                            Thread.Yield();
                    }
                    return;
                }

                int[] last = [.. Enumerable.Repeat(-1, producers)];
                while (Volatile.Read(ref left) > 0)
                {
                    if (!queue.TryPop(out Item item))
                    {
                        Thread.Yield();
                        continue;
                    }
                    item.AssertWhole();
                    Assert.True(last[item.Producer] < item.Number, "A consumer got the items of a producer in another order.");
                    last[item.Producer] = item.Number;
                    Interlocked.Increment(ref popped[(item.Producer * each) + item.Number]);
                    Interlocked.Decrement(ref left);
                }
            });
            Assert.All(popped, static times => Assert.Equal(1, times));
            Assert.True(queue.IsEmpty);
        }
    });

    // Whoever pushes and then pops must get an item: at every moment of the pop at least one is there, if not always the same. A queue that
    // counts an item before it can be taken fails here.
    [Fact]
    public void A_pop_that_finds_something_at_every_moment_succeeds() => PoolTest.Guard(() =>
    {
        const int Threads = 4;
        IFifo<int> queue = Make<int>(Threads);
        RunTogether(Threads, thread =>
        {
            for (int round = 0; round < 50_000; round++)
            {
                Assert.True(queue.TryPush(thread), "There was room at every moment, and a push failed.");
                Assert.False(queue.IsEmpty, "There was an item at every moment, and the queue said that it was empty.");
                Assert.True(queue.TryPop(out _), "There was an item at every moment, and a pop failed.");
            }
        });
        Assert.True(queue.IsEmpty);
    });

    [Fact]
    public void The_count_is_that_of_one_moment() => PoolTest.Guard(() =>
    {
        // Two threads that push one and pop one each: never less than what was there before, and never more than two beyond.
        IFifo<int> queue = Make<int>(7);
        for (int item = 0; item < 5; item++)
            queue.TryPush(item);
        int working = 2;
        RunTogether(3, thread =>
        {
            if (thread < 2)
            {
                for (int round = 0; round < 150_000; round++)
                {
                    queue.TryPush(round);
                    queue.TryPop(out _);
                }
                Interlocked.Decrement(ref working);
                return;
            }
            while (Volatile.Read(ref working) > 0)
                Assert.InRange(queue.Count, 5, 7);
        });
        Assert.Equal(5, queue.Count);
    });

    [Fact]
    public void An_item_that_was_popped_is_not_kept_alive()
    {
        IFifo<(int, object)> queue = Make<(int, object)>(8);
        WeakReference[] popped = PushAndPop(queue);
        GC.Collect();
        Assert.All(popped, static reference => Assert.False(reference.IsAlive));
        GC.KeepAlive(queue);
    }

    [Fact]
    public void Nothing_is_allocated_once_there_is_room()
    {
        IFifo<long> numbers = Make<long>(20);
        IFifo<string> texts = Make<string>(20);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int item = 0; item < 20; item++)
            {
                numbers.TryPush(item);
                texts.TryPush("");
            }
            for (int item = 0; item < 20; item++)
            {
                numbers.TryPop(out _);
                texts.TryPop(out _);
            }
        }));
    }

    /// <summary>Runs <paramref name="body"/> on several threads that start at the same moment.</summary>
    protected static void RunTogether(int threads, Action<int> body)
    {
        using var start = new Barrier(threads);
        ThreadScope.Run((start, body), (scope, state) =>
        {
            for (int index = 0; index < threads; index++)
            {
                scope.Spawn((state.start, state.body, index), static state =>
                {
                    state.start.SignalAndWait();
                    state.body(state.index);
                });
            }
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] PushAndPop(IFifo<(int, object)> queue)
    {
        WeakReference[] references = [.. Enumerable.Range(0, 8).Select(_ => new WeakReference(new object()))];
        foreach (WeakReference reference in references)
            Assert.True(queue.TryPush((1, reference.Target!)));
        foreach (WeakReference reference in references)
        {
            Assert.True(queue.TryPop(out (int, object) item));
            Assert.Same(reference.Target, item.Item2);
        }
        return references;
    }

    /// <summary>Wide enough to be torn, if a slot were used twice at once.</summary>
    protected readonly struct Item(int producer, int number)
    {
        private readonly object _producer = producer;
        private readonly long _sum = producer + number;

        public int Producer { get; } = producer;

        public int Number { get; } = number;

        public void AssertWhole()
        {
            Assert.Equal(Producer, (int)_producer);
            Assert.Equal(_sum, Producer + Number);
        }
    }

    protected interface IFifo<T>
    {
        int Count { get; }

        bool IsEmpty { get; }

        bool TryPush(T item);

        bool TryPop(out T? item);

        IEnumerable<T> Drain();
    }
}
