using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

/// <summary>What the ordered collections allocate, to the byte.</summary>
public class SkipListAllocationTests
{
    private const int Keys = 500;

    // So few that there is no guide.
    private const int Few = 15;

    // An object's header and type, then a reference, a number, or both.
    private const int Mark = 24;
    private const int BoxOfLong = 24;
    private const int BoxOfPair = 32;

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        SkipMap<long, long> map = [.. Enumerable.Range(0, Keys).Select(static key => KeyValuePair.Create((long)key, (long)key))];
        long next = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            long key = next++ % Keys;
            Assert.True(map.TryGetValue(key, out _) && map.ContainsKey(key) && !map.ContainsKey(-1));
            Assert.True(map[key] == map.GetOrAdd(key, 0) && map.GetOrAdd(key, static _ => 0) == key);
            Assert.True(map.TryGetEntry(key, out SkipMapEntry<long, long> entry) && !entry.IsRemoved && entry.Value == key);
            Assert.True(map.First().Key == 0 && map.Last().Key == Keys - 1);
            Assert.True(map.LowerBound(key)?.Key == key && map.UpperBound(key)?.Key == key);
            Assert.True(entry.Next is null || entry.Next?.Previous?.Key == key);
            Assert.True(map.Count == Keys && !map.IsEmpty);
        }));
    }

    [Fact]
    public void What_changes_nothing_allocates_nothing()
    {
        SkipMap<long, long> map = [KeyValuePair.Create(1L, 1L)];
        SkipSet<long> set = [1L];
        Assert.Equal(0, Allocations.Of(() =>
        {
            Assert.False(map.TryAdd(1, 2) || map.TryRemove(2, out _) || map.TryUpdate(1, 3, 2) || map.TryRemove(KeyValuePair.Create(1L, 2L)));
            Assert.False(map.CompareInsert(1, 2, static _ => false));
            Assert.False(set.Add(1) || set.Remove(2) || set.Contains(2));
        }));
    }

    [Fact]
    public void Enumerating_allocates_nothing()
    {
        SkipMap<long, long> map = [.. Enumerable.Range(0, 20).Select(static key => KeyValuePair.Create((long)key, (long)key))];
        SkipSet<long> set = [.. Enumerable.Range(0, 20).Select(static item => (long)item)];
        Assert.Equal(0, Allocations.Of(() =>
        {
            long sum = 0;
            foreach (KeyValuePair<long, long> pair in map)
                sum += pair.Key;
            foreach (KeyValuePair<long, long> pair in map.Range(5, 15))
                sum += pair.Key;
            foreach (KeyValuePair<long, long> pair in map.Descending())
                sum += pair.Key;
            foreach (long item in set)
                sum += item;
            foreach (long item in set.RangeFrom(10))
                sum += item;
            Assert.True(sum == 190 + 95 + 190 + 190 + 145);
        }));
    }

    [Fact]
    public void Searching_strings_by_spans_allocates_nothing()
    {
        SkipMap<string, string> map = new(StringComparer.Ordinal) { ["ada"] = "a", ["bob"] = "b" };
        SkipSet<string> set = new(["ada", "bob"], StringComparer.Ordinal);
        Assert.Equal(0, Allocations.Of(() =>
        {
            SkipMapAlternateLookup<string, string, ReadOnlySpan<char>> bySpan = map.GetAlternateLookup<ReadOnlySpan<char>>();
            Assert.True(bySpan.ContainsKey("bob") && bySpan.TryGetValue("ada", out _) && !bySpan.ContainsKey("cy"));
            bySpan["bob"] = "b";
            Assert.True(set.GetAlternateLookup<ReadOnlySpan<char>>().Contains("bob"));
        }));
    }

    [Fact]
    public void Adding_a_key_allocates_its_node_alone()
    {
        AssertAdds<long>(static number => number, 8, perValue: 0);
        AssertAdds(static _ => "", 8, perValue: 0);
        // A struct with references lies in a box, lest it be kept alive after it is replaced.
        AssertAdds(static _ => ("", 1L), 8 + 8, perValue: BoxOfPair);
    }

    [Fact]
    public void Adding_an_item_allocates_its_node_alone() => AssertAllocates(
        static () => new SkipSet<long>(),
        static set =>
        {
            for (int item = 0; item < Few; item++)
                set.Add(item);
        },
        static set => Sum(Nodes(set.List), static node => NodeBytes(node.Height, 0)));

    [Fact]
    public void Replacing_a_value_allocates_a_box_for_a_struct_and_nothing_for_a_reference()
    {
        SkipMap<int, long> numbers = new() { [1] = 1 };
        SkipMap<int, string> texts = new() { [1] = "a" };
        Assert.Equal(100 * BoxOfLong, Allocations.Of(() => numbers[1] = 2));
        Assert.Equal(100 * BoxOfLong, Allocations.Of(() => numbers.AddOrUpdate(1, 0, static (_, old) => old + 1)));
        Assert.Equal(0, Allocations.Of(() => texts[1] = "b"));
    }

    [Fact]
    public void Removing_a_key_allocates_a_mark_for_each_of_its_levels() => AssertAllocates(
        static () =>
        {
            SkipMap<long, long> map = [.. Enumerable.Range(0, Few).Select(static key => KeyValuePair.Create((long)key, 0L))];
            return (Map: map, Levels: Sum(Nodes(map.List), static node => node.Height));
        },
        static subject =>
        {
            for (int key = 0; key < Few; key++)
                subject.Map.TryRemove(key, out _);
        },
        static subject => subject.Levels * Mark);

    [Fact]
    public void Guides_allocate_no_more_than_nodes_do()
    {
        SkipMap<long, long> map = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int key = 0; key < 50_000; key++)
            map.TryAdd(key, key);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long nodes = Sum(Nodes(map.List), static node => NodeBytes(node.Height, 8));
        Assert.InRange(allocated, nodes, 2 * nodes);
    }

    private static void AssertAdds<TValue>(Func<int, TValue> make, int initial, int perValue)
    {
        TValue[] values = [.. Enumerable.Range(0, Few).Select(make)];
        AssertAllocates(
            static () => new SkipMap<long, TValue>(),
            map =>
            {
                for (int key = 0; key < Few; key++)
                    map.TryAdd(key, values[key]);
            },
            map => Sum(Nodes(map.List), node => NodeBytes(node.Height, initial) + perValue));
    }

    /// <summary>Whether <paramref name="action"/> allocates exactly what is expected of its subject afterwards.</summary>
    private static void AssertAllocates<T>(Func<T> create, Action<T> action, Func<T, long> expected)
    {
        // The compiler may allocate on this thread when it replaces the code of a method: the run with the least beyond counts.
        long least = long.MaxValue;
        for (int run = 0; run < 2_000; run++)
        {
            T subject = create();
            long before = GC.GetAllocatedBytesForCurrentThread();
            action(subject);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            least = Math.Min(least, allocated - expected(subject));
        }
        Assert.Equal(0, least);
    }

    // Header and type, the height, the token, a key of eight bytes, what the value takes, and the links that there are classes for.
    private static long NodeBytes(int height, int initial) =>
        16 + 8 + 8 + 8 + initial + (8 * (height <= 4 ? height : height <= 8 ? 8 : SkipNodes.MaxHeight));

    private static long Sum<TKey, TValue>(IEnumerable<SkipNode<TKey, TValue>> nodes, Func<SkipNode<TKey, TValue>, long> measure) =>
        nodes.Sum(measure);

    private static IEnumerable<SkipNode<TKey, TValue>> Nodes<TKey, TValue>(SkipList<TKey, TValue> list)
    {
        for (SkipLink? link = list.Head.Next(0).Read(); link is SkipNode<TKey, TValue> node; link = node.Next(0).Read())
            yield return node;
    }
}
