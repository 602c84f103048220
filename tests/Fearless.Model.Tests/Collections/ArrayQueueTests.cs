using Fearless.Atomics;
using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class ArrayQueueTests
{
    [Fact]
    public void An_item_is_received_once_and_whole() => ModelBudget.CheckAll(static () =>
    {
        var queue = new ArrayQueue<int>(1);
        bool pushed = false;
        int first = 0, second = 0;
        Model.Thread(() => pushed = queue.TryPush(2), "sender");
        Model.Thread(() => queue.TryPop(out first), "receiver");
        Assert.True(queue.TryPush(1) || pushed || first != 0 || queue.Count == 1);
        Model.JoinAll();
        queue.TryPop(out second);
        int[] got = [.. new[] { first, second }.Where(static item => item != 0)];
        Assert.Equal(got.Distinct(), got);
        Assert.True(queue.IsEmpty);
    });

    [Fact]
    public void Two_pushes_and_two_pops_at_the_end_of_a_lap_lose_nothing() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new ArrayQueue<int>(2);
            queue.TryPush(0);
            queue.TryPop(out _);
            int sum = 0;
            Model.Thread(() => Assert.True(queue.TryPush(1)), "sender 1");
            Model.Thread(() => Assert.True(queue.TryPush(2)), "sender 2");
            if (queue.TryPop(out int item))
                sum += item;
            Model.JoinAll();
            while (queue.TryPop(out item))
                sum += item;
            Assert.Equal(3, sum);
        });

    [Fact]
    public void A_push_by_force_evicts_what_no_pop_has() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new ArrayQueue<int>(1);
            queue.TryPush(1);
            int evicted = 0, popped = 0;
            Model.Thread(() => queue.ForcePush(2, out evicted), "force");
            Model.Thread(() => queue.TryPop(out popped), "pop");
            Model.JoinAll();
            Assert.True((evicted, popped) is (1, 2) or (0, 1) or (1, 0), $"evicted {evicted}, popped {popped}");
            queue.TryPop(out int left);
            Assert.Equal(3, evicted + popped + left);
        });

    [Fact]
    public void Two_pushes_by_force_evict_in_order_and_the_queue_stays_full() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new ArrayQueue<int>(2);
            queue.TryPush(1);
            queue.TryPush(2);
            int first = 0, second = 0;
            Model.Thread(() => Assert.True(queue.ForcePush(3, out first)), "force 1");
            Model.Thread(() => Assert.True(queue.ForcePush(4, out second)), "force 2");
            Assert.Equal(2, queue.Count);
            Assert.True(queue.IsFull);
            Assert.False(queue.TryPush(5));
            Model.JoinAll();
            Assert.Equal(3, first + second);
            Assert.True(queue.TryPop(out int left) && queue.TryPop(out int last) && left + last == 7);
        });

    [Fact]
    public void A_pop_after_a_push_finds_an_item_whatever_others_do() => ModelBudget.CheckAll(
        static () =>
        {
            var queue = new ArrayQueue<int>(2);
            Model.Thread(
                () =>
                {
                    Assert.True(queue.TryPush(1));
                    Assert.True(queue.TryPop(out _));
                },
                "other");
            Assert.True(queue.TryPush(2));
            Assert.True(queue.TryPop(out _));
            Model.JoinAll();
            Assert.True(queue.IsEmpty);
        });

    [Fact]
    public void A_slot_that_is_given_away_before_its_item_is_out_is_found_to_race() => ModelBudget.Catches(ModelFailureKind.DataRace, static () => Share(stampFirst: true));

    [Fact]
    public void A_slot_that_is_given_away_after_its_item_is_out_is_correct() => ModelBudget.CheckAll(static () => Share(stampFirst: false));

    // One slot that is emptied, and filled again by another thread.
    private static void Share(bool stampFirst)
    {
        var slot = new Slot();
        slot.Item.Write(1);
        Model.Thread(
            () =>
            {
                if (slot.Stamp.Read() == 1)
                    slot.Item.Write(2);
            },
            "push");
        if (stampFirst)
            slot.Stamp.Write(1);
        slot.Item.Take();
        if (!stampFirst)
            slot.Stamp.Write(1);
        Model.JoinAll();
    }

    private sealed class Slot
    {
        public AtomicLong Stamp;
        public Checked<int> Item;
    }
}
