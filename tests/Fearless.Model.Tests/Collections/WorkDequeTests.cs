using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class WorkDequeTests
{
    private static readonly string[] Items = ["a", "b", "c", "d"];

    [Fact]
    public void The_last_item_goes_to_the_owner_or_to_a_thief_and_never_to_both() => ModelBudget.CheckAll(static () =>
    {
        var deque = new WorkDeque<string>(1);
        string? stolen = null;
        deque.Push("a");
        ModelThread thief = Model.Thread(() => deque.TrySteal(out stolen), "thief");
        deque.TryPopNewest(out string? popped);
        thief.Join();
        Assert.True((stolen is null) != (popped is null), $"stolen: {stolen}, popped: {popped}");
        Assert.True(deque.IsEmpty);
    });

    [Fact]
    public void What_is_stolen_was_pushed_completely() => ModelBudget.CheckAll(static () =>
    {
        var deque = new WorkDeque<Item>(1);
        Model.Thread(() =>
        {
            if (deque.TrySteal(out Item? stolen) == StealStatus.Success)
                stolen!.Value.Read();
        }, "thief");
        var item = new Item();
        item.Value.Write(1);
        deque.Push(item);
    });

    [Fact]
    public void Items_are_handed_out_once_while_the_buffer_grows() =>
        ModelBudget.CheckAll(static () => ShareOut(new WorkDeque<string>(1), pushes: 3, pops: 2, steals: 2, thieves: 1));

    [Fact]
    public void Two_thieves_and_the_owner_share_two_items() =>
        ModelBudget.CheckAll(static () => ShareOut(new WorkDeque<string>(2), pushes: 2, pops: 2, steals: 1, thieves: 2));

    [Fact]
    public void Dropping_the_newest_item_drops_nothing_else() => ModelBudget.CheckAll(static () =>
    {
        var deque = new WorkDeque<string>(2);
        string? stolen = null;
        deque.Push("a");
        deque.Push("b");
        ModelThread thief = Model.Thread(() => deque.TrySteal(out stolen), "thief");
        deque.DropIfNewest("b");
        thief.Join();
        deque.TryPopNewest(out string? left);
        Assert.True(stolen == "a" ^ left == "a", $"stolen: {stolen}, left: {left}");
    });

    [Fact]
    public void A_steal_with_a_condition_takes_what_was_pushed_before_the_condition_failed() => ModelBudget.CheckAll(static () =>
    {
        var deque = new WorkDeque<string>(2);
        var gate = new Gate();
        string? stolen = null;
        ModelThread thief = Model.Thread(() => deque.TryStealFrom(0, new StillOpen(gate), out stolen), "thief");
        deque.Push("inside");
        gate.IsClosed.Write(true);
        deque.Push("outside");
        thief.Join();
        Assert.True(stolen is null or "inside");
    });

    [Theory]
    [InlineData("count")]
    [InlineData("is empty")]
    [InlineData("batch")]
    public void What_always_holds_something_is_never_seen_empty(string by) => ModelBudget.CheckAll(() =>
    {
        var deque = new WorkDeque<string>(2);
        deque.Push("a");
        Model.Thread(() => Assert.False(by switch
        {
            "count" => deque.Count == 0,
            "is empty" => deque.IsEmpty,
            _ => deque.TryStealBatch(new WorkDeque<string>(1), 1, WorkerOrder.Fifo, out _) == StealStatus.Empty,
        }), "onlooker");
        deque.Push("b");
        deque.TryPopOldest(out _);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_batch_takes_was_pushed_completely(bool isFifo) => ModelBudget.CheckAll(() =>
    {
        var deque = new WorkDeque<Item>(1);
        Model.Thread(() =>
        {
            var own = new WorkDeque<Item>(2);
            if (deque.TryStealBatch(own, 2, isFifo ? WorkerOrder.Fifo : WorkerOrder.Lifo, out int count) != StealStatus.Success)
                return;
            own.PublishStaged(count, reversed: false);
            while (own.TryPopOldest(out Item? item))
                item.Value.Read();
        }, "thief");
        for (int push = 0; push < 2; push++)
        {
            var item = new Item();
            item.Value.Write(1);
            deque.Push(item);
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_stolen_from_a_batch_was_published_with_it(bool isFifo) => ModelBudget.CheckAll(() =>
    {
        var from = new WorkDeque<string>(2);
        var to = new WorkDeque<string>(1);
        from.Push("a");
        from.Push("b");
        Model.Thread(() =>
        {
            if (to.TrySteal(out string? stolen) == StealStatus.Success)
                Assert.Contains(stolen, Items);
        }, "thief");
        from.TryStealBatch(to, 2, isFifo ? WorkerOrder.Fifo : WorkerOrder.Lifo, out int count);
        to.PublishStaged(count, reversed: false);
    });

    [Fact]
    public void A_batch_takes_half_where_nobody_is_in_the_way() => Model.Check(static () =>
    {
        foreach (WorkerOrder order in new[] { WorkerOrder.Fifo, WorkerOrder.Lifo })
        {
            var from = new WorkDeque<string>(1);
            var to = new WorkDeque<string>(1);
            foreach (string item in Items)
                from.Push(item);
            Assert.Equal(StealStatus.Success, from.TryStealBatch(to, 4, order, out int count));
            to.PublishStaged(count, reversed: false);
            Assert.Equal((2, 2, 2), (count, from.Count, to.Count));
        }
    });

    [Fact]
    public void Only_the_newest_item_is_dropped() => Model.Check(static () =>
    {
        var deque = new WorkDeque<string>(2);
        deque.Push("a");
        deque.Push("b");
        deque.DropIfNewest("a");
        Assert.Equal(2, deque.Count);
        deque.DropIfNewest("b");
        Assert.Equal(1, deque.Count);
        Assert.True(deque.TryPopNewest(out string? left) && left == "a");
        deque.DropIfNewest("a");
        Assert.True(deque.IsEmpty);
    });

    [Fact]
    public void A_buffer_that_is_sparse_shrinks_step_by_step_and_an_empty_one_at_once() => Model.Check(static () =>
    {
        var deque = new WorkDeque<string>(1);
        for (int push = 0; push < 8; push++)
            deque.Push("item");
        Assert.Equal(8, deque.Length);
        deque.TrimWhenEmpty();
        Assert.Equal(8, deque.Length);
        while (deque.TryPopNewest(out _))
            deque.ShrinkIfSparse();
        Assert.Equal(2, deque.Length);
        for (int push = 0; push < 8; push++)
            deque.Push("item");
        while (deque.TryPopNewest(out _))
        {
        }
        Assert.Equal(8, deque.Length);
        deque.TrimWhenEmpty();
        Assert.Equal(1, deque.Length);
    });

    [Fact]
    public void Without_the_fence_of_the_owner_an_item_is_found_to_be_handed_out_twice() => ModelBudget.Catches(ModelFailureKind.Exception, static () => RaceForTheLast(ownerFences: false, thiefOrders: true));

    [Fact]
    public void A_thief_that_reads_the_indices_in_any_order_is_found_to_take_what_the_owner_took() =>
        ModelBudget.Catches(ModelFailureKind.Exception, static () => RaceForTheLast(ownerFences: true, thiefOrders: false));

    [Fact]
    public void With_the_fence_and_the_order_the_same_program_is_correct() => ModelBudget.CheckAll(static () => RaceForTheLast(ownerFences: true, thiefOrders: true));

    private static void ShareOut(WorkDeque<string> deque, int pushes, int pops, int steals, int thieves)
    {
        var taken = new List<string>[thieves + 1];
        for (int thief = 0; thief <= thieves; thief++)
            taken[thief] = [];
        for (int thief = 1; thief <= thieves; thief++)
        {
            List<string> mine = taken[thief];
            Model.Thread(() =>
            {
                for (int steal = 0; steal < steals; steal++)
                {
                    if (deque.TrySteal(out string? item) == StealStatus.Success)
                        mine.Add(item!);
                }
            }, $"thief {thief}");
        }
        for (int push = 0; push < pushes; push++)
            deque.Push(Items[push]);
        for (int pop = 0; pop < pops; pop++)
        {
            if (deque.TryPopNewest(out string? item))
                taken[0].Add(item);
        }
        Model.JoinAll();
        while (deque.TryPopNewest(out string? item))
            taken[0].Add(item);
        Assert.Equal(Items[..pushes], taken.SelectMany(static items => items).Order());
    }

    // The pop and the steal of Chase and Lev as they race for the last of two items, their fences being removable.
    private static void RaceForTheLast(bool ownerFences, bool thiefOrders)
    {
        var indices = new Indices { Bottom = new AtomicInt(2) };
        int stolen = 0;
        int popped = 0;
        // The last steal is another thread's, which has no full fence of its own compare-and-swap behind it.
        ModelThread thief = Model.Thread(() =>
        {
            if (indices.Top.CompareAndSet(0, 1))
                stolen++;
        }, "first thief");
        ModelThread second = Model.Thread(() =>
        {
            int top = thiefOrders ? indices.Top.Read() : indices.Top.ReadRelaxed();
            if (top < indices.Bottom.Read() && indices.Top.CompareAndSet(top, top + 1))
                stolen++;
        }, "second thief");
        for (int pop = 0; pop < 2; pop++)
        {
            int bottom = indices.Bottom.ReadRelaxed() - 1;
            indices.Bottom.WriteRelaxed(bottom);
            if (ownerFences)
                Fence.Full();
            int top = indices.Top.ReadRelaxed();
            if (top < bottom || (top == bottom && indices.Top.CompareAndSet(top, top + 1)))
                popped++;
            if (top >= bottom)
                indices.Bottom.WriteRelaxed(bottom + 1);
        }
        thief.Join();
        second.Join();
        Assert.True(stolen + popped <= 2, $"{stolen} stolen and {popped} popped of 2");
    }

    private sealed class Indices
    {
        public AtomicInt Top;
        public AtomicInt Bottom;
    }

    private sealed class Item
    {
        public Checked<int> Value;
    }

    private sealed class Gate
    {
        public AtomicBool IsClosed;
    }

    private readonly struct StillOpen(Gate gate) : IStealCondition
    {
        public bool Holds => !gate.IsClosed.Read();
    }
}
