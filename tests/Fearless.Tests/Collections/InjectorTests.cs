using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

public class InjectorTests : QueueContract
{
    protected override IFifo<T> Make<T>(int room) => new Adapter<T>(new Injector<T>());

    [Fact]
    public void An_empty_injector_gives_nothing_and_advises_no_retry()
    {
        var injector = new Injector<int>();
        Worker<int> worker = Worker.CreateLifo<int>();
        for (int round = 0; round < 2; round++)
        {
            Assert.True(injector.Steal().IsEmpty);
            Assert.True(injector.StealBatch(worker).IsEmpty);
            Assert.True(injector.StealBatchAndPop(worker).IsEmpty);
            Assert.True(worker.IsEmpty);
            injector.Push(1);
            injector.Steal();
        }
    }

    [Theory]
    [InlineData(false, "0 1 2 9 8")]
    [InlineData(true, "8 9 0 1 2")]
    public void A_batch_is_popped_oldest_first_whatever_the_order_of_the_worker(bool toFifo, string expected)
    {
        var injector = new Injector<int>();
        Worker<int> worker = toFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>();
        for (int item = 0; item < 6; item++)
            injector.Push(item);
        worker.Push(8);
        worker.Push(9);
        Assert.Equal(3, injector.StealBatch(worker).Value);
        Assert.Equal(3, injector.Count);
        Assert.Equal(expected, string.Join(' ', PopAll(worker)));

        Assert.Equal(3, injector.StealBatchAndPop(worker).Value);
        Assert.Equal([4], PopAll(worker));
        Assert.Equal(5, injector.Steal().Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1_000)]
    public void Batches_within_a_limit_empty_an_injector_of_any_length(int items)
    {
        foreach (int limit in new[] { 1, 2, 5, 32, 10_000 })
        {
            var injector = new Injector<int>();
            for (int item = 0; item < items; item++)
                injector.Push(item);
            Worker<int> worker = Worker.CreateFifo<int>();
            List<int> stolen = [];
            while (injector.StealBatch(worker, limit).TryGetValue(out int moved))
            {
                Assert.InRange(moved, 1, Math.Min(limit, (items / 2) + 1));
                Assert.Equal(moved, worker.Count);
                stolen.AddRange(PopAll(worker));
            }
            Assert.Equal(Enumerable.Range(0, items), stolen);
        }
    }

    [Fact]
    public void Bad_input_is_refused_before_anything_changes()
    {
        var injector = new Injector<int>();
        injector.Push(1);
        Worker<int> worker = Worker.CreateLifo<int>();
        Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => injector.StealBatch(worker, 0)).ParamName);
        Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => injector.StealBatchAndPop(worker, -1)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => injector.StealBatch(null!)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => injector.StealBatchAndPop(null!)).ParamName);
        Assert.Equal((1, 0), (injector.Count, worker.Count));
    }

    [Fact]
    public void Under_batches_from_all_sides_each_item_is_taken_once() => PoolTest.Guard(() =>
    {
        const int Each = 50_000;
        var injector = new Injector<Item>();
        Worker<Item>[] workers = [Worker.CreateLifo<Item>(), Worker.CreateFifo<Item>()];
        int[] taken = new int[2 * Each];
        int left = taken.Length;
        RunTogether(4, thread =>
        {
            if (thread < 2)
            {
                for (int number = 0; number < Each; number++)
                    injector.Push(new Item(thread, number));
                return;
            }
            Worker<Item> own = workers[thread - 2];
            Stealer<Item> other = workers[3 - thread].Stealer;
            while (Volatile.Read(ref left) > 0)
            {
                Steal<Item> found = own.TryPop(out Item item)
                    ? Steal.Success(item)
                    : injector.StealBatchAndPop(own, 6).OrElse(() => other.StealBatchAndPop(own)).OrElse(injector.Steal);
                if (!found.TryGetValue(out item))
                    continue;
                item.AssertWhole();
                Interlocked.Increment(ref taken[(item.Producer * Each) + item.Number]);
                Interlocked.Decrement(ref left);
            }
        });
        Assert.All(taken, static times => Assert.Equal(1, times));
    });

    [Fact]
    public void A_batch_allocates_nothing()
    {
        var injector = new Injector<string>();
        Worker<string> worker = Worker.CreateLifo<string>();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int item = 0; item < 20; item++)
                injector.Push("");
            while (injector.StealBatchAndPop(worker).IsSuccess)
            {
            }
            while (worker.TryPop(out _))
            {
            }
        }));
    }

    private static List<T> PopAll<T>(Worker<T> worker)
    {
        List<T> items = [];
        while (worker.TryPop(out T? item))
            items.Add(item);
        return items;
    }

    private sealed class Adapter<T>(Injector<T> injector) : IFifo<T>
    {
        public int Count => injector.Count;

        public bool IsEmpty => injector.IsEmpty;

        public bool TryPush(T item)
        {
            injector.Push(item);
            return true;
        }

        public bool TryPop(out T? item) => injector.Steal().TryGetValue(out item);

        public IEnumerable<T> Drain()
        {
            while (TryPop(out T? item))
                yield return item!;
        }
    }
}
