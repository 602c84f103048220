namespace Fearless.Tests.Parallel.Sorting;

public class ArgumentTests
{
    [Fact]
    public void Null_is_refused()
    {
        int[] array = null!;
        List<int> list = null!;
        Assert.Throws<ArgumentNullException>("array", () => Par.Sort(array));
        Assert.Throws<ArgumentNullException>("list", () => Par.Sort(list));
        Assert.Throws<ArgumentNullException>("array", () => Par.SortStable(array, Comparer<int>.Default));
        Assert.Throws<ArgumentNullException>("list", () => Par.SortStable(list, static (a, b) => a - b));
        Assert.Throws<ArgumentNullException>("comparison", () => Par.Sort(new int[1], (Comparison<int>)null!));
        Assert.Throws<ArgumentNullException>("comparison", () => Par.SortStable(new List<int>(), (Comparison<int>)null!));
        Assert.Throws<ArgumentNullException>("keySelector", () => Par.SortBy(new int[1], (Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>("keySelector", () => Par.SortStableBy(new int[1], (Func<int, string>)null!));
        Assert.Throws<ArgumentNullException>("keySelector", () => Par.SortStableBy(new int[1], (Func<int, int>)null!));
    }

    [Fact]
    public void A_null_comparer_is_the_default_one()
    {
        int[] numbers = [2, 3, 1];
        Par.Sort(numbers, (IComparer<int>?)null);
        Assert.Equal([1, 2, 3], numbers);
        string?[] names = ["b", null, "a"];
        Par.SortStable(names, (IComparer<string?>?)null);
        Assert.Equal([null, "a", "b"], names);
    }

    [Fact]
    public void A_span_of_references_on_the_stack_is_refused()
    {
        string local = "b";
        Refuse(new Span<string>(ref local));

        static void Refuse(Span<string> span)
        {
            try
            {
                Par.Sort(span);
                Assert.Fail("A span of references on the stack was sorted.");
            }
            catch (ArgumentException refusal)
            {
                Assert.Contains("array", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_span_on_the_stack_is_sorted_by_other_threads()
    {
        Span<long> items = stackalloc long[20_000];
        for (int i = 0; i < items.Length; i++)
            items[i] = (i * 7919L) % 20_011;
        Par.Sort(items);
        Assert.Equal(items.ToArray().Order(), items.ToArray());
        items.Reverse();
        items[..100].Reverse();
        Par.SortStable(items, static (a, b) => a.CompareTo(b));
        Assert.Equal(items.ToArray().Order(), items.ToArray());
    }

    [Fact]
    public void An_array_of_a_derived_type_is_sorted()
    {
        object[] items = (string[])["c", "a", "b"];
        Par.Sort(items, static (a, b) => string.CompareOrdinal((string)a, (string)b));
        Assert.Equal(["a", "b", "c"], items);
        Par.SortStableBy(items, static item => -((string)item)[0]);
        Assert.Equal(["c", "b", "a"], items);
    }

    [Fact]
    public void A_list_is_sorted_and_one_that_is_changed_meanwhile_is_noticed()
    {
        List<int> list = [3, 1, 2];
        Par.Sort(list);
        Assert.Equal([1, 2, 3], list);
        Par.SortStableBy(list, static item => -item);
        Assert.Equal([3, 2, 1], list);
        Assert.Throws<InvalidOperationException>(() => Par.Sort(list, (a, b) =>
        {
            list.Add(4);
            return a.CompareTo(b);
        }));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_as_its_comparer_does() =>
        Assert.Throws<ArgumentException>(() => Par.Sort(new[] { new object(), new object() }));
}
