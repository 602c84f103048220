using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

/// <summary>What is built on the list: lookups by what stands for a key, and sets.</summary>
public class SkipMapLookupTests
{
    [Fact]
    public void Two_that_update_one_value_both_count() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<string, int>(StringComparer.Ordinal) { ["a"] = 0 };
        InParallel(Count, Count);
        Assert.Equal(2, map["a"]);

        void Count() => map.GetAlternateLookup<ReadOnlySpan<char>>().AddOrUpdate("a", 1, static (_, old) => old + 1);
    });

    [Fact]
    public void Of_two_that_replace_one_value_one_does() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<string, int>(StringComparer.Ordinal) { ["a"] = 0 };
        bool own = false;
        bool other = false;
        InParallel(() => own = Replace(1), () => other = Replace(2));
        Assert.True(own ^ other);
        Assert.Equal(own ? 1 : 2, map["a"]);

        bool Replace(int value) => map.GetAlternateLookup<ReadOnlySpan<char>>().CompareInsert("a", value, static old => old == 0);
    });

    [Fact]
    public void Of_two_that_set_one_value_the_last_counts() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<string, int>(StringComparer.Ordinal) { ["a"] = 0 };
        InParallel(() => Set(1), () => Set(2));
        Assert.InRange(map["a"], 1, 2);

        void Set(int value)
        {
            SkipMapAlternateLookup<string, int, ReadOnlySpan<char>> lookup = map.GetAlternateLookup<ReadOnlySpan<char>>();
            lookup["a"] = value;
        }
    });

    [Fact]
    public void Of_two_that_add_one_key_one_is_told_that_it_is_there() => ModelBudget.CheckAll(static () =>
    {
        var map = new SkipMap<int, int>();
        int refused = 0;
        InParallel(Add, Add);
        Assert.Equal(1, refused);
        Assert.Equal(7, map.GetOrAdd(1, 8));

        void Add()
        {
            try
            {
                map.Add(1, 7);
            }
            catch (ArgumentException)
            {
                refused++;
            }
        }
    });

    [Fact]
    public void A_set_is_compared_with_others() => ModelBudget.CheckAll(static () =>
    {
        var set = new SkipSet<int> { 1, 3 };
        Assert.True(set.IsSupersetOf([1]) && !set.IsSupersetOf([2]));
        Assert.True(set.Overlaps([2, 3]) && !set.Overlaps([2]));
        set.SymmetricExceptWith([3, 6]);
        Assert.Equal([1, 6], set);
    });

    private static void InParallel(Action own, Action other)
    {
        ModelThread thread = Model.Thread(other, "other");
        own();
        thread.Join();
    }
}
