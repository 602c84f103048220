using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;
using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

public class WorkDequeTests
{
    [Fact]
    public void An_empty_deque_hands_out_nothing()
    {
        var deque = new WorkDeque<object>();
        Assert.Null(Pop(deque));
        Assert.Null(Steal(deque, out bool lost));
        Assert.False(lost);
        Assert.True(deque.IsEmpty);
        Assert.Equal(0, deque.Count);
        Assert.Null(Pop(deque));
        Assert.True(deque.IsEmpty);
    }

    [Fact]
    public void The_owner_takes_the_newest_and_thieves_the_oldest()
    {
        var deque = new WorkDeque<string>(2);
        foreach (string item in new[] { "a", "b", "c", "d", "e" })
            deque.Push(item);
        Assert.Equal(5, deque.Count);
        Assert.Equal("a", Steal(deque, out _));
        Assert.Equal("e", Pop(deque));
        Assert.Equal("b", Steal(deque, out _));
        Assert.Equal("d", Pop(deque));
        Assert.Equal("c", Pop(deque));
        Assert.Null(Pop(deque));
        Assert.Null(Steal(deque, out _));
    }

    [Fact]
    public void Any_sequence_of_pushes_pops_and_steals_acts_like_a_list() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3].Array[0, 300]).Sample(
            (capacity, steps) =>
            {
                var deque = new WorkDeque<object>(1 << capacity);
                var model = new LinkedList<object>();
                foreach (int step in steps)
                {
                    if (step >= 2)
                    {
                        var item = new object();
                        deque.Push(item);
                        model.AddLast(item);
                    }
                    else
                    {
                        LinkedListNode<object>? expected = step == 0 ? model.Last : model.First;
                        Assert.Same(expected?.Value, step == 0 ? Pop(deque) : Steal(deque, out _));
                        if (expected is not null)
                            model.Remove(expected);
                    }
                    Assert.Equal(model.Count, deque.Count);
                    Assert.Equal(model.Count == 0, deque.IsEmpty);
                }
            },
            iter: 300);

    [Theory]
    [InlineData(1, 1, 1_500_000)] // the last item, over and over: the race that the fence in TryPop decides
    [InlineData(2, 2, 300_000)]
    [InlineData(100, 2, 300_000)] // through many growths
    public void Each_item_is_handed_out_exactly_once(int burst, int thieves, int total) => PoolTest.Guard(() =>
    {
        var deque = new WorkDeque<Item>(1);
        bool stop = false;
        int started = 0;
        Thread[] threads = [.. Enumerable.Range(0, thieves).Select(_ => new Thread(StealAll) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        PoolTest.Until(() => Volatile.Read(ref started) == thieves, "the thieves run");

        var items = new Item[burst];
        int twice = 0, lost = 0;
        for (int done = 0; done < total; done += burst)
        {
            for (int i = 0; i < burst; i++)
                deque.Push(items[i] = new Item());
            while (Pop(deque) is { } popped)
                popped.Take();
            // A thief that won an item may not have marked it yet.
            foreach (Item item in items)
            {
                var spin = default(SpinWait);
                while (Volatile.Read(ref item.Taken) == 0 && spin.Count < 1000)
                    spin.SpinOnce(sleep1Threshold: -1);
                if (item.Taken == 0)
                    PoolTest.Until(() => Volatile.Read(ref item.Taken) != 0, "a thief marks the item that it won");
                twice += item.Taken > 1 ? 1 : 0;
                lost += item.Taken == 0 ? 1 : 0;
            }
        }
        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal((0, 0), (twice, lost));
        Assert.Equal(0, Item.Doubles(items));

        void StealAll()
        {
            Interlocked.Increment(ref started);
            while (!Volatile.Read(ref stop))
                Steal(deque, out _)?.Take();
        }
    });

    [Fact]
    public void An_owner_and_a_thief_that_meet_in_the_middle_never_both_get_an_item() => PoolTest.Guard(() =>
    {
        // Without the fence in TryPop the owner takes an item that it believes out of the thief's reach. As dense as can be: no fence of the
        // test's own between a push and a pop. A processor with one core to give shows nothing here; the model checker does.
        const int Rounds = 400_000;
        const int Burst = 3;
        var deque = new WorkDeque<Item>(8);
        var all = new Item[Rounds * Burst];
        for (int i = 0; i < all.Length; i++)
            all[i] = new Item();
        bool stop = false;
        int stolen = 0;
        var thief = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                if (Steal(deque, out _) is { } item)
                {
                    item.StolenCount++;
                    stolen++;
                }
            }
        })
        { IsBackground = true };
        thief.Start();
        int popped = 0;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Burst; i++)
                deque.Push(all[(round * Burst) + i]);
            while (Pop(deque) is { } item)
            {
                item.Taken++;
                popped++;
            }
        }
        Volatile.Write(ref stop, true);
        thief.Join();
        Assert.DoesNotContain(all, static item => item.Taken + item.StolenCount != 1);
        Assert.Equal(all.Length, stolen + popped);
    });

    [Fact]
    public void A_thief_that_loses_is_told_so_only_when_there_was_an_item() => PoolTest.Guard(() =>
    {
        var deque = new WorkDeque<Item>();
        int taken = 0, answers = 0;
        for (int i = 0; i < 20_000; i++)
            deque.Push(new Item());
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(StealAll) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal(20_000, taken);
        Assert.Equal(3, answers);

        void StealAll()
        {
            while (true)
            {
                if (Steal(deque, out bool lost) is not null)
                    Interlocked.Increment(ref taken);
                else if (!lost)
                    break;
            }
            Interlocked.Increment(ref answers);
        }
    });

    [Fact]
    public void A_popped_item_is_not_kept_alive()
    {
        var deque = new WorkDeque<object>();
        WeakReference[] popped = [PushAndPop(deque, 3), PushAndPop(deque, 1)];
        GC.Collect();
        Assert.All(popped, static reference => Assert.False(reference.IsAlive));
        GC.KeepAlive(deque);
    }

    [Theory]
    [InlineData(1, "push")]
    [InlineData(64, "push")]
    [InlineData(1000, "push")]
    [InlineData(1, "pop")]
    [InlineData(64, "pop")]
    [InlineData(1000, "pop")]
    [InlineData(1000, "pop oldest")]
    [InlineData(1000, "trim")]
    [InlineData(1000, "reserve")]
    public void A_stolen_item_is_not_kept_alive_after_the_owner_has_come_by(int items, string how)
    {
        var deque = new WorkDeque<object>();
        WeakReference[] stolen = PushAndSteal(deque, items);
        switch (how)
        {
            case "push":
                deque.Push("");
                Assert.NotNull(Pop(deque));
                break;
            case "pop":
                Assert.Null(Pop(deque));
                break;
            case "pop oldest":
                Assert.False(deque.TryPopOldest(out _));
                break;
            case "trim":
                deque.TrimWhenEmpty();
                break;
            default:
                deque.Reserve(1);
                break;
        }
        GC.Collect();
        Assert.All(stolen, static reference => Assert.False(reference.IsAlive));

        deque.Push("next");
        Assert.Equal("next", Pop(deque));
    }

    [Fact]
    public void Clearing_leaves_items_that_wait_where_they_are()
    {
        var deque = new WorkDeque<object>();
        deque.Push("stolen");
        deque.Push("kept");
        Steal(deque, out _);
        deque.TrimWhenEmpty();
        Assert.Equal("kept", Pop(deque));
    }

    [Fact]
    public void The_two_ends_lie_on_cache_lines_of_their_own()
    {
        int top = (int)Marshal.OffsetOf<WorkDequeIndices>(nameof(WorkDequeIndices.Top));
        int bottom = (int)Marshal.OffsetOf<WorkDequeIndices>(nameof(WorkDequeIndices.Bottom));
        Assert.True(top >= 128);
        Assert.True(bottom - top >= 128);
        Assert.True(Unsafe.SizeOf<WorkDequeIndices>() - bottom >= 128);
    }

    private static T? Pop<T>(WorkDeque<T> deque)
        where T : class => deque.TryPopNewest(out T? item) ? item : null;

    private static T? Steal<T>(WorkDeque<T> deque, out bool lost)
        where T : class
    {
        StealStatus status = deque.TrySteal(out T? item);
        lost = status == StealStatus.Retry;
        Assert.Equal(status == StealStatus.Success, item is not null);
        return item;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference PushAndPop(WorkDeque<object> deque, int items)
    {
        object item = new();
        for (int i = 1; i < items; i++)
            deque.Push("below");
        deque.Push(item);
        Assert.Same(item, Pop(deque));
        return new WeakReference(item);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] PushAndSteal(WorkDeque<object> deque, int items)
    {
        var references = new WeakReference[items];
        for (int i = 0; i < items; i++)
        {
            object item = new();
            references[i] = new WeakReference(item);
            deque.Push(item);
        }
        for (int i = 0; i < items; i++)
            Assert.NotNull(Steal(deque, out _));
        return references;
    }

    private sealed class Item
    {
        public int Taken;
        public int StolenCount;

        public static int Doubles(Item[] items) => items.Count(static item => item.Taken != 1);

        public void Take() => Interlocked.Increment(ref Taken);
    }
}
