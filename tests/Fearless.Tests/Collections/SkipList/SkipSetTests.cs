using Fearless.Collections;

namespace Fearless.Tests.Collections.SkipList;

public class SkipSetTests
{
    [Fact]
    public void Elements_are_unique_and_in_order()
    {
        SkipSet<int> set = [5, 3, 9, 3];
        Assert.Equal([3, 5, 9], set);
        Assert.False(set.Add(5));
        Assert.True(set.Add(4));
        Assert.Contains(4, (IReadOnlySet<int>)set);
        Assert.True(set.Remove(3));
        Assert.False(set.Remove(3));
        Assert.Equal([4, 5, 9], set.ToArray());
        Assert.Equal(3, set.Count);
        SkipListChecks.AssertInvariants(set.List);
    }

    [Fact]
    public void It_has_the_ends_bounds_and_ranges_of_the_map()
    {
        SkipSet<int> set = [10, 20, 30];
        Assert.Equal((10, 30), (set.First().Value, set.Last().Value));
        Assert.Equal(20, set.LowerBound(15)?.Value);
        Assert.Equal(30, set.LowerBound(20, inclusive: false)?.Value);
        Assert.Equal(20, set.UpperBound(25)?.Value);
        Assert.Equal(10, set.UpperBound(20, inclusive: false)?.Value);
        Assert.Null(set.UpperBound(5));
        Assert.Equal([10, 20], set.Range(10, 30));
        Assert.Equal([20, 30], set.RangeFrom(20));
        Assert.Equal([10], set.RangeTo(20));
        Assert.Equal([30, 20, 10], set.Descending());
        Assert.Equal(20, set.First().Next?.Value);
        Assert.Equal(20, set.Last().Previous?.Value);
        Assert.True(set.PopFirst(out int first));
        Assert.True(set.PopLast(out int last));
        Assert.Equal((10, 30), (first, last));
        Assert.True(set.TryGetEntry(20, out SkipSetEntry<int> entry));
        Assert.True(entry.Remove());
        Assert.False(entry.Remove());
        Assert.True(entry.IsRemoved);
        Assert.Equal(20, entry.Value);
        Assert.True(set.IsEmpty);
        Assert.False(set.PopFirst(out _));
        Assert.Throws<InvalidOperationException>(() => set.First());
    }

    [Fact]
    public void The_element_of_the_set_is_returned_for_an_equal_one()
    {
        SkipSet<string> set = new(["Ada"], StringComparer.OrdinalIgnoreCase);
        Assert.True(set.TryGetValue("ADA", out string? actual));
        Assert.Equal("Ada", actual);
    }

    [Fact]
    public void Strings_are_found_by_spans()
    {
        SkipSet<string> set = new(["one", "two"], StringComparer.Ordinal);
        var bySpan = set.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> text = "two three";
        Assert.True(bySpan.Contains(text[..3]));
        Assert.False(bySpan.Add(text[..3]));
        Assert.True(bySpan.Add(text[4..]));
        Assert.True(bySpan.Remove("one"));
        Assert.True(bySpan.TryGetValue("three", out string? actual));
        Assert.Equal("three", actual);
        Assert.Equal(["three", "two"], set);
        Assert.False(new SkipSet<string>().TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
    }

    [Fact]
    public void Operations_between_sets_are_those_of_a_sorted_set()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            int[] left = Some(), right = Some();
            SkipSet<int> set = [.. left];
            SortedSet<int> model = [.. left];
            Assert.Equal(model.IsSubsetOf(right), set.IsSubsetOf(right));
            Assert.Equal(model.IsProperSubsetOf(right), set.IsProperSubsetOf(right));
            Assert.Equal(model.IsSupersetOf(right), set.IsSupersetOf(right));
            Assert.Equal(model.IsProperSupersetOf(right), set.IsProperSupersetOf(right));
            Assert.Equal(model.Overlaps(right), set.Overlaps(right));
            Assert.Equal(model.SetEquals(right), set.SetEquals(right));
            switch (round % 4)
            {
                case 0:
                    set.UnionWith(right);
                    model.UnionWith(right);
                    break;
                case 1:
                    set.ExceptWith(right);
                    model.ExceptWith(right);
                    break;
                case 2:
                    set.IntersectWith(right);
                    model.IntersectWith(right);
                    break;
                default:
                    set.SymmetricExceptWith(right);
                    model.SymmetricExceptWith(right);
                    break;
            }
            Assert.Equal(model, set);
            SkipListChecks.AssertInvariants(set.List);
        }

        int[] Some() => [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(5))];
    }

    [Fact]
    public void A_set_may_be_combined_with_itself()
    {
        SkipSet<int> set = [1, 2, 3];
        set.UnionWith(set);
        set.IntersectWith(set);
        Assert.Equal([1, 2, 3], set);
        Assert.True(set.SetEquals(set));
        set.ExceptWith(set);
        Assert.Empty(set);
        set.Add(1);
        set.SymmetricExceptWith(set);
        Assert.Empty(set);
    }

    [Fact]
    public void It_is_a_set_of_dotnet()
    {
        ISet<string> set = new SkipSet<string>();
        Assert.True(set.Add("b"));
        set.Add("a");
        Assert.False(set.IsReadOnly);
        var array = new string[3];
        set.CopyTo(array, 1);
        Assert.Equal([null, "a", "b"], array);
        IReadOnlySet<string> read = (SkipSet<string>)set;
        Assert.True(read.Contains("a"));
        set.Clear();
        Assert.Empty(read);
    }

    [Fact]
    public void An_equal_element_that_is_there_is_returned_in_place_of_a_new_one()
    {
        SkipSet<string> set = new(StringComparer.Ordinal);
        string first = new('a', 2);
        Assert.Same(first, set.GetOrAdd(first));
        Assert.Same(first, set.GetOrAdd(new string('a', 2)));
        SkipSetAlternateLookup<string, ReadOnlySpan<char>> bySpan = set.GetAlternateLookup<ReadOnlySpan<char>>();
        Assert.Same(first, bySpan.GetOrAdd("aa"));
        string second = bySpan.GetOrAdd("bb");
        Assert.Same(second, set.GetOrAdd("bb"));
        Assert.Equal(["aa", "bb"], set);
    }

    [Fact]
    public void Null_arguments_are_named()
    {
        SkipSet<string> set = [];
        Assert.Throws<ArgumentNullException>("item", () => set.GetOrAdd(null!));
        Assert.Throws<ArgumentNullException>("item", () => set.Add(null!));
        Assert.Throws<ArgumentNullException>("item", () => set.Contains(null!));
        Assert.Throws<ArgumentNullException>("item", () => set.Remove(null!));
        Assert.Throws<ArgumentNullException>("other", () => set.UnionWith(null!));
        Assert.Throws<ArgumentNullException>("other", () => set.SetEquals(null!));
        Assert.Throws<ArgumentNullException>("other", () => set.IntersectWith(["a", null!]));
        Assert.Throws<ArgumentNullException>("bound", () => set.UpperBound(null!));
        Assert.Throws<ArgumentException>("from", () => set.Range("b", "a"));
        Assert.Throws<InvalidOperationException>(() => default(SkipSetEntry<int>).Value);
        Assert.Throws<InvalidOperationException>(() => default(SkipSetRange<int>).GetEnumerator());
    }
}
