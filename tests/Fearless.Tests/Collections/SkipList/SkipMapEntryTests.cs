using System.Runtime.CompilerServices;
using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections.SkipList;

public class SkipMapEntryTests
{
    [Fact]
    public void An_entry_stays_readable_after_its_removal()
    {
        SkipMap<string, string> map = new() { ["a"] = "1", ["b"] = "2", ["c"] = "3" };
        Assert.True(map.TryGetEntry("b", out SkipMapEntry<string, string> entry));
        Assert.False(entry.IsRemoved);
        map.TryRemove("b", out _);
        Assert.True(entry.IsRemoved);
        Assert.Equal(("b", "2"), (entry.Key, entry.Value));
        Assert.Equal("c", entry.Next?.Key);
        Assert.Equal("a", entry.Previous?.Key);
        var (key, value) = entry;
        Assert.Equal(("b", "2"), (key, value));
    }

    [Fact]
    public void An_entry_whose_value_was_replaced_is_removed_and_keeps_its_value()
    {
        SkipMap<int, long> map = new() { [1] = 10 };
        SkipMapEntry<int, long> initial = map.First();
        map[1] = 20;
        SkipMapEntry<int, long> second = map.First();
        map[1] = 20;
        Assert.True(initial.IsRemoved);
        Assert.True(second.IsRemoved);
        Assert.Equal((10, 20), (initial.Value, second.Value));
        Assert.False(initial.Remove());
        Assert.False(second.Remove());
        Assert.True(map.First().Remove());
        Assert.True(map.IsEmpty);
    }

    [Fact]
    public void Removing_is_true_once()
    {
        SkipMap<int, int> map = new() { [1] = 1 };
        SkipMapEntry<int, int> one = map.First(), same = map.First();
        Assert.True(one.Remove());
        Assert.False(same.Remove());
        Assert.False(one.Remove());
        map[1] = 1;
        Assert.False(one.Remove());
        Assert.True(one.IsRemoved);
        Assert.True(map.ContainsKey(1));
        Assert.Equal((1, false), (map.Count, map.IsEmpty));
    }

    [Fact]
    public void Entries_lead_to_their_neighbours()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 10; key++)
            map[key] = key;
        List<int> up = [], down = [];
        for (SkipMapEntry<int, int>? entry = map.First(); entry is { } here; entry = here.Next)
            up.Add(here.Key);
        for (SkipMapEntry<int, int>? entry = map.Last(); entry is { } here; entry = here.Previous)
            down.Add(here.Key);
        Assert.Equal(Enumerable.Range(0, 10), up);
        Assert.Equal(Enumerable.Range(0, 10).Reverse(), down);
    }

    [Fact]
    public void A_removed_entry_seeks_its_neighbours_by_its_key()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 10; key++)
            map[key] = key;
        map.TryGetEntry(4, out SkipMapEntry<int, int> entry);
        foreach (int key in new[] { 3, 4, 5, 6 })
            map.TryRemove(key, out _);
        Assert.Equal(7, entry.Next?.Key);
        Assert.Equal(2, entry.Previous?.Key);
        map[5] = 50;
        Assert.Equal(50, entry.Next?.Value);
        map[4] = 40;
        Assert.Equal(5, entry.Next?.Key);
        map.Clear();
        Assert.Null(entry.Next);
        Assert.Null(entry.Previous);
    }

    [Fact]
    public void Entries_may_be_removed_in_any_order_while_going_over_them()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 100; key++)
            map[key] = key;
        for (SkipMapEntry<int, int>? entry = map.First(); entry is { } here; entry = here.Next)
        {
            if (here.Key % 3 != 0)
                Assert.True(here.Remove());
        }
        Assert.Equal(Enumerable.Range(0, 100).Where(static key => key % 3 == 0), map.Keys);
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void A_removed_entry_does_not_keep_what_was_removed_after_it()
    {
        // As a queue: each new key is behind the last, the first is popped, and someone holds on to an early entry. Were the links of
        // removed nodes left as they are, the entry would lead to every node there ever was.
        SkipMap<int, object> map = [];
        List<WeakReference> popped = [];
        SkipMapEntry<int, object>[] held = Churn(map, popped);
        PoolTest.UntilCollected(() => popped.TrueForAll(static value => !value.IsAlive), "what was popped is collected");
        Assert.All(held, static entry => Assert.True(entry.IsRemoved));
        Assert.Equal(1000, map.First().Key);
        GC.KeepAlive(held);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SkipMapEntry<int, object>[] Churn(SkipMap<int, object> map, List<WeakReference> popped)
    {
        List<SkipMapEntry<int, object>> held = [];
        for (int key = 0; key < 1000; key++)
        {
            object value = new();
            map[key] = value;
            map[key + 1] = value;
            if (key < 64)
                held.Add(map.First());
            else
                popped.Add(new WeakReference(value));
            map.PopFirst(out _, out _);
        }
        map[1000] = new object();
        return [.. held];
    }
}
