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
}
