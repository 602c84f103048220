using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Items of reference types, whose types a running pipeline has erased: every operator against LINQ, and the real types of everything that comes out.</summary>
public class ReferenceTests
{
    private static readonly Gen<(string?[] Items, RandomTree Tree)> Cases = Gen.Select(
        Gen.Int[-20, 50].Select(static x => x < -10 ? null : $"<{x}>").Array[0, 300], RandomTree.Gen);

    [Fact]
    public void Every_kind_of_memory_is_read() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items, c.Items.Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, c.Items.ToList().Par().WithPolicy(c.Tree).ToList());
            Assert.Equal(c.Items, c.Items.AsMemory().Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, ((ReadOnlyMemory<string?>)c.Items).Par().WithPolicy(c.Tree).ToList());
            Assert.Equal(c.Items, c.Items.AsSpan().Par().WithPolicy(c.Tree).ToArray());
            Assert.Equal(c.Items, ((ReadOnlySpan<string?>)c.Items).Par().WithPolicy(c.Tree).ToArray());
        });

    [Fact]
    public void References_and_values_follow_each_other_in_any_order() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Select(Length), c.Items.Par().WithPolicy(c.Tree).Select(Length).ToArray());
            Assert.Equal(c.Items.Select(Wrap), c.Items.Par().WithPolicy(c.Tree).Select(Wrap).ToList());
            Assert.Equal(c.Items.Where(IsNamed), c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).ToArray());
            Assert.Equal(
                c.Items.Where(IsNamed).Select(Length).Where(static x => x > 3).Select(Name).Select(Wrap).Where(static b => b.Item is not "<4>").Select(static b => b.Item),
                c.Items.Par().WithPolicy(c.Tree)
                    .Where(IsNamed).Select(Length).Where(static x => x > 3).Select(Name).Select(Wrap).Where(static b => b.Item is not "<4>").Select(static b => b.Item).ToArray());
            Assert.Equal(
                c.Items.Where(IsNamed).Select(Wrap).Sum(static b => b.Item!.Length),
                c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).Select(Wrap).Sum(static b => b.Item!.Length));
        });

    [Fact]
    public void Results_are_those_of_LINQ() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Count(IsNamed), c.Items.Par().WithPolicy(c.Tree).Count(IsNamed));
            Assert.Equal(c.Items.Any(static x => x is "<7>"), c.Items.Par().WithPolicy(c.Tree).Any(static x => x is "<7>"));
            Assert.Equal(c.Items.All(static x => x is not "<7>"), c.Items.Par().WithPolicy(c.Tree).All(static x => x is not "<7>"));
            Assert.Equal(c.Items.Where(IsNamed).Any(), c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).Any());
            Assert.Equal(c.Items.Where(IsNamed).Max(), c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).Max());
            Assert.Equal(c.Items.Aggregate("seed", string.Concat), c.Items.Par().WithPolicy(c.Tree).Aggregate("seed", string.Concat));
            if (c.Items.Length > 0)
                Assert.Equal(c.Items.Aggregate(static (a, b) => a + b), c.Items.Par().WithPolicy(c.Tree).Aggregate(static (a, b) => a + b));
            Assert.Equal(
                c.Items.Where(IsNamed).Aggregate("", string.Concat),
                c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).Aggregate("", static (text, x) => text + x, string.Concat));
            Assert.Equal(c.Items.Sum(Length), c.Items.Par().WithPolicy(c.Tree).Aggregate(0, static (sum, x) => sum + Length(x), static (a, b) => a + b));
        });

    [Fact]
    public void Functions_and_stages_of_ones_own_are_erased_too() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Select(Length), c.Items.Par().WithPolicy(c.Tree).Select<LengthFunc, int>(default).ToArray());
            Assert.Equal(c.Items.Where(IsNamed).Select(Length), c.Items.Par().WithPolicy(c.Tree).Where(default(IsNamedFunc)).Select<LengthFunc, int>(default).ToArray());
            Assert.Equal(
                c.Items.Where(IsNamed).Select(static x => x!.Length).Select(Name),
                c.Items.Par().WithPolicy(c.Tree).Then<LengthIfNamed, int, Unindexed>(default).Select<NameFunc, string>(default).ToArray());
            Assert.Equal(c.Items.Where(IsNamed), c.Items.Par().WithPolicy(c.Tree).Then<IfNamed, string, Unindexed>(default).ToList());
        });

    [Fact]
    public void An_array_of_a_derived_type_is_read_as_one_of_its_base()
    {
        object[] covariant = (string[])["a", "b", "c"];

        object[] copied = covariant.Par().ToArray();
        Assert.Equal(covariant, copied);
        Assert.Equal(typeof(object[]), copied.GetType());
        Assert.Equal(["a!", "b!", "c!"], covariant.Par().Select(static x => x + "!").ToArray());
        Assert.Equal(["b"], covariant.Par().Where(static x => x is "b").ToList());
    }

    [Fact]
    public void Arrays_and_lists_have_the_element_type_that_the_compiler_says()
    {
        string[] names = ["a", "b"];

        Assert.Equal(typeof(string[]), names.Par().ToArray().GetType());
        Assert.Equal(typeof(string[]), names.Par().Where(static x => x is "b").ToArray().GetType());
        Assert.Equal(typeof(Box[]), names.Par().Select(Wrap).ToArray().GetType());
        Assert.Equal(typeof(List<Box>), names.Par().Select(Wrap).ToList().GetType());
        Assert.Equal(typeof(IComparable[]), names.Par().Select(static IComparable (x) => x).ToArray().GetType());
        Assert.Equal(typeof(int[][]), names.Par().Select(static x => new int[x.Length]).ToArray().GetType());
        Assert.Equal(typeof(object[]), Par.Range(0, 3).Select(static object (x) => x).ToArray().GetType());
        Assert.Equal([0, 1, 2], Par.Range(0, 3).Select(static object (x) => x).ToArray());
    }

    [Fact]
    public void Delegates_of_every_make_are_called()
    {
        string[] names = ["a", "bb", "ccc"];
        Func<object, string> contravariant = static x => $"{x}!";
        Func<string, string> covariant = static x => x + "?";
        Func<object, object> asBase = static x => x;
        var prefix = new Box("x");
        var openInstance = typeof(string).GetProperty(nameof(string.Length))!.GetMethod!.CreateDelegate<Func<string, int>>();
        var openVirtual = typeof(object).GetMethod(nameof(ToString))!.CreateDelegate<Func<object, string>>();
        Func<string, bool> closedOverFirst = "bb".Equals;

        Assert.Equal(["a!", "bb!", "ccc!"], names.Par().Select(contravariant).ToArray());
        Assert.Equal<object>(["a?", "bb?", "ccc?"], names.Par().Select<ArraySource<string>, string, Indexed, object>(covariant).ToArray());
        Assert.Equal(names, names.Par().Select(asBase).ToArray());
        Assert.Equal(["xa", "xbb", "xccc"], names.Par().Select(prefix.Before).ToArray());
        Assert.Equal([1, 2, 3], names.Par().Select(openInstance).ToArray());
        Assert.Equal(names, names.Par().Select(openVirtual).ToArray());
        Assert.Equal(["bb"], names.Par().Where(closedOverFirst).ToArray());
    }

    [Fact]
    public void A_combined_delegate_calls_all_its_parts()
    {
        int first = 0, second = 0;
        Action<object> both = _ => Interlocked.Increment(ref first);
        both += _ => Interlocked.Increment(ref second);
        new string[100].Par().ForEach(both);
        Assert.Equal((100, 100), (first, second));
    }

    [Fact]
    public void Structs_that_hold_references_are_items_like_any_value() =>
        Cases.Sample(static c => Assert.Equal(
            c.Items.Where(IsNamed).Select(static (string? x) => (x, Length(x))),
            c.Items.Par().WithPolicy(c.Tree).Where(IsNamed).Select(static x => (x, Length(x))).ToArray()));

    [Fact]
    public void Spans_become_references_and_back()
    {
        int[] expected = [.. Enumerable.Range(0, 10).Chunk(3).Select(static chunk => chunk.Sum())];
        Assert.Equal(expected, Enumerable.Range(0, 10).ToArray().Par().Chunks(3).Select(static chunk => chunk.ToArray()).Select(static chunk => chunk.Sum()).ToArray());
        string[] names = ["a", "b", "c", "d"];
        Assert.Equal(["ab", "cd"], names.Par().Chunks(2).Select(static chunk => string.Concat((ReadOnlySpan<string>)chunk)).ToArray());
    }

    [Fact]
    public void What_a_delegate_throws_comes_out()
    {
        string?[] items = [.. Enumerable.Repeat("a", 1000), null, .. Enumerable.Repeat("b", 1000)];
        Assert.Throws<NullReferenceException>(() => items.Par().Select(static x => x!.Length).Sum());
        Assert.Throws<NullReferenceException>(() => items.Par().Where(static x => x!.Length > 0).ToArray());
        Assert.Throws<NullReferenceException>(() => items.Par().ForEach(static x => _ = x!.Length));
        Assert.Throws<InvalidOperationException>(() => Array.Empty<string>().Par().Aggregate(string.Concat));
    }

    [Fact]
    public void Items_outlive_collections_that_happen_while_they_are_on_their_way()
    {
        string[] names = [.. Enumerable.Range(0, 20_000).Select(Name)];
        Box[] boxes = names.Par().Select(static x => Collecting(x.ToUpperInvariant())).Where(static x => x.Length > 2).Select(Wrap).ToArray();
        Assert.Equal(names, boxes.Select(static b => b.Item));
    }

    [Fact]
    public void Many_gathered_items_keep_their_order()
    {
        using var pool = new WorkerPool(3);
        string[] names = [.. Enumerable.Range(0, 300_000).Select(Name)];
        Assert.Equal(names.Where(static x => x[1] != '7'), names.Par().On(pool).Where(static x => x[1] != '7').ToArray());
        Assert.Equal(names.Where(static x => x[1] != '7'), names.Par().On(pool).Where(static x => x[1] != '7').ToList());
        Assert.Equal(Enumerable.Range(0, 500_000).Where(static x => x % 3 > 0), Par.Range(0, 500_000).On(pool).Where(static x => x % 3 > 0).ToArray());
        Assert.Equal(Enumerable.Range(0, 500_000).Where(static x => x % 3 > 0), Par.Range(0, 500_000).On(pool).Where(static x => x % 3 > 0).ToList());
    }

    private static bool IsNamed(string? item) => item is not null;

    private static int Length(string? item) => item?.Length ?? -1;

    private static string Name(int value) => $"<{value}>";

    private static Box Wrap(string? item) => new(item);

    private static string Collecting(string item)
    {
        if (item.EndsWith("000>", StringComparison.Ordinal))
            GC.Collect(0);
        return item;
    }

    private sealed record Box(string? Item)
    {
        public string Before(object? item) => $"{Item}{item}";
    }

    private readonly struct LengthFunc : IFunc<string?, int>
    {
        public int Invoke(string? argument) => Length(argument);
    }

    private readonly struct IsNamedFunc : IFunc<string?, bool>
    {
        public bool Invoke(string? argument) => IsNamed(argument);
    }

    private readonly struct NameFunc : IFunc<int, string>
    {
        public string Invoke(int argument) => Name(argument);
    }

    private readonly struct LengthIfNamed : IStage<string?, int>
    {
        public bool TryApply(string? input, out int output)
        {
            output = Length(input);
            return input is not null;
        }
    }

    private readonly struct IfNamed : IStage<string?, string>
    {
        public bool TryApply(string? input, [MaybeNullWhen(false)] out string output)
        {
            output = input;
            return input is not null;
        }
    }
}
