using System.Reflection;
using CsCheck;
using Fearless.Atomics;
using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

public class WorkerTests
{
    [Fact]
    public void An_empty_worker_gives_nothing()
    {
        foreach (Worker<int> worker in new[] { Worker.CreateLifo<int>(), Worker.CreateFifo<int>() })
        {
            Assert.False(worker.TryPop(out _));
            Assert.True(worker.Stealer.Steal().IsEmpty);
            Assert.True(worker.Stealer.StealBatch(Worker.CreateLifo<int>()).IsEmpty);
            Assert.True(worker.Stealer.StealBatchAndPop(Worker.CreateLifo<int>()).IsEmpty);
            Assert.True(worker.IsEmpty);
            Assert.True(worker.Stealer.IsEmpty);
            Assert.Equal(0, worker.Count);
            Assert.Equal(0, worker.Stealer.Count);
        }
    }

    [Fact]
    public void The_owner_pops_at_the_end_that_was_chosen_and_thieves_take_the_oldest()
    {
        Worker<int> lifo = Filled(Worker.CreateLifo<int>(), 4);
        Assert.Equal(0, lifo.Stealer.Steal().Value);
        Assert.Equal([3, 2, 1], PopAll(lifo));

        Worker<int> fifo = Filled(Worker.CreateFifo<int>(), 4);
        Assert.Equal(0, fifo.Stealer.Steal().Value);
        Assert.Equal([1, 2, 3], PopAll(fifo));
    }

    [Fact]
    public void A_push_says_whether_there_was_nothing_before()
    {
        foreach (Worker<int> worker in new[] { Worker.CreateLifo<int>(), Worker.CreateFifo<int>() })
        {
            Assert.True(worker.Push(1));
            Assert.False(worker.Push(2));
            Assert.True(worker.TryPop(out _));
            Assert.False(worker.Push(3));
            Assert.True(worker.Stealer.Steal().IsSuccess);
            Assert.True(worker.Stealer.Steal().IsSuccess);
            Assert.True(worker.Push(4));
        }
    }

