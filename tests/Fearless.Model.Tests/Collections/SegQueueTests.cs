using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class SegQueueTests
{
    private static readonly ModelOptions Interleavings = ModelBudget.Searching with { WeakMemory = false, PreemptionBound = 3 };

    [Fact]
    public void The_first_push_of_all_meets_another_and_a_pop() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new SegQueue<int>();
            int popped = 0;
            Model.Thread(() => queue.Push(1), "push 1");
            Model.Thread(() => queue.TryPop(out popped), "pop");
            queue.Push(2);
            Model.JoinAll();
            int sum = popped;
            while (queue.TryPop(out int item))
                sum += item;
            Assert.Equal(3, sum);
            Assert.Equal(0, queue.Count);
        });

    [Fact]
    public void Items_of_one_thread_stay_in_order_over_the_end_of_a_ring() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new SegQueue<int>();
            queue.Push(1);
            int first = 0, second = 0;
            Model.Thread(
                () =>
                {
                    queue.Push(2);
                    queue.Push(3);
                },
                "pushes");
            Model.Thread(
                () =>
                {
                    Assert.True(queue.TryPop(out first));
                    queue.TryPop(out second);
                },
                "pops");
            Model.JoinAll();
            List<int> all = [first];
            if (second != 0)
                all.Add(second);
            all.AddRange(queue.Drain());
            Assert.Equal([1, 2, 3], all);
        });

    // Two rings, the first of which is closed while the pop looks: there is an item at every moment.
    [Fact]
    public void A_pop_never_finds_a_queue_empty_that_is_not() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new SegQueue<int>();
            queue.Push(1);
            queue.Push(2);
            Model.Thread(
                () =>
                {
                    queue.Push(3);
                    Assert.True(queue.TryPop(out _));
                    Assert.True(queue.TryPop(out _));
                },
                "other");
            Assert.True(queue.TryPop(out _), "There was an item at every moment, and the pop found none.");
            Model.JoinAll();
            Assert.True(queue.IsEmpty);
        });

    // The same where the pop has left a ring behind already, and finds the next one without another behind it.
    [Fact]
    public void A_pop_that_goes_from_ring_to_ring_never_finds_a_queue_empty_that_is_not() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new SegQueue<int>();
            for (int item = 1; item <= 3; item++)
                queue.Push(item);
            queue.TryPop(out _);
            queue.TryPop(out _);
            for (int item = 4; item <= 6; item++)
                queue.Push(item);
            Model.Thread(
                () =>
                {
                    queue.Push(7);
                    for (int pops = 0; pops < 4; pops++)
                        queue.TryPop(out _);
                },
                "other");
            Assert.True(queue.TryPop(out _), "There was an item at every moment, and the pop found none.");
        });

    [Fact]
    public void The_count_is_that_of_one_moment_while_a_ring_is_closed() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new SegQueue<int>();
            queue.Push(1);
            queue.Push(2);
            Model.Thread(
                () =>
                {
                    queue.Push(3);
                    queue.TryPop(out _);
                },
                "other");
            Assert.InRange(queue.Count, 2, 3);
            Assert.False(queue.IsEmpty);
            Model.JoinAll();
            Assert.Equal(2, queue.Count);
        });

    [Fact]
    public void Two_batches_and_a_push_share_the_items() => ModelBudget.CheckAll(
        static () =>
        {
            var injector = new Injector<int>();
            injector.Push(1);
            injector.Push(2);
            Worker<int> one = Worker.CreateFifo<int>();
            Worker<int> two = Worker.CreateFifo<int>();
            Model.Thread(() => injector.Push(3), "push");
            Model.Thread(() => injector.StealBatch(one), "batch 1");
            injector.StealBatch(two);
            Model.JoinAll();
            int sum = 0;
            while (one.TryPop(out int item) || two.TryPop(out item) || injector.Steal().TryGetValue(out item))
                sum += item;
            Assert.Equal(6, sum);
        });

    [Theory]
    [InlineData("is empty", 1)]
    [InlineData("is empty", 2)]
    [InlineData("count", 1)]
    [InlineData("count", 2)]
    [InlineData("pop", 1)]
    [InlineData("pop", 2)]
    [InlineData("batch", 1)]
    [InlineData("batch", 2)]
    public void What_always_holds_something_is_never_seen_empty(string by, int items) => ModelBudget.CheckAll(() =>
    {
        var queue = new SegQueue<int>();
        for (int item = 0; item < items; item++)
            queue.Push(item);
        Model.Thread(
            () => Assert.True(by switch
            {
                "is empty" => !queue.IsEmpty,
                "count" => queue.Count >= items && queue.Count <= items + 1,
                "pop" => queue.TryPop(out _),
                _ => queue.PopBatch(new WorkDeque<int>(2), 1) > 0,
            }),
            "onlooker");
        queue.Push(9);
        Assert.True(queue.TryPop(out _));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_written_before_a_push_is_seen_with_its_item(bool byBatch) => ModelBudget.CheckAll(() =>
    {
        var queue = new SegQueue<Item>();
        var own = new WorkDeque<Item>(2);
        Model.Thread(
            () =>
            {
                for (int push = 0; push < 3; push++)
                {
                    var item = new Item();
                    item.Value.Write(1);
                    queue.Push(item);
                }
            },
            "pushes");
        for (int pop = 0; pop < 2; pop++)
        {
            if (byBatch)
            {
                own.PublishStaged(queue.PopBatch(own, 2), reversed: false);
                while (own.TryPopOldest(out Item? taken))
                    taken.Value.Read();
            }
            else if (queue.TryPop(out Item? popped))
            {
                popped.Value.Read();
            }
        }
    });

    [Fact]
    public void A_queue_that_is_trimmed_loses_nothing() => ModelBudget.CheckAll(static () =>
    {
        var queue = new SegQueue<int>();
        for (int item = 1; item <= 3; item++)
            queue.Push(item);
        queue.TryPop(out int sum);
        queue.TryPop(out int second);
        Model.Thread(() => queue.Push(4), "push");
        queue.TrimExcess();
        Model.JoinAll();
        sum += second + queue.Drain().Sum();
        Assert.Equal(10, sum);
        Assert.True(queue.IsEmpty);
        queue.TrimExcess();
        queue.Push(5);
        Assert.Equal([5], queue.Drain());
    });

    [Fact]
    public void The_count_of_what_never_holds_more_than_one_is_never_more() => ModelBudget.CheckAll(static () =>
    {
        var queue = new SegQueue<int>();
        queue.Push(1);
        Model.Thread(() => Assert.InRange(queue.Count, 0, 1), "onlooker");
        Assert.True(queue.TryPop(out _));
        queue.Push(2);
    });

    // Whoever is slow to go on to the next ring must not lead those back who are further. Old values would add many executions and show nothing more.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_slow_push_does_not_set_the_tail_back(int before) => Model.Check(
        () =>
        {
            var queue = new SegQueue<int>();
            for (int item = 0; item < before; item++)
                queue.Push(item);
            Model.Thread(
                () =>
                {
                    for (int item = 0; item < 6; item++)
                        queue.Push(item);
                    Assert.InRange(queue.Count, before + 6, before + 7);
                },
                "quick");
            queue.Push(9);
            Model.JoinAll();
            Assert.Equal(before + 7, queue.Count);
        },
        Interleavings);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slow_pop_does_not_set_the_head_back(bool byBatch) => Model.Check(
        () =>
        {
            var queue = new SegQueue<int>();
            for (int item = 0; item < 8; item++)
                queue.Push(item);
            queue.TryPop(out _);
            queue.TryPop(out _);
            int quick = 0;
            Model.Thread(
                () =>
                {
                    while (queue.TryPop(out _))
                        quick++;
                    Assert.True(queue.IsEmpty);
                },
                "quick");
            int slow = byBatch ? queue.PopBatch(new WorkDeque<int>(1), 1) : queue.TryPop(out _) ? 1 : 0;
            Model.JoinAll();
            Assert.Equal(6, slow + quick);
            Assert.True(queue.IsEmpty);
            Assert.Equal(0, queue.Count);
        },
        Interleavings);

    [Fact]
    public void Three_pushes_into_one_ring_get_slots_of_their_own() => Model.Check(
        static () =>
        {
            var queue = new SegQueue<int>();
            for (int item = 0; item < 3; item++)
            {
                queue.Push(item);
                queue.TryPop(out _);
            }
            Model.Thread(() => queue.Push(1), "one");
            Model.Thread(() => queue.Push(2), "two");
            queue.Push(4);
            Model.JoinAll();
            Assert.Equal(7, queue.Drain().Sum());
        },
        ModelBudget.Bounded);

    private sealed class Item
    {
        public Checked<int> Value;
    }
}
