using System.Collections.Frozen;
using System.Collections.Immutable;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Extrema by key, means, collects, flattening and further sources, against LINQ, over random data and random trees of splits.</summary>
public class GroupTests
{
    private static readonly Gen<(int[] Items, RandomTree Tree)> Cases = Gen.Select(Gen.Int[-20, 20].Array[0, 300], RandomTree.Gen);

    [Fact]
    public void MinBy_and_MaxBy_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            (int Value, int Index)?[] items = [.. c.Items.Select(static (x, i) => ((int, int)?)(x, i))];
            Assert.Equal(items.MinBy(static x => x!.Value.Value), items.Par().WithPolicy(c.Tree).MinBy(static x => x!.Value.Value));
            Assert.Equal(items.MaxBy(static x => x!.Value.Value % 5), items.Par().WithPolicy(c.Tree).MaxBy(static x => x!.Value.Value % 5));
            string[] names = [.. items.Select(static x => $"{x!.Value.Value} at {x.Value.Index}")];
            Assert.Equal(names.MinBy(Key), names.Par().WithPolicy(c.Tree).MinBy(Key));
            Assert.Equal(names.MaxBy(Key), names.Par().WithPolicy(c.Tree).MaxBy(Key));
            Assert.Equal(names.MaxBy(Key, Comparer<int?>.Create(static (a, b) => (b ?? 0) - (a ?? 0))), names.Par().WithPolicy(c.Tree).MaxBy(Key, Comparer<int?>.Create(static (a, b) => (b ?? 0) - (a ?? 0))));