    [Fact]
    public void Any_sequence_of_operations_acts_like_a_list() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 4].Array[0, 600]).Sample(
            (isFifo, steps) =>
            {
                Worker<(int, string)> worker = isFifo ? Worker.CreateFifo<(int, string)>() : Worker.CreateLifo<(int, string)>();
                var model = new LinkedList<int>();
                int next = 0;
                foreach (int step in steps)
                {
                    if (step >= 2)
                    {
                        Assert.Equal(model.Count == 0, worker.Push((next, $"{next}")));
                        model.AddLast(next++);
                    }
                    else
                    {
                        bool isOldest = step == 0 || isFifo;
                        LinkedListNode<int>? expected = isOldest ? model.First : model.Last;
                        (int, string) taken = default;
                        Assert.Equal(
                            expected is not null,
                            step == 0 ? worker.Stealer.Steal().TryGetValue(out taken) : worker.TryPop(out taken));
                        if (expected is not null)
                        {
                            Assert.Equal((expected.Value, $"{expected.Value}"), taken);
                            model.Remove(expected);
                        }
                    }
                    Assert.Equal(model.Count, worker.Count);
                    Assert.Equal(model.Count == 0, worker.IsEmpty);
                }
            },
            iter: 200);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 5)]
    [InlineData(63, 32)]
    [InlineData(500, 32)]
    public void A_batch_is_half_of_the_items_rounded_up_within_the_limit(int items, int expected)
    {
        foreach (Worker<int> from in new[] { Worker.CreateLifo<int>(), Worker.CreateFifo<int>() })
        {
            Worker<int> to = Worker.CreateFifo<int>();
            Filled(from, items);
            Assert.Equal(expected, from.Stealer.StealBatch(to).Value);
            Assert.Equal(items - expected, from.Count);
            Assert.Equal(expected, to.Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_limit_of_the_caller_holds(int limit)
    {
        foreach (Worker<int> from in new[] { Worker.CreateLifo<int>(), Worker.CreateFifo<int>() })
        {
            Worker<int> to = Worker.CreateLifo<int>();
            Filled(from, 1_000);
            Assert.Equal(limit, from.Stealer.StealBatch(to, limit).Value);
            Assert.True(from.Stealer.StealBatchAndPop(to, limit).IsSuccess);
            Assert.Equal((2 * limit) - 1, to.Count);
            Assert.Equal(1_000 - (2 * limit), from.Count);
        }
    }

    // A batch is popped as the one it was stolen from would have popped it: SOURCE: crossbeam-deque, tests/lifo.rs and tests/fifo.rs.
    [Theory]
    [InlineData(false, false, "2 1 0 8 9")]
    [InlineData(false, true, "8 9 2 1 0")]
    [InlineData(true, false, "0 1 2 9 8")]
    [InlineData(true, true, "8 9 0 1 2")]
    public void A_batch_is_popped_in_the_order_of_its_source(bool fromFifo, bool toFifo, string expected)
    {
        if (!toFifo)
            expected = expected.Replace("8 9", "9 8", StringComparison.Ordinal);
        Worker<int> from = Filled(fromFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>(), 6);
        Worker<int> to = toFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>();
        to.Push(8);
        to.Push(9);
        Assert.Equal(3, from.Stealer.StealBatch(to).Value);
        Assert.Equal(expected, string.Join(' ', PopAll(to)));

        // And with a pop: the first of the batch comes at once.
        from = Filled(fromFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>(), 6);
        to.Push(8);
        to.Push(9);
        int first = from.Stealer.StealBatchAndPop(to).Value;
        Assert.Equal(fromFifo ? 0 : 2, first);
        Assert.Equal(
            string.Join(' ', expected.Split(' ').Where(item => item != $"{first}")),
            string.Join(' ', PopAll(to)));
    }

    [Fact]
    public void Stealing_from_oneself_moves_nothing()
    {
        Worker<int> worker = Worker.CreateLifo<int>();
        Assert.True(worker.Stealer.StealBatch(worker).IsEmpty);
        Assert.True(worker.Stealer.StealBatchAndPop(worker).IsEmpty);
        Filled(worker, 3);
        Assert.Equal(3, worker.Stealer.StealBatch(worker).Value);
        Assert.Equal(3, worker.Count);
        Assert.Equal(2, worker.Stealer.StealBatchAndPop(worker).Value);
        Assert.Equal([1, 0], PopAll(worker));
    }

    [Fact]
    public void Bad_input_is_refused_before_anything_changes()
    {
        Worker<int> from = Filled(Worker.CreateLifo<int>(), 4);
        Worker<int> to = Worker.CreateLifo<int>();
        foreach (int limit in new[] { 0, -1 })
        {
            Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => from.Stealer.StealBatch(to, limit)).ParamName);
            Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => from.Stealer.StealBatchAndPop(to, limit)).ParamName);
        }
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => from.Stealer.StealBatch(null!)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => from.Stealer.StealBatchAndPop(null!)).ParamName);
        Assert.Equal((4, 0), (from.Count, to.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_grows_and_shrinks_and_then_allocates_nothing(bool isFifo)
    {
        Worker<long> worker = isFifo ? Worker.CreateFifo<long>() : Worker.CreateLifo<long>();
        Assert.Equal(64, worker.Deque.Length);
        Filled(worker, 5_000, static item => (long)item);
        Assert.Equal(8_192, worker.Deque.Length);
        while (worker.Count > 100)
            worker.TryPop(out _);
        Assert.InRange(worker.Deque.Length, 256, 512);
        PopAll(worker);
        Assert.Equal(64, worker.Deque.Length);

        Worker<long> other = Worker.CreateLifo<long>();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int item = 0; item < 40; item++)
                worker.Push(item);
            worker.Stealer.StealBatch(other);
            worker.Stealer.StealBatchAndPop(other);
            worker.Stealer.Steal();
            while (worker.TryPop(out _) || other.TryPop(out _))
            {
            }
        }));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Each_item_is_handed_out_once_whole_and_in_order_to_each_thief(bool isFifo, bool inBatches) => PoolTest.Guard(() =>
    {
        const int Total = 300_000;
        const int Thieves = 3;
        Worker<Wide> worker = isFifo ? Worker.CreateFifo<Wide>() : Worker.CreateLifo<Wide>();
        int[] taken = new int[Total];
        int left = Total;
        ThreadScope.Run(scope =>
        {
            for (int thief = 0; thief < Thieves; thief++)
                scope.Spawn(() => Steal(worker.Stealer));
            int pushed = 0;
            while (pushed < Total)
            {
                // Bursts of different lengths, through growths, shrinkings and last items.
                for (int burst = pushed % 200; burst >= 0 && pushed < Total; burst--)
                    worker.Push(new Wide(pushed++));
                while (worker.TryPop(out Wide item))
                    Take(item);
            }
        });
        Assert.All(taken, static times => Assert.Equal(1, times));

        void Steal(Stealer<Wide> stealer)
        {
            Worker<Wide> own = Worker.CreateFifo<Wide>();
            int last = -1;
            while (Volatile.Read(ref left) > 0)
            {
                Steal<Wide> stolen = inBatches ? stealer.StealBatchAndPop(own, 5) : stealer.Steal();
                if (!stolen.TryGetValue(out Wide item))
                    continue;
                List<Wide> batch = [item, .. PopAll(own)];
                // A batch from a worker that is last in, first out comes newest first.
                if (!isFifo)
                    batch.Reverse();
                foreach (Wide each in batch)
                {
                    Assert.True(last < each.Number, "A thief got an older item after a newer one.");
                    last = each.Number;
                    Take(each);
                }
            }
        }

        void Take(Wide item)
        {
            item.AssertWhole();
            Interlocked.Increment(ref taken[item.Number]);
            Interlocked.Decrement(ref left);
        }
    });

    [Fact]
    public void Two_workers_that_steal_batches_from_each_other_lose_nothing() => PoolTest.Guard(() =>
    {
        const int Total = 100_000;
        Worker<Wide>[] workers = [Worker.CreateLifo<Wide>(), Worker.CreateFifo<Wide>()];
        int[] taken = new int[Total];
        int left = Total;
        ThreadScope.Run(scope =>
        {
            for (int index = 0; index < 2; index++)
            {
                scope.Spawn(index, index =>
                {
                    Worker<Wide> own = workers[index];
                    Worker<Wide> other = workers[1 - index];
                    int next = index;
                    while (Volatile.Read(ref left) > 0)
                    {
                        for (int burst = 0; burst < 50 && next < Total; burst++, next += 2)
                            own.Push(new Wide(next));
                        for (int pops = 0; pops < 20 && own.TryPop(out Wide item); pops++)
                            Take(item);
                        other.Stealer.StealBatch(own);
                        if (other.Stealer.StealBatchAndPop(own).TryGetValue(out Wide stolen))
                            Take(stolen);
                    }
                });
            }
        });
        Assert.All(taken, static times => Assert.Equal(1, times));

        void Take(Wide item)
        {
            item.AssertWhole();
            Interlocked.Increment(ref taken[item.Number]);
            Interlocked.Decrement(ref left);
        }
    });

    [Fact]
    public void An_owner_that_pops_and_a_thief_of_batches_never_both_get_an_item() => PoolTest.Guard(() =>
    {
        // As dense as can be: the thief's batch reaches as far as the owner's next pop.
        const int Rounds = 300_000;
        const int Burst = 4;
        Worker<int> owner = Worker.CreateLifo<int>();
        Worker<int> thief = Worker.CreateFifo<int>();
        int[] popped = new int[Rounds * Burst], stolen = new int[Rounds * Burst];
        bool stop = false;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    owner.Stealer.StealBatch(thief);
                    while (thief.TryPop(out int item))
                        stolen[item]++;
                }
            });
            for (int item = 0; item < popped.Length;)
            {
                for (int burst = 0; burst < Burst; burst++)
                    owner.Push(item++);
                while (owner.TryPop(out int own))
                    popped[own]++;
            }
            Volatile.Write(ref stop, true);
        });
        for (int item = 0; item < popped.Length; item++)
            Assert.True(popped[item] + stolen[item] == 1, $"Item {item} was popped {popped[item]} times and stolen {stolen[item]} times.");
    });

    [Fact]
    public void A_batch_that_others_won_leaves_no_references_behind() => PoolTest.Guard(() =>
    {
        // Batches of a first in, first out worker are copied before they are won. What was copied in vain must not stay.
        Worker<object> from = Worker.CreateFifo<object>();
        Worker<object> to = Worker.CreateFifo<object>();
        int lost = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() =>
            {
                while (Volatile.Read(ref lost) < 100)
                {
                    if (from.Stealer.StealBatch(to).IsRetry)
                    {
                        Assert.All(Slots(to), static item => Assert.Null(item));
                        Interlocked.Increment(ref lost);
                    }
                    while (to.TryPop(out _))
                    {
                    }
                }
            });
            while (Volatile.Read(ref lost) < 100 && scope.CancellationToken is { IsCancellationRequested: false })
            {
                for (int item = 0; item < 40; item++)
                    from.Push("");
                while (from.TryPop(out _))
                {
                }
            }
        });
        Assert.All(Slots(from), static item => Assert.Null(item));
    });

    [Fact]
    public void An_owner_guard_notices_a_second_thread()
    {
        var guard = new OwnerGuard();
        guard.Enter();
        guard.Exit();
        guard.Enter();
        Assert.Contains("Stealer", Assert.Throws<InvalidOperationException>(guard.Enter).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<object?> Slots(Worker<object> worker)
    {
        FieldInfo buffer = typeof(WorkDeque<object>).GetField("_buffer", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return ((AtomicRef<Tearable<object>[]>)buffer.GetValue(worker.Deque)!).Read()!.Select(static slot => slot.Read());
    }

    private static Worker<int> Filled(Worker<int> worker, int count) => Filled(worker, count, static item => item);

    private static Worker<T> Filled<T>(Worker<T> worker, int count, Func<int, T> make)
    {
        for (int item = 0; item < count; item++)
            worker.Push(make(item));
        return worker;
    }

    private static List<T> PopAll<T>(Worker<T> worker)
    {
        List<T> items = [];
        while (worker.TryPop(out T? item))
            items.Add(item);
        return items;
    }

    /// <summary>Torn, if a slot were read while it is written and the reader kept what it read.</summary>
    private readonly struct Wide(int number)
    {
        private readonly object _number = number;
        private readonly long _twice = 2L * number;

        public int Number { get; } = number;

        public void AssertWhole()
        {
            Assert.Equal(Number, (int)_number);
            Assert.Equal(2L * Number, _twice);
        }
    }
}
