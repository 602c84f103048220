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

    [Theory]
    [InlineData("is empty", 0)]
    [InlineData("is empty", 1)]
    [InlineData("count", 0)]
    [InlineData("count", 1)]
    [InlineData("pop", 0)]
    [InlineData("pop", 1)]
    [InlineData("force", 1)]
    public void What_always_holds_something_is_never_seen_empty(string by, int turned) => ModelBudget.CheckAll(() =>
    {
        ArrayQueue<int> queue = Turned(turned);
        queue.TryPush(1);
        Model.Thread(
            () => Assert.True(by switch
            {
                "is empty" => !queue.IsEmpty,
                "count" => queue.Count is 1 or 2,
                "pop" => queue.TryPop(out _),
                _ => !queue.ForcePush(3, out int evicted) || evicted is 1 or 2,
            }),
            "onlooker");
        Assert.True(queue.TryPush(2) || by == "force");
        Assert.True(queue.TryPop(out _));
    });

    [Theory]
    [InlineData("is full", 0)]
    [InlineData("is full", 1)]
    [InlineData("push", 0)]
    [InlineData("push", 1)]
    [InlineData("force", 0)]
    public void What_always_has_room_is_never_seen_full(string by, int turned) => ModelBudget.CheckAll(() =>
    {
        ArrayQueue<int> queue = Turned(turned);
        queue.TryPush(1);
        Model.Thread(
            () => Assert.True(by switch
            {
                "is full" => !queue.IsFull,
                "push" => queue.TryPush(3),
                _ => !queue.ForcePush(3, out _),
            }),
            "onlooker");
        Assert.True(queue.TryPop(out _));
        Assert.True(queue.TryPush(2));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pushes_by_force_and_a_push_and_a_pop_hand_each_item_on_once(int capacity) => Model.Check(
        () =>
        {
            var queue = new ArrayQueue<int>(capacity);
            int[] got = new int[4];
            bool pushed = false;
            queue.TryPush(1);
            Model.Thread(() => queue.ForcePush(2, out got[0]), "force");
            Model.Thread(() => pushed = queue.TryPush(4), "push");
            queue.TryPop(out got[1]);
            queue.ForcePush(8, out got[2]);
            Model.JoinAll();
            int sum = got.Sum();
            while (queue.TryPop(out int item))
                sum += item;
            Assert.Equal(pushed ? 15 : 11, sum);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_slot_that_is_given_away_before_its_item_is_out_is_found_to_race() => ModelBudget.Catches(ModelFailureKind.DataRace, static () => Share(stampFirst: true));

    [Fact]
    public void A_slot_that_is_given_away_after_its_item_is_out_is_correct() => ModelBudget.CheckAll(static () => Share(stampFirst: false));

    // Empty, with room for two, its ends this many items on.
    private static ArrayQueue<int> Turned(int turned)
    {
        var queue = new ArrayQueue<int>(2);
        for (int item = 0; item < turned; item++)
        {
            queue.TryPush(item);
            queue.TryPop(out _);
        }
        return queue;
    }

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
