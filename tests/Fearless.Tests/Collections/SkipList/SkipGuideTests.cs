using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

public class SkipGuideTests
{
    public static TheoryData<int> Lengths => [1, 2, 15, 16, 17, 31, 32, 33, 255, 256, 257, 272, 273, 4095, 4096, 4097, 5000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_finds_the_last_node_before_any_place(int length)
    {
        AssertFinds(length, static i => (i * 3) - 2000);
        AssertFinds(length, static i => ((long)i * 3) - 2000);
        AssertFinds(length, static i => (uint)i * 400_000);
        AssertFinds(length, static i => (ulong)i << 50);
        AssertFinds(length, static i => (short)(i - 2500));
        AssertFinds(length, static i => i / 7.0);
        AssertFinds(length, static i => new DateTime(i + 1L));
    }

    [Fact]
    public void It_finds_places_at_the_ends_of_the_numbers()
    {
        SkipGuide<ulong, int> guide = Make([0UL, 1UL, ulong.MaxValue / 2, (ulong.MaxValue / 2) + 1, ulong.MaxValue]);
        Assert.False(guide.TryFindBefore(new DefaultProbe<ulong>(0), out _));
        Assert.Equal(0UL, Before(guide, new DefaultProbe<ulong>(1)));
        Assert.Equal(ulong.MaxValue / 2, Before(guide, new DefaultProbe<ulong>((ulong.MaxValue / 2) + 1)));
        Assert.Equal((ulong.MaxValue / 2) + 1, Before(guide, new DefaultProbe<ulong>(ulong.MaxValue)));
        Assert.Equal(ulong.MaxValue, Before(guide, default(EndProbe<ulong>)));

        SkipGuide<double, int> doubles = Make([double.NaN, double.NegativeInfinity, 0, double.PositiveInfinity]);
        Assert.False(doubles.TryFindBefore(new DefaultProbe<double>(double.NaN), out _));
        Assert.Equal(double.NaN, Before(doubles, new DefaultProbe<double>(double.NegativeInfinity)));
        Assert.Equal(double.NegativeInfinity, Before(doubles, new DefaultProbe<double>(-1)));
    }

    [Fact]
    public void It_follows_a_comparer()
    {
        Comparer<int> descending = Comparer<int>.Create(static (x, y) => y.CompareTo(x));
        SkipGuide<int, int> guide = Make([.. Enumerable.Range(0, 100).Reverse()]);
        Assert.Equal(51, Before(guide, new KeyProbe<int>(50, descending)));
        Assert.False(guide.TryFindBefore(new KeyProbe<int>(99, descending), out _));
    }

    [Fact]
    public void A_node_that_was_removed_is_passed_over_and_let_go_of()
    {
        SkipGuide<int, int> guide = Make([.. Enumerable.Range(0, 100)]);
        SkipNode<int, int>[] nodes = [.. guide.Nodes];
        nodes[49].Token.Write(null);
        nodes[48].Token.Write(null);
        Assert.Equal(47, Before(guide, new DefaultProbe<int>(50)));

        guide.Forget(nodes[49], new DefaultProbe<int>(49));
        guide.Forget(SkipNodes.Create(1, 20, 20), new DefaultProbe<int>(20));
        Assert.Equal(nodes.Except([nodes[49]]), guide.Nodes);
        guide.ForgetRemoved();
        Assert.Equal(nodes.Except([nodes[48], nodes[49]]), guide.Nodes);

        // Too many: a search from the head is shorter.
        Assert.All(nodes[20..60], static node => node.Token.Write(null));
        Assert.False(guide.TryFindBefore(new DefaultProbe<int>(60), out _));
        Assert.Equal(60, Before(guide, new DefaultProbe<int>(61)));
    }

    [Fact]
    public void A_list_has_a_guide_once_it_is_worth_it_unless_its_keys_hold_references()
    {
        SkipMap<int, string> map = [];
        for (int key = 0; key < 10; key++)
            map[key] = "";
        Assert.Null(map.List.Guides.Current);
        for (int key = 0; key < 10_000; key++)
            map[key] = "";
        Assert.InRange(map.List.Guides.Current!.Count, 1_000, 10_000);

        SkipMap<string, int> texts = new(StringComparer.Ordinal);
        for (int key = 0; key < 10_000; key++)
            texts[$"{key}"] = key;
        Assert.Null(texts.List.Guides.Current);
        texts.List.MakeGuide();
        Assert.Null(texts.List.Guides.Current);
    }

    [Fact]
    public void A_list_that_was_cleared_has_no_guide()
    {
        SkipMap<int, int> map = [.. Enumerable.Range(0, 1_000).Select(static key => KeyValuePair.Create(key, key))];
        map.List.MakeGuide();
        Assert.Equal(1_000, map.List.Guides.Current?.Count);
        map.Clear();
        Assert.Null(map.List.Guides.Current);
    }

    [Fact]
    public void A_large_list_has_a_guide_of_a_higher_level()
    {
        const int Keys = 400_000;
        SkipMap<int, int> map = [];
        for (int key = 0; key < Keys; key++)
            map.TryAdd((int)(key * 7919L % Keys), key);
        map.List.MakeGuide();
        Assert.Equal(2, map.List.Guides.Current!.Level);
        Assert.All(map.List.Guides.Current.Nodes, static node => Assert.True(node.Height > 2));
        for (int key = 0; key < Keys; key += 7)
            Assert.True(map.ContainsKey(key) && map.TryRemove(key, out _) && !map.ContainsKey(key) && map.LowerBound(key)?.Key == key + 1);
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void What_was_added_behind_a_guide_is_found_in_few_steps()
    {
        // All at the end, where the guide knows of nothing.
        var comparer = new Counting();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 100; key++)
            map[key] = key;
        map.List.MakeGuide();
        SkipGuide<int, int> guide = map.List.Guides.Current!;
        for (int key = 100; ReferenceEquals(guide, map.List.Guides.Current) || key < 2_000; key++)
            map[key] = key;
        for (int key = map.Count; ; key++)
        {
            guide = map.List.Guides.Current!;
            int before = guide.Nodes.Last().Key;
            comparer.Calls = 0;
            Assert.True(map.ContainsKey(key - 1));
            Assert.InRange(comparer.Calls, 1, 400);
            if (key - before > 500)
                break;
            map[key] = key;
        }
    }

    [Fact]
    public void A_comparer_that_fails_while_a_guide_lets_go_of_a_node_does_not_make_the_removal_fail()
    {
        var comparer = new Counting();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 100; key++)
            map[key] = key;
        map.List.MakeGuide();
        Assert.True(map.TryGetEntry(50, out SkipMapEntry<int, int> entry));
        comparer.Fails = true;
        Assert.True(entry.Remove());
        comparer.Fails = false;
        Assert.False(map.ContainsKey(50));
        Assert.Equal(99, map.Count);
        Assert.True(map.TryAdd(50, 1));
    }