            // A third of the keys is null.
            static int? Key(string name) => name.Length % 3 == 0 ? null : name[0];
        });

    [Fact]
    public void Nothing_has_no_extremum_if_the_type_cannot_be_null()
    {
        int[] none = [];
        Assert.Throws<InvalidOperationException>(() => none.Par().MinBy(static x => x));
        Assert.Null(Array.Empty<string>().Par().MaxBy(static x => x.Length));
    }

    [Fact]
    public void Average_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            if (c.Items.Length == 0)
            {
                Assert.Throws<InvalidOperationException>(() => c.Items.Par().Average());
                return;
            }
            Assert.Equal(c.Items.Average(), c.Items.Par().WithPolicy(c.Tree).Average());
            Assert.Equal(c.Items.Select(static x => (long)x).Average(), c.Items.Par().WithPolicy(c.Tree).Select(static x => (long)x).Average());
            Assert.Equal(c.Items.Select(static x => x / 8f).Average(), c.Items.Par().WithPolicy(c.Tree).Select(static x => x / 8f).Average());
            Assert.Equal(c.Items.Select(static x => x / 8.0).Average(), c.Items.Par().WithPolicy(c.Tree).Select(static x => x / 8.0).Average());
            Assert.Equal(c.Items.Select(static x => (decimal)x).Average(), c.Items.Par().WithPolicy(c.Tree).Select(static x => (decimal)x).Average());
        });

    [Fact]
    public void The_mean_of_the_largest_numbers_does_not_overflow() =>
        Assert.Equal(long.MaxValue, new[] { long.MaxValue, long.MaxValue }.Par().Average());

    [Fact]
    public void Partition_keeps_the_order_of_both_parts() =>
        Cases.Sample(static c =>
        {
            (int[] even, int[] odd) = c.Items.Par().WithPolicy(c.Tree).Partition(IsEven);
            Assert.Equal(c.Items.Where(IsEven), even);
            Assert.Equal(c.Items.Where(static x => !IsEven(x)), odd);
            (string[] longer, string[] shorter) = c.Items.Par().WithPolicy(c.Tree).Select(Name).Partition(static x => x.Length > 2);
            Assert.Equal(c.Items.Select(Name).Where(static x => x.Length > 2), longer);
            Assert.Equal(c.Items.Select(Name).Where(static x => x.Length <= 2), shorter);
        });

    [Fact]
    public void Sets_and_groups_give_what_LINQ_gives_in_the_order_of_the_source() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.ToHashSet(), c.Items.Par().WithPolicy(c.Tree).ToHashSet());
            Assert.Equal(c.Items.CountBy(static x => x % 3), c.Items.Par().WithPolicy(c.Tree).CountBy(static x => x % 3));
            Assert.Equal(
                c.Items.Select(Name).GroupBy(static x => x.Length).Select(static g => (g.Key, string.Join(',', g))),
                c.Items.Par().WithPolicy(c.Tree).Select(Name).GroupBy(static x => x.Length).Select(static g => (g.Key, string.Join(',', g.Value))));
            Assert.Equal(
                c.Items.AggregateBy(static x => x % 4, static _ => "", static (text, x) => text + x),
                c.Items.Par().WithPolicy(c.Tree).AggregateBy(static x => x % 4, static () => "", static (text, x) => text + x, string.Concat));
            string[] distinct = [.. c.Items.Select(Name).Distinct()];
            Dictionary<string, int> lengths = distinct.Par().WithPolicy(c.Tree).ToDictionary(static x => x, static x => x.Length, StringComparer.OrdinalIgnoreCase);
            Assert.Equal(distinct.ToDictionary(static x => x, static x => x.Length), lengths);
            Assert.All(distinct, name => Assert.Equal(name.Length, lengths[name.ToUpperInvariant()]));
        });

    [Fact]
    public void Two_items_of_one_key_are_refused_by_a_dictionary() =>
        Assert.Throws<ArgumentException>(static () => new[] { 1, 2 }.Par().ToDictionary(static _ => 0, static x => x));

    [Fact]
    public void SelectMany_gives_what_LINQ_gives_whatever_the_sequences_are() =>
        Cases.Sample(static c =>
        {
            Check(static x => new int[Math.Abs(x)]);
            Check(static x => [.. Enumerable.Range(x, Math.Abs(x))]);
            Check(static x => Enumerable.Range(x, Math.Abs(x) * 7));
            Check(static x => Enumerable.Range(x, Math.Abs(x)).Where(IsEven));
            Assert.Equal(
                c.Items.SelectMany(static x => Name(x).Split('1'), static (x, part) => $"{x}:{part}"),
                c.Items.Par().WithPolicy(c.Tree).SelectMany(static x => Name(x).Split('1'), static (x, part) => $"{x}:{part}").ToArray());

            void Check(Func<int, IEnumerable<int>> selector)
            {
                Assert.Equal(c.Items.SelectMany(selector), c.Items.Par().WithPolicy(c.Tree).SelectMany(selector).ToArray());
                Assert.Equal(c.Items.SelectMany(selector).Select(Name).LastOrDefault(), c.Items.Par().WithPolicy(c.Tree).SelectMany(selector).Select(Name).LastOrDefault());
            }
        });

    [Fact]
    public void Query_syntax_reads_as_in_LINQ()
    {
        int[] xs = [1, 2, 3, 4];
        int[] ys = [1, 2, 3];
        Assert.Equal(
            from x in xs from y in ys where y < x select x * y,
            (from x in xs.Par() from y in ys where y < x select x * y).ToArray());
    }

    [Fact]
    public void A_search_stops_in_the_middle_of_an_endless_sequence() =>
        Assert.Equal(1000, new[] { 1 }.Par().SelectMany(static _ => Endless()).First(static x => x == 1000));

    [Fact]
    public void Choose_keeps_what_the_function_makes() =>
        Cases.Sample(static c =>
        {
            string[] texts = [.. c.Items.Select(static x => IsEven(x) ? x.ToString() : "odd")];
            Assert.Equal(c.Items.Where(IsEven), texts.Par().WithPolicy(c.Tree).Choose<int>(int.TryParse).ToArray());
        });

    [Fact]
    public void Inspect_sees_every_item_once_and_changes_none() =>
        Cases.Sample(static c =>
        {
            int sum = 0;
            Assert.Equal(c.Items, c.Items.Par().WithPolicy(c.Tree).Inspect(x => Interlocked.Add(ref sum, x)).ToArray());
            Assert.Equal(c.Items.Sum(), sum);
        });

    [Fact]
    public void Every_collection_is_a_source() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items, c.Items.ToImmutableArray().Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, new ArraySegment<int>(c.Items).Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, new Queue<int>(c.Items).Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, new LinkedList<int>(c.Items).Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items.Distinct().Order(), new SortedSet<int>(c.Items).Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items.Distinct().Sum(), c.Items.ToHashSet().Par().WithPolicy(c.Tree).Sum());
            Assert.Equal(c.Items.Distinct().Sum(), c.Items.ToFrozenSet().Par().WithPolicy(c.Tree).Sum());
            Assert.Equal(c.Items.Length, c.Items.Index().ToDictionary().Par().Count(static pair => pair.Value <= 20));
            string text = string.Concat(c.Items.Select(Name));
            Assert.Equal(text.Count(char.IsDigit), text.Par().WithPolicy(c.Tree).Count(char.IsDigit));
        });

    [Fact]
    public void Bad_sources_and_null_functions_are_named()
    {
        int[] items = [1];
        Assert.Equal("source", Assert.Throws<ArgumentException>(static () => default(ImmutableArray<int>).Par()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((string)null!).Par()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((HashSet<int>)null!).Par()).ParamName);
        Assert.Equal("keySelector", Assert.Throws<ArgumentNullException>(() => items.Par().MinBy((Func<int, int>)null!)).ParamName);
        Assert.Equal("keySelector", Assert.Throws<ArgumentNullException>(() => items.Par().CountBy((Func<int, int>)null!)).ParamName);
        Assert.Equal("predicate", Assert.Throws<ArgumentNullException>(() => items.Par().Partition(null!)).ParamName);
        Assert.Equal("chooser", Assert.Throws<ArgumentNullException>(() => items.Par().Choose<int>(null!)).ParamName);
        Assert.Equal("action", Assert.Throws<ArgumentNullException>(() => items.Par().Inspect(null!)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => items.Par().SelectMany((Func<int, IEnumerable<int>>)null!)).ParamName);
    }

    private static bool IsEven(int x) => x % 2 == 0;

    private static string Name(int x) => $"n{x}";

    private static IEnumerable<int> Endless()
    {
        for (int x = 0; ; x++)
            yield return x;
    }
}
