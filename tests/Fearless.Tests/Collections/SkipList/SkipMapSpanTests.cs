using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

public class SkipMapSpanTests
{
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
}
