using System.Runtime.CompilerServices;
using Fearless.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections.SkipList;

public class SkipMapTests
{
    [Fact]
    public void An_empty_map_has_nothing()
    {
        SkipMap<int, string> map = [];
        Assert.True(map.IsEmpty);
        Assert.Empty(map);
        Assert.Equal((0, true), (map.Count, map.IsEmpty));
        Assert.False(map.TryGetValue(1, out _));
        Assert.False(map.ContainsKey(1));
        Assert.False(map.TryRemove(1, out _));
        Assert.False(map.TryGetFirst(out _));
        Assert.False(map.TryGetLast(out _));
        Assert.False(map.PopFirst(out _, out _));
        Assert.False(map.PopLast(out _, out _));
        Assert.Null(map.LowerBound(1));
        Assert.Null(map.UpperBound(1));
        Assert.Throws<InvalidOperationException>(() => map.First());
        Assert.Throws<InvalidOperationException>(() => map.Last());
        map.Clear();
    }

    [Fact]
    public void Keys_are_kept_in_order()
    {
        int[] keys = [5, 1, 12, 7, -3, 40, 2];
        var map = new SkipMap<int, int>();
        foreach (int key in keys)
            Assert.True(map.TryAdd(key, key * 10));
        Assert.Equal(keys.Order(), map.Keys);
        Assert.Equal(keys.Order().Select(static key => key * 10), map.Values);
        Assert.Equal(keys.Order().Select(static key => KeyValuePair.Create(key, key * 10)), map);
        Assert.Equal(keys.OrderDescending(), map.Descending().Select(static pair => pair.Key));
        Assert.Equal(7, map.Count);
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void A_key_is_added_once()
    {
        var map = new SkipMap<string, int> { { "a", 1 } };
        Assert.False(map.TryAdd("a", 2));
        Assert.Contains("'a'", Assert.Throws<ArgumentException>("key", () => map.Add("a", 3)).Message, StringComparison.Ordinal);
        Assert.Equal(1, map["a"]);
        Assert.Equal((1, false), (map.Count, map.IsEmpty));
    }

    [Fact]
    public void The_indexer_adds_and_replaces()
    {
        SkipMap<string, int> map = new(StringComparer.Ordinal);
        map["a"] = 1;
        map["a"] = 2;
        Assert.Equal(2, map["a"]);
        Assert.Equal((1, false), (map.Count, map.IsEmpty));
        Assert.Contains("'b'", Assert.Throws<KeyNotFoundException>(() => map["b"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetOrAdd_calls_its_factory_only_for_a_key_that_is_missing()
    {
        SkipMap<int, string> map = [];
        Assert.Equal("1", map.GetOrAdd(1, static key => $"{key}"));
        Assert.Equal("1", map.GetOrAdd(1, static _ => throw new InvalidOperationException("not called")));
        Assert.Equal("2x", map.GetOrAdd(2, static (key, state) => key + state, "x"));
        Assert.Equal("2x", map.GetOrAdd(2, "other"));
        Assert.Equal("3", map.GetOrAdd(3, "3"));
    }

    [Fact]
    public void AddOrUpdate_adds_then_updates()
    {
        SkipMap<string, int> map = [];
        Assert.Equal(1, map.AddOrUpdate("a", 1, static (_, old) => old + 1));
        Assert.Equal(2, map.AddOrUpdate("a", 1, static (_, old) => old + 1));
        Assert.Equal(3, map.AddOrUpdate("a", static _ => 100, static (_, old) => old + 1));
        Assert.Equal(13, map.AddOrUpdate("a", static (_, _) => 100, static (_, old, add) => old + add, 10));
        Assert.Equal(105, map.AddOrUpdate("b", static (_, add) => 100 + add, static (_, old, add) => old + add, 5));
    }

    [Fact]
    public void CompareInsert_replaces_only_when_the_predicate_agrees_and_asks_it_only_about_a_value()
    {
        SkipMap<int, int> map = [];
        Assert.True(map.CompareInsert(1, 10, static _ => throw new InvalidOperationException("there is no value to ask about")));
        Assert.False(map.CompareInsert(1, 5, static old => old < 5));
        Assert.Equal(10, map[1]);
        Assert.True(map.CompareInsert(1, 20, static old => old < 20));
        Assert.Equal(20, map[1]);
        Assert.True(map.CompareInsert(1, 30, static (old, limit) => old < limit, 30));
        Assert.Equal(30, map[1]);
    }

    [Fact]
    public void TryUpdate_replaces_only_the_expected_value()
    {
        SkipMap<int, string?> map = new() { [1] = null };
        Assert.False(map.TryUpdate(1, "new", "old"));
        Assert.True(map.TryUpdate(1, "new", null));
        Assert.False(map.TryUpdate(2, "new", null));
        Assert.Equal("new", map[1]);
    }

    [Fact]
    public void A_removed_key_is_gone_and_can_be_added_again()
    {
        SkipMap<int, string> map = new() { [1] = "one", [2] = "two" };
        Assert.True(map.TryRemove(1, out string? value));
        Assert.Equal("one", value);
        Assert.False(map.TryRemove(1, out _));
        Assert.False(map.ContainsKey(1));
        Assert.True(map.TryAdd(1, "uno"));
        Assert.Equal("uno", map[1]);
        Assert.False(map.TryRemove(KeyValuePair.Create(1, "one")));
        Assert.True(map.TryRemove(KeyValuePair.Create(1, "uno")));
        Assert.Equal([2], map.Keys);
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void Null_is_a_value()
    {
        SkipMap<int, string?> map = new() { [1] = null };
        Assert.True(map.TryGetValue(1, out string? value));
        Assert.Null(value);
        map[1] = "one";
        map[1] = null;
        Assert.True(map.ContainsKey(1));
        Assert.Null(map.First().Value);
        Assert.True(map.TryRemove(1, out value));
        Assert.Null(value);
    }

    [Fact]
    public void Bounds_find_the_nearest_key_on_either_side()
    {
        SkipMap<int, int> map = [];
        foreach (int key in new[] { 10, 20, 30 })
            map[key] = key;
        Assert.Equal(20, map.LowerBound(20)?.Key);
        Assert.Equal(30, map.LowerBound(20, inclusive: false)?.Key);
        Assert.Equal(20, map.LowerBound(11)?.Key);
        Assert.Equal(10, map.LowerBound(int.MinValue)?.Key);
        Assert.Null(map.LowerBound(31));
        Assert.Null(map.LowerBound(30, inclusive: false));
        Assert.Equal(20, map.UpperBound(20)?.Key);
        Assert.Equal(10, map.UpperBound(20, inclusive: false)?.Key);
        Assert.Equal(20, map.UpperBound(29)?.Key);
        Assert.Equal(30, map.UpperBound(int.MaxValue)?.Key);
        Assert.Null(map.UpperBound(9));
        Assert.Null(map.UpperBound(10, inclusive: false));
        Assert.Equal((10, 30), (map.First().Key, map.Last().Key));
    }

    [Theory]
    [InlineData(RangeEnds.From, new[] { 2, 3 })]
    [InlineData(RangeEnds.To, new[] { 3, 4 })]
    [InlineData(RangeEnds.Both, new[] { 2, 3, 4 })]
    [InlineData(RangeEnds.None, new[] { 3 })]
    public void A_range_has_the_ends_that_it_is_asked_for(RangeEnds ends, int[] expected)
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 7; key++)
            map[key] = key;
        Assert.Equal(expected, map.Range(2, 4, ends).Select(static pair => pair.Key));
        Assert.Equal(expected.Reverse(), map.Range(2, 4, ends).Descending().Select(static pair => pair.Key));
    }

    [Fact]
    public void A_range_may_be_open_on_one_side_empty_or_of_keys_that_are_not_there()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 10; key += 2)
            map[key] = key;
        Assert.Equal([4, 6, 8], Keys(map.RangeFrom(4)));
        Assert.Equal([6, 8], Keys(map.RangeFrom(4, inclusive: false)));
        Assert.Equal([0, 2], Keys(map.RangeTo(4)));
        Assert.Equal([0, 2, 4], Keys(map.RangeTo(4, inclusive: true)));
        Assert.Equal([4, 2, 0], Keys(map.RangeTo(4, inclusive: true).Descending()));
        Assert.Equal([8, 6], Keys(map.RangeFrom(5).Descending()));
        Assert.Equal([4, 6], Keys(map.Range(3, 7)));
        Assert.Empty(Keys(map.Range(4, 4)));
        Assert.Equal([4], Keys(map.Range(4, 4, RangeEnds.Both)));
        Assert.Empty(Keys(map.Range(20, 30)));
        Assert.Empty(Keys(map.Range(20, 30).Descending()));
        Assert.Throws<ArgumentException>("from", () => map.Range(5, 4));

        static IEnumerable<int> Keys(SkipMapRange<int, int> range) => range.Select(static pair => pair.Key);
    }

    [Fact]
    public void A_range_is_a_view()
    {
        SkipMap<int, int> map = [];
        SkipMapRange<int, int> range = map.Range(1, 3);
        Assert.Empty(range);
        map[1] = 1;
        Assert.Single(range);
    }

    [Fact]
    public void Popping_takes_from_the_ends_in_order()
    {
        SkipMap<int, string> map = [];
        for (int key = 0; key < 100; key++)
            map[key] = $"{key}";
        for (int i = 0; i < 50; i++)
        {
            Assert.True(map.PopFirst(out int first, out string? text));
            Assert.Equal((i, $"{i}"), (first, text));
            Assert.True(map.PopLast(out int last, out _));
            Assert.Equal(99 - i, last);
        }
        Assert.False(map.PopFirst(out _, out _));
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void Clearing_removes_everything()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 1000; key++)
            map[key] = key;
        Assert.True(map.TryGetEntry(500, out SkipMapEntry<int, int> entry));
        map.Clear();
        Assert.Empty(map);
        Assert.Equal((0, true), (map.Count, map.IsEmpty));
        Assert.True(entry.IsRemoved);
        SkipListChecks.AssertInvariants(map.List);
        map[1] = 1;
        Assert.Single(map);
    }

    [Fact]
    public void A_replaced_value_of_any_size_is_whole()
    {
        SkipMap<int, (long, string, decimal)> map = [];
        map[1] = (1, "1", 1);
        Assert.Equal((1, "1", 1), map[1]);
        map[1] = (2, "2", 2);
        Assert.Equal((2, "2", 2), map[1]);
        SkipMap<int, Guid> ids = new() { [1] = Guid.Empty };
        Guid id = Guid.NewGuid();
        ids[1] = id;
        Assert.Equal(id, ids[1]);
    }

    [Fact]
    public void A_comparer_decides_the_order_and_what_is_equal()
    {
        SkipMap<string, int> map = new(StringComparer.OrdinalIgnoreCase) { ["b"] = 1, ["A"] = 2, ["C"] = 3 };
        map["B"] = 4;
        Assert.Equal(["A", "b", "C"], map.Keys);
        Assert.Equal(4, map["b"]);
        Assert.Same(StringComparer.OrdinalIgnoreCase, map.Comparer);

        SkipMap<int, int> reversed = new(Comparer<int>.Create(static (x, y) => y.CompareTo(x)));
        foreach (int key in new[] { 1, 3, 2 })
            reversed[key] = key;
        Assert.Equal([3, 2, 1], reversed.Keys);
        Assert.Equal(2, reversed.LowerBound(2)?.Key);
        Assert.Equal(1, reversed.LowerBound(2, inclusive: false)?.Key);
        Assert.Same(Comparer<int>.Default, new SkipMap<int, int>().Comparer);
    }

    [Fact]
    public void Keys_of_reference_types_without_a_comparer_compare_themselves()
    {
        SkipMap<Version, int> map = new() { [new Version(2, 0)] = 2, [new Version(1, 5)] = 1 };
        Assert.Equal(2, map[new Version(2, 0)]);
        Assert.Equal([1, 2], map.Values);
    }

    [Fact]
    public void Null_arguments_are_named()
    {
        SkipMap<string, int> map = [];
        Assert.Throws<ArgumentNullException>("key", () => map.TryAdd(null!, 1));
        Assert.Throws<ArgumentNullException>("key", () => map.Add(null!, 1));
        Assert.Throws<ArgumentNullException>("key", () => map[null!] = 1);
        Assert.Throws<ArgumentNullException>("key", () => map[null!]);
        Assert.Throws<ArgumentNullException>("key", () => map.TryRemove(null!, out _));
        Assert.Throws<ArgumentNullException>("key", () => map.ContainsKey(null!));
        Assert.Throws<ArgumentNullException>("bound", () => map.LowerBound(null!));
        Assert.Throws<ArgumentNullException>("from", () => map.Range(null!, "b"));
        Assert.Throws<ArgumentNullException>("to", () => map.Range("a", null!));
        Assert.Throws<ArgumentNullException>("factory", () => map.GetOrAdd("a", (Func<string, int>)null!));
        Assert.Throws<ArgumentNullException>("update", () => map.AddOrUpdate("a", 1, null!));
        Assert.Throws<ArgumentNullException>("predicate", () => map.CompareInsert("a", 1, null!));
        Assert.Throws<ArgumentNullException>("pairs", () => new SkipMap<string, int>(null!, null));
        Assert.Throws<ArgumentException>(() => new SkipMap<int, int>([new(1, 1), new(1, 2)]));
        Assert.Throws<ArgumentNullException>("array", () => map.CopyTo(null!, 0));
        Assert.Throws<ArgumentOutOfRangeException>("arrayIndex", () => map.CopyTo([], -1));
        map["a"] = 1;
        Assert.Throws<ArgumentException>("array", () => map.CopyTo(new KeyValuePair<string, int>[1], 1));
        Assert.Throws<InvalidOperationException>(() => default(SkipMapEntry<int, int>).Key);
        Assert.Throws<InvalidOperationException>(() => default(SkipMapRange<int, int>).GetEnumerator());
    }

    [Fact]
    public void It_is_a_dictionary_of_dotnet()
    {
        IDictionary<string, int> map = new SkipMap<string, int>([new("b", 2), new("a", 1)]);
        Assert.False(map.IsReadOnly);
        Assert.Equal(["a", "b"], map.Keys);
        Assert.Equal([1, 2], map.Values);
        Assert.Contains(KeyValuePair.Create("a", 1), map);
        Assert.DoesNotContain(KeyValuePair.Create("a", 2), map);
        map.Add(KeyValuePair.Create("c", 3));
        Assert.False(map.Remove(KeyValuePair.Create("c", 4)));
        Assert.True(map.Remove("c"));
        Assert.Throws<NotSupportedException>(() => map.Keys.Add("x"));
        Assert.Contains("a", map.Keys);
        Assert.Contains(2, map.Values);
        var pairs = new KeyValuePair<string, int>[3];
        map.CopyTo(pairs, 1);
        Assert.Equal([default, new("a", 1), new("b", 2)], pairs);
        IReadOnlyDictionary<string, int> read = (SkipMap<string, int>)map;
        Assert.Equal(["a", "b"], read.Keys);
        SkipMap<string, int> expression = [new("x", 1), new("x", 2), new("w", 3)];
        Assert.Equal([new("w", 3), new("x", 2)], expression.ToArray());
    }

    [Fact]
    public void Strings_are_found_by_spans()
    {
        SkipMap<string, int> map = new(StringComparer.Ordinal) { ["apple"] = 1, ["pear"] = 2 };
        var bySpan = map.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> text = "pear, plum";
        Assert.True(bySpan.TryGetValue(text[..4], out string? key, out int value));
        Assert.Equal(("pear", 2), (key, value));
        Assert.False(bySpan.ContainsKey(text[6..]));
        bySpan[text[6..]] = 3;
        bySpan[text[..4]] = 4;
        Assert.False(bySpan.TryAdd(text[..4], 5));
        Assert.True(bySpan.TryRemove("apple", out value));
        Assert.Equal(1, value);
        Assert.Equal([new("pear", 4), new("plum", 3)], map.ToArray());
        Assert.Same(map, bySpan.Map);

        SkipMap<string, int> own = new(OrdinalComparer.Instance) { ["a"] = 1 };
        Assert.Equal(1, own.GetAlternateLookup<ReadOnlySpan<char>>()["a"]);
        Assert.False(new SkipMap<string, int>().TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
        Assert.Contains(
            "IAlternateComparer",
            Assert.Throws<InvalidOperationException>(() => { new SkipMap<string, int>().GetAlternateLookup<ReadOnlySpan<char>>(); }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_add_and_update_and_a_key_is_made_only_when_it_is_missing()
    {
        SkipMap<string, int> map = new(StringComparer.Ordinal) { ["b"] = 1 };
        SkipMapAlternateLookup<string, int, ReadOnlySpan<char>> bySpan = map.GetAlternateLookup<ReadOnlySpan<char>>();
        string kept = map.First().Key;
        Assert.Equal(1, bySpan.GetOrAdd("b", 9));
        Assert.Equal(2, bySpan.GetOrAdd("c", 2));
        Assert.Equal(1, bySpan.GetOrAdd("b", static _ => throw new InvalidOperationException("It is there.")));
        Assert.Equal(1, bySpan.GetOrAdd("d", static key => key.Length));
        Assert.Equal(5, bySpan.GetOrAdd("e", static (_, state) => state, 5));
        Assert.Equal(11, bySpan.AddOrUpdate("b", 0, static (key, old) => old + 10 * key.Length));
        Assert.Equal(7, bySpan.AddOrUpdate("f", 7, static (_, _) => throw new InvalidOperationException("It is missing.")));
        Assert.Equal(14, bySpan.AddOrUpdate("b", static (_, _) => 0, static (_, old, more) => old + more, 3));
        Assert.False(bySpan.CompareInsert("b", 1, static old => old < 1));
        Assert.True(bySpan.CompareInsert("b", 20, static (old, most) => old < most, 20));
        Assert.True(bySpan.CompareInsert("g", 8, static _ => false));
        Assert.Equal([new("b", 20), new("c", 2), new("d", 1), new("e", 5), new("f", 7), new("g", 8)], map.ToArray());
        Assert.Same(kept, map.First().Key);
        Assert.Equal(["c", "d"], bySpan.Range("c", "e").Select(static pair => pair.Key));
        Assert.Equal(["d", "e"], bySpan.Range("c", "e", RangeEnds.To).Select(static pair => pair.Key));
        Assert.Equal(["g"], bySpan.RangeFrom("f", inclusive: false).Select(static pair => pair.Key));
        Assert.Equal(["b", "c"], bySpan.RangeTo("c", inclusive: true).Select(static pair => pair.Key));
        Assert.Throws<ArgumentNullException>("factory", () => { map.GetAlternateLookup<ReadOnlySpan<char>>().GetOrAdd("a", null!); });
        Assert.Throws<ArgumentNullException>("update", () => { map.GetAlternateLookup<ReadOnlySpan<char>>().AddOrUpdate("a", 1, null!); });
        Assert.Throws<ArgumentNullException>("predicate", () => { map.GetAlternateLookup<ReadOnlySpan<char>>().CompareInsert("a", 1, null!); });
        Assert.Throws<ArgumentException>("from", () => { map.GetAlternateLookup<ReadOnlySpan<char>>().Range("b", "a"); });
    }

    [Fact]
    public void Updates_by_spans_of_many_threads_are_all_counted()
    {
        SkipMap<string, int> map = new(StringComparer.Ordinal);
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            SkipMapAlternateLookup<string, int, ReadOnlySpan<char>> bySpan = map.GetAlternateLookup<ReadOnlySpan<char>>();
            for (int i = 0; i < 3000; i++)
            {
                bySpan.AddOrUpdate("count", 1, static (_, old) => old + 1);
                bySpan.CompareInsert("most", i, static (old, value) => old < value, i);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal((9000, 2999), (map["count"], map["most"]));
    }

    [Fact]
    public void Spans_have_bounds_and_entries_too()
    {
        SkipMap<string, int> map = new(StringComparer.Ordinal) { ["b"] = 1, ["d"] = 2 };
        SkipMapAlternateLookup<string, int, ReadOnlySpan<char>> bySpan = map.GetAlternateLookup<ReadOnlySpan<char>>();
        string[] places = ["a", "b", "c", "d", "e"];
        Assert.Equal(["b", "b", "d", "d", null], places.Select(key => map.GetAlternateLookup<ReadOnlySpan<char>>().LowerBound(key)?.Key));
        Assert.Equal([null, "b", "b", "d", "d"], places.Select(key => map.GetAlternateLookup<ReadOnlySpan<char>>().UpperBound(key)?.Key));
        Assert.Equal("d", bySpan.LowerBound("b", inclusive: false)?.Key);
        Assert.Null(bySpan.UpperBound("b", inclusive: false));
        Assert.True(bySpan.TryGetEntry("d", out SkipMapEntry<string, int> entry) && entry.Remove());
        Assert.False(bySpan.TryGetEntry("d", out _));

        SkipSet<string> set = new(["b", "d"], StringComparer.Ordinal);
        SkipSetAlternateLookup<string, ReadOnlySpan<char>> ofSet = set.GetAlternateLookup<ReadOnlySpan<char>>();
        Assert.Equal(("b", "d"), (ofSet.LowerBound("b")?.Value, ofSet.LowerBound("b", inclusive: false)?.Value));
        Assert.Equal(("b", null), (ofSet.UpperBound("b")?.Value, ofSet.UpperBound("b", inclusive: false)?.Value));
        Assert.True(ofSet.TryGetEntry("b", out SkipSetEntry<string> element));
        Assert.Equal("b", element.Value);
        Assert.False(ofSet.TryGetEntry("a", out _));
        Assert.Equal(["b"], ofSet.Range("a", "d"));
        Assert.Equal(["d"], ofSet.RangeFrom("c"));
        Assert.Equal(["b", "d"], ofSet.RangeTo("d", inclusive: true));
    }

    [Fact]
    public void A_factory_or_predicate_that_throws_changes_nothing()
    {
        SkipMap<int, int> map = new() { [1] = 1 };
        Assert.Throws<TimeoutException>(() => map.GetOrAdd(2, static _ => throw new TimeoutException()));
        Assert.Throws<TimeoutException>(() => map.AddOrUpdate(2, static _ => throw new TimeoutException(), static (_, old) => old));
        Assert.Throws<TimeoutException>(() => map.AddOrUpdate(1, 5, static (_, _) => throw new TimeoutException()));
        Assert.Throws<TimeoutException>(() => map.CompareInsert(1, 5, static _ => throw new TimeoutException()));
        Assert.Equal([new(1, 1)], map.ToArray());
        Assert.Equal((1, false), (map.Count, map.IsEmpty));
        SkipListChecks.AssertInvariants(map.List);
    }

    [Fact]
    public void A_comparer_that_throws_changes_nothing()
    {
        var comparer = new FailingComparer();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 200; key += 2)
            map[key] = key;
        for (int calls = 0; calls < 12; calls++)
        {
            comparer.CallsLeft = calls;
            Probe(() => map.TryAdd(101, 1));
            comparer.CallsLeft = int.MaxValue;
            map.TryRemove(101, out _);
            comparer.CallsLeft = calls;
            Probe(() => map.ContainsKey(100));
            Probe(() => map.Remove(1000));
            Probe(() => map.UpperBound(51));
            comparer.CallsLeft = int.MaxValue;
            Assert.Equal(100, map.Count);
            Assert.Equal(Enumerable.Range(0, 100).Select(static i => i * 2), map.Keys);
        }
        SkipListChecks.AssertInvariants(map.List);

        static void Probe(Action action)
        {
            try
            {
                action();
            }
            catch (TimeoutException)
            {
            }
        }
    }

    [Fact]
    public void A_removal_whose_comparer_fails_while_it_tidies_up_has_happened()
    {
        var comparer = new FailingComparer();
        SkipMap<int, int> map = new(comparer);
        for (int key = 0; key < 100; key++)
            map[key] = key;
        int removed = 0, threw = 0;
        for (int key = 0; key < 100; key++)
        {
            comparer.CallsLeft = 6;
            try
            {
                if (map.TryRemove(key, out int value))
                {
                    Assert.Equal(key, value);
                    removed++;
                }
            }
            catch (TimeoutException)
            {
                threw++;
            }
        }
        comparer.CallsLeft = int.MaxValue;
        Assert.Equal(100, removed + threw);
        Assert.Equal(threw, map.Count);
        Assert.Equal(threw, map.ToArray().Length);
    }

    [Fact]
    public void A_comparer_that_lies_neither_hangs_nor_breaks_the_map() => PoolTest.Guard(() =>
    {
        var random = new Random(1);
        SkipMap<int, int> map = new(Comparer<int>.Create((_, _) => random.Next(3) - 1));
        for (int i = 0; i < 3000; i++)
        {
            map[random.Next(100)] = i;
            map.TryRemove(random.Next(100), out _);
            map.TryGetValue(random.Next(100), out _);
            map.UpperBound(random.Next(100));
            if (i % 100 == 0)
            {
                Assert.True(map.ToArray().Length <= 3000);
                Assert.True(map.Descending().Take(1000).Count() <= 1000);
            }
            if (i % 7 == 0)
                map.PopFirst(out _, out _);
        }
        map.Clear();
    });

    [Fact]
    public void An_enumeration_survives_the_removal_of_what_it_stands_at()
    {
        SkipMap<int, int> map = [];
        for (int key = 0; key < 1000; key++)
            map[key] = key;
        int expected = 0;
        foreach (var (key, _) in map)
        {
            Assert.Equal(expected++, key);
            map.TryRemove(key, out _);
        }
        Assert.Equal(1000, expected);
        Assert.True(map.IsEmpty);
    }

    [Fact]
    public void An_enumerator_tells_when_it_stands_nowhere_and_starts_again()
    {
        SkipMap<int, int> map = new() { [1] = 1 };
        SkipMapEnumerator<int, int> enumerator = map.GetEnumerator();
        Assert.Throws<InvalidOperationException>(() => enumerator.Current);
        Assert.True(enumerator.MoveNext());
        Assert.Equal(1, enumerator.Current.Key);
        Assert.False(enumerator.MoveNext());
        map[2] = 2;
        Assert.False(enumerator.MoveNext());
        enumerator.Reset();
        Assert.True(enumerator.MoveNext());
        Assert.True(enumerator.MoveNext());
        Assert.False(enumerator.MoveNext());
    }

    [Fact]
    public void What_is_removed_or_replaced_is_not_kept_alive()
    {
        SkipMap<int, object> map = [];
        SkipMap<int, (object Value, int Number)> boxed = [];
        List<WeakReference> gone = [];
        for (int i = 0; i < 20; i++)
            gone.AddRange(AddAndDrop(map, boxed, i));
        PoolTest.UntilCollected(() => gone.TrueForAll(static reference => !reference.IsAlive), "what the maps had is collected");
        GC.KeepAlive(map);
        GC.KeepAlive(boxed);
    }

    [Fact]
    public void Disposables_are_not_disposed()
    {
        using var value = new MemoryStream();
        SkipMap<int, MemoryStream> map = new() { [1] = value };
        map.TryRemove(1, out _);
        map[2] = value;
        map.Clear();
        Assert.True(value.CanRead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] AddAndDrop(SkipMap<int, object> map, SkipMap<int, (object Value, int Number)> boxed, int i)
    {
        object[] values = [new(), new(), new(), new()];
        map[i] = values[0];
        map[i] = values[1];
        map.TryRemove(i, out _);
        boxed[i] = (values[2], 1);
        boxed[i] = (new object(), 1);
        boxed[-i - 1] = (values[3], 1);
        boxed.TryRemove(-i - 1, out _);
        return [.. values.Select(static value => new WeakReference(value))];
    }

    private sealed class FailingComparer : IComparer<int>
    {
        public int CallsLeft { get; set; } = int.MaxValue;

        public int Compare(int x, int y) => CallsLeft-- > 0 ? x.CompareTo(y) : throw new TimeoutException();
    }
}