    private static void AssertFinds<TKey>(int length, Func<int, TKey> key)
        where TKey : notnull
    {
        // Every second key, and places at each and between.
        SkipGuide<TKey, int> guide = Make([.. Enumerable.Range(0, length).Select(i => key(2 * i))]);
        for (int place = 0; place < 2 * length; place++)
        {
            var probe = new DefaultProbe<TKey>(key(place));
            bool found = guide.TryFindBefore(probe, out SkipNode<TKey, int>? node);
            Assert.Equal(place > 0, found);
            if (found)
                Assert.Equal(key((place - 1) / 2 * 2), node!.Key);
        }
    }

    private static TKey Before<TKey, TProbe>(SkipGuide<TKey, int> guide, TProbe probe)
        where TProbe : struct, ISkipProbe<TKey>
    {
        Assert.True(guide.TryFindBefore(probe, out SkipNode<TKey, int>? node));
        return node.Key;
    }

    private static SkipGuide<TKey, int> Make<TKey>(TKey[] keys)
    {
        // More room than there are, as a list leaves.
        var nodes = new AtomicRef<SkipNode<TKey, int>>[keys.Length + 5];
        for (int i = 0; i < keys.Length; i++)
            nodes[i] = new(SkipNodes.Create(1, keys[i], i));
        return new(0, nodes, keys.Length);
    }

    private sealed class Counting : IComparer<int>
    {
        public int Calls { get; set; }

        public bool Fails { get; set; }

        public int Compare(int x, int y)
        {
            Calls++;
            return Fails ? throw new InvalidOperationException() : x.CompareTo(y);
        }
    }
}
