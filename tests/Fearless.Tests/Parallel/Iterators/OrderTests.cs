using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Every operator against LINQ, over random data and random trees of splits.</summary>
public class OrderTests
{
    private static readonly Gen<(int[] Items, RandomTree Tree)> Cases = Gen.Select(Gen.Int[-50, 50].Array[0, 300], RandomTree.Gen);

    [Fact]
    public void Select_keeps_the_order_into_arrays_and_lists() =>
        Cases.Sample(static c =>
        {
            string[] expected = [.. c.Items.Select(Name)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Select(Name).ToArray());
            Assert.Equal(expected, c.Items.ToList().Par().WithPolicy(c.Tree).Select(Name).ToList());
        });

    [Fact]
    public void Where_keeps_the_order_into_arrays_and_lists() =>
        Cases.Sample(static c =>
        {
            int[] expected = [.. c.Items.Where(IsEven)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Where(IsEven).ToArray());
            Assert.Equal(expected, c.Items.AsMemory().Par().WithPolicy(c.Tree).Where(IsEven).ToList());
        });

    [Fact]
    public void Stages_follow_each_other_in_the_order_in_which_they_are_written() =>
        Cases.Sample(static c => Assert.Equal(
            c.Items.Select(static x => x * 3).Where(IsEven).Select(Name).Where(static s => s.Length > 2),
            c.Items.AsSpan().Par().WithPolicy(c.Tree).Select(static x => x * 3).Where(IsEven).Select(Name).Where(static s => s.Length > 2).ToArray()));

    [Fact]
    public void Struct_functions_give_what_delegates_give() =>
        Cases.Sample(static c => Assert.Equal(
            c.Items.Where(IsEven).Select(Name),
            c.Items.Par().WithPolicy(c.Tree).Where(default(Even)).Select<Naming, string>(default).ToArray()));

    [Fact]
    public void An_associative_function_that_does_not_commute_gives_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            string[] names = [.. c.Items.Select(Name)];
            Assert.Equal(names.Aggregate("seed", string.Concat), names.Par().WithPolicy(c.Tree).Aggregate("seed", string.Concat));
            if (names.Length > 0)
                Assert.Equal(names.Aggregate(string.Concat), names.Par().WithPolicy(c.Tree).Aggregate(string.Concat));
        });

    [Fact]
    public void Folding_into_lists_keeps_the_order() =>
        Cases.Sample(static c => Assert.Equal(c.Items.Where(IsEven), c.Items.Par().WithPolicy(c.Tree).Where(IsEven).Aggregate(
            static () => new List<int>(), static (list, x) => { list.Add(x); return list; }, static (left, right) => { left.AddRange(right); return left; })));

    [Fact]
    public void Counts_and_quantifiers_give_what_LINQ_gives() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(c.Items.Length, c.Items.Par().WithPolicy(c.Tree).Select(Name).Count());
            Assert.Equal(c.Items.Count(IsEven), c.Items.Par().WithPolicy(c.Tree).Count(IsEven));
            Assert.Equal(c.Items.LongCount(IsEven), c.Items.Par().WithPolicy(c.Tree).Where(IsEven).LongCount());
            Assert.Equal(c.Items.Any(static x => x == 7), c.Items.Par().WithPolicy(c.Tree).Any(static x => x == 7));
            Assert.Equal(c.Items.All(static x => x != 7), c.Items.Par().WithPolicy(c.Tree).All(static x => x != 7));
        });

    [Fact]
    public void Every_item_is_visited_exactly_once() =>
        Cases.Sample(static c =>
        {
            int[] visits = new int[c.Items.Length];
            Par.Range(0, visits.Length).WithPolicy(c.Tree).ForEach(index => Interlocked.Increment(ref visits[index]));
            Assert.All(visits, static count => Assert.Equal(1, count));
        });

    [Fact]
    public void Items_are_changed_in_place_through_every_kind_of_memory() =>
        Cases.Sample(static c =>
        {
            int[] expected = [.. c.Items.Select(static x => (x * 2) + 1)];
            int[] array = [.. c.Items];
            List<int> list = [.. c.Items];
            int[] memory = [.. c.Items];
            Span<int> stack = stackalloc int[c.Items.Length];
            c.Items.CopyTo(stack);

            array.Par().WithPolicy(c.Tree).ForEach(static (ref x) => x = (x * 2) + 1);
            list.Par().WithPolicy(c.Tree).ForEach(static (ref x) => x = (x * 2) + 1);
            memory.AsMemory().Par().WithPolicy(c.Tree).ForEach(static (ref x) => x = (x * 2) + 1);
            stack.Par().WithPolicy(c.Tree).ForEach(static (ref x) => x = (x * 2) + 1);

            Assert.Equal(expected, array);
            Assert.Equal(expected, list);
            Assert.Equal(expected, memory);
            Assert.Equal(expected, stack.ToArray());
        });

    [Fact]
    public void Chunks_are_those_of_LINQ() =>
        Gen.Select(Cases, Gen.Int[1, 40]).Sample(static (c, size) =>
        {
            int[][] expected = [.. c.Items.Chunk(size)];
            Assert.Equal(expected, c.Items.Par().WithPolicy(c.Tree).Chunks(size).Select(static chunk => chunk.ToArray()).ToArray());
            Assert.Equal(expected, ((ReadOnlySpan<int>)c.Items).Par().WithPolicy(c.Tree).Chunks(size).Select(static chunk => chunk.ToArray()).ToList());
            Assert.Equal(expected, ((ReadOnlyMemory<int>)c.Items).Par().WithPolicy(c.Tree).Chunks(size).Select(static chunk => chunk.ToArray()).ToArray());
            Assert.Equal(
                expected.Where(static chunk => chunk.Length > 3 && IsEven(chunk[0])).Sum(static chunk => chunk.Length),
                c.Items.AsSpan().Par().WithPolicy(c.Tree).Chunks(size).Where(static chunk => chunk.Length > 3 && IsEven(chunk[0])).Sum(static chunk => chunk.Length));
        });

    [Fact]
    public void The_adaptive_splitter_gives_what_LINQ_gives_too() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 500], Gen.Int[1, 500]).Sample(
            static (length, min, max) =>
            {
                int[] items = [.. Enumerable.Range(0, length)];
                Assert.Equal(
                    items.Where(static x => x % 3 == 0).Select(static x => x * 2L),
                    items.Par().WithMinLength(min).WithMaxLength(max).Where(static x => x % 3 == 0).Select(static x => x * 2L).ToArray());
                Assert.Equal(items, Par.Range(0, length).ToList());
            },
            iter: 200);

    [Fact]
    public void Ranges_are_those_of_LINQ()
    {
        Assert.Equal(Enumerable.Range(-5, 100), Par.Range(-5, 100).ToArray());
        Assert.Equal(Enumerable.Range(int.MaxValue - 2, 3), Par.Range(int.MaxValue - 2, 3).ToArray());
        Assert.Equal(Enumerable.Range(3, 7), (3..10).Par().ToArray());
        Assert.Equal([long.MaxValue - 1, long.MaxValue], Par.Range(long.MaxValue - 1, 2L).ToArray());
    }

    private static bool IsEven(int value) => value % 2 == 0;

    private static string Name(int value) => $"<{value}>";

    private readonly struct Even : IFunc<int, bool>
    {
        public bool Invoke(int argument) => IsEven(argument);
    }

    private readonly struct Naming : IFunc<int, string>
    {
        public string Invoke(int argument) => Name(argument);
    }
}
