using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Items that are appended to lists which hold some already, over random data and random trees of splits.</summary>
public class AddRangeTests
{
    private static readonly Gen<(int[] Items, int[] Held, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-50, 50].Array[0, 300], Gen.Int[-50, 50].Array[0, 20], RandomTree.Gen);

    [Fact]
    public void Items_follow_those_that_the_list_held() =>
        Cases.Sample(static c =>
        {
            List<int> numbers = [.. c.Held];
            numbers.AddRange(c.Items.Par().WithPolicy(c.Tree));
            numbers.AddRange(c.Items.Par().WithPolicy(c.Tree).Where(static x => x > 0));
            Assert.Equal(c.Held.Concat(c.Items).Concat(c.Items.Where(static x => x > 0)), numbers);

            List<string> names = [.. c.Held.Select(Name)];
            names.AddRange(c.Items.Par().WithPolicy(c.Tree).Select(Name));
            names.AddRange(c.Items.Par().WithPolicy(c.Tree).Select(Name).Where(static x => x.Length > 2));
            Assert.Equal(c.Held.Concat(c.Items).Select(Name).Concat(c.Items.Select(Name).Where(static x => x.Length > 2)), names);
        });

    [Fact]
    public void Parts_follow_those_that_the_lists_held() =>
        Cases.Sample(static c =>
        {
            List<int> numbers = [.. c.Held];
            List<string> names = ["first"];
            c.Items.Par().WithPolicy(c.Tree).Select(static x => (x, Name(x))).Unzip(numbers, names);
            c.Items.Par().WithPolicy(c.Tree).Where(static x => x > 0).Select(static x => (x, Name(x))).Unzip(numbers, names);
            int[] added = [.. c.Items, .. c.Items.Where(static x => x > 0)];
            Assert.Equal(c.Held.Concat(added), numbers);
            Assert.Equal(added.Select(Name).Prepend("first"), names);
        });

    [Fact]
    public void A_list_with_room_keeps_its_buffer()
    {
        var numbers = new List<int>(1000);
        var names = new List<string>(1000);
        ref int number = ref First(numbers);
        ref string name = ref First(names);
        for (int run = 0; run < 3; run++)
        {
            numbers.Clear();
            names.Clear();
            Par.Range(0, 1000).Select(static x => (x, Name(x))).Unzip(numbers, names);
        }
        Assert.True(Unsafe.AreSame(ref number, ref First(numbers)));
        Assert.True(Unsafe.AreSame(ref name, ref First(names)));

        static ref T First<T>(List<T> list)
        {
            if (list.Count == 0)
                CollectionsMarshal.SetCount(list, 1);
            return ref CollectionsMarshal.AsSpan(list)[0];
        }
    }

    [Fact]
    public void After_a_failure_the_lists_hold_what_they_held()
    {
        List<int> numbers = [1, 2, 3];
        List<string> names = ["a"];
        Assert.Throws<FormatException>(() => numbers.AddRange(Par.Range(0, 1000).Select(Fail)));
        Assert.Throws<FormatException>(() => numbers.AddRange(Par.Range(0, 1000).Where(static _ => true).Select(Fail)));
        Assert.Throws<FormatException>(() => Par.Range(0, 1000).Select(static x => (Fail(x), "b")).Unzip(numbers, names));
        Assert.Throws<FormatException>(() => Par.Range(0, 1000).Where(static _ => true).Select(static x => (Fail(x), "b")).Unzip(numbers, names));
        Assert.Throws<OperationCanceledException>(() => numbers.AddRange(Par.Range(0, 1000).WithCancellation(new CancellationToken(true))));
        Assert.Throws<InvalidOperationException>(() => numbers.AddRange(Par.Range(0L, Array.MaxLength).Select(static x => (int)x)));
        Assert.Throws<InvalidOperationException>(() => Par.Repeat((1, "b"), Array.MaxLength).Unzip([], names));
        Assert.Equal([1, 2, 3], numbers);
        Assert.Equal(["a"], names);
    }

    [Fact]
    public void A_list_is_no_source_of_its_own_items()
    {
        List<int> numbers = [1, 2, 3];
        Assert.Throws<InvalidOperationException>(() => numbers.AddRange(numbers.Par()));
        Assert.Throws<InvalidOperationException>(() => numbers.AddRange(numbers.ParDrain()));
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public void A_list_that_is_changed_meanwhile_is_noticed() => PoolTest.Run(1, static pool =>
    {
        List<int> numbers = [1, 2, 3];
        Assert.Throws<InvalidOperationException>(() => numbers.AddRange(Par.Range(0, 100).On(pool).Inspect(x => Change(x == 99))));
        Assert.Throws<InvalidOperationException>(() => numbers.AddRange(Par.Range(0, 100_000).On(pool).Inspect(x => Change(x == 50))));
        Assert.Throws<InvalidOperationException>(() => Par.Range(0, 100).On(pool).Inspect(x => Change(x == 99)).Select(static x => (x, x)).Unzip([], numbers));

        void Change(bool now)
        {
            if (now)
                numbers.Add(5);
        }
    });

    [Fact]
    public void Bad_arguments_are_named()
    {
        List<int> list = [];
        Assert.Equal("list", Assert.Throws<ArgumentNullException>(static () => ((List<int>)null!).AddRange(Par.Range(0, 3))).ParamName);
        Assert.Equal("firsts", Assert.Throws<ArgumentNullException>(() => new (int, int)[1].Par().Unzip(null!, list)).ParamName);
        Assert.Equal("seconds", Assert.Throws<ArgumentNullException>(() => new (int, int)[1].Par().Unzip(list, null!)).ParamName);
        Assert.Equal("seconds", Assert.Throws<ArgumentException>(() => new (int, int)[1].Par().Unzip(list, list)).ParamName);
    }

    private static string Name(int x) => $"n{x}";

    private static int Fail(int x) => x == 777 ? throw new FormatException() : x;
}
