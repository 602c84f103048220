using System.Collections.Concurrent;
using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>The operators that take a function struct give what LINQ gives, for values and for references.</summary>
public class FunctionStructTests
{
    private static readonly Gen<(int[] Items, RandomTree Tree)> Cases = Gen.Select(Gen.Int[0, 20].Array[0, 300], RandomTree.Gen);

    [Fact]
    public void An_action_gets_every_item_once() =>
        Cases.Sample(static c =>
        {
            Collecting.Seen.Clear();
            c.Items.Par().WithPolicy(c.Tree).ForEach(default(Collecting));
            Names(c.Items).Par().WithPolicy(c.Tree).ForEach(default(Collecting));
            c.Items.Par().WithPolicy(c.Tree).Chunks(7).ForEach(default(Collecting));

            object[] expected = [.. c.Items, .. Names(c.Items), .. c.Items.Chunk(7).Select(static chunk => chunk.Length + 1000)];
            Assert.Equal(expected.CountBy(static x => x).ToHashSet(), Collecting.Seen.CountBy(static x => x).ToHashSet());
        },
        threads: 1);

    [Fact]
    public void An_action_changes_every_item_in_place() =>
        Cases.Sample(static c =>
        {
            int[] items = [.. c.Items];
            string[] names = Names(c.Items);
            items.AsSpan().Par().WithPolicy(c.Tree).ForEach(default(Changing));
            names.Par().WithPolicy(c.Tree).ForEach(default(Changing));

            Assert.Equal(c.Items.Select(static x => x + 1), items);
            Assert.Equal(Names(c.Items).Select(static x => x + "!"), names);
        });

    [Fact]
    public void A_predicate_finds_the_places_that_arrays_find() =>
        Cases.Sample(static c =>
        {
            string[] names = Names(c.Items);
            Assert.Equal(Array.FindIndex(c.Items, IsSought), c.Items.Par().WithPolicy(c.Tree).FindIndex(default(Seeking)));
            Assert.Equal(Array.FindLastIndex(c.Items, IsSought), c.Items.Par().WithPolicy(c.Tree).FindLastIndex(default(Seeking)));
            Assert.Equal(Array.FindIndex(names, IsSought), names.Par().WithPolicy(c.Tree).FindIndex(default(Seeking)));
            Assert.Equal(Array.FindLastIndex(names, IsSought), names.Par().WithPolicy(c.Tree).FindLastIndex(default(Seeking)));
            long any = c.Items.Par().WithPolicy(c.Tree).FindAnyIndex(default(Seeking));
            Assert.True(any < 0 ? !c.Items.Any(IsSought) : IsSought(c.Items[any]));
        });

    [Fact]
    public void A_predicate_holds_for_all_as_in_LINQ() =>
        Cases.Sample(static c =>
        {
            int[] some = [.. c.Items.Where(static x => x < 3 || IsSought(x))];
            Assert.Equal(some.All(IsSought), some.Par().WithPolicy(c.Tree).All(default(Seeking)));
            Assert.Equal(Names(some).All(IsSought), Names(some).Par().WithPolicy(c.Tree).All(default(Seeking)));
        });

    [Fact]
    public void Functions_aggregate_as_in_LINQ() =>
        Cases.Sample(static c =>
        {
            string[] names = Names(c.Items);
            Assert.Equal(c.Items.Aggregate(7, static (x, y) => x + y), c.Items.Par().WithPolicy(c.Tree).Aggregate(7, default(Adding)));
            Assert.Equal(names.Aggregate("", static (x, y) => x + y), names.Par().WithPolicy(c.Tree).Aggregate("", default(Adding)));
            Assert.Equal(
                c.Items.Aggregate(0L, static (x, y) => x + y), c.Items.Par().WithPolicy(c.Tree).Aggregate(static () => 0L, default(Adding), static (x, y) => x + y));
            Assert.Equal(
                names.Aggregate(0L, static (x, y) => x + y.Length),
                names.Par().WithPolicy(c.Tree).Aggregate(static () => 0L, default(Adding), static (x, y) => x + y));
            if (c.Items.Length == 0)
                Assert.Throws<InvalidOperationException>(() => c.Items.Par().Aggregate(default(Adding)));
            else
                Assert.Equal(c.Items.Sum(), c.Items.Par().WithPolicy(c.Tree).Aggregate(default(Adding)));
        });

    [Fact]
    public void A_pipeline_is_taken_apart_with_its_options()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        int[] items = [1, 2, 3];

        ParallelIterator<ArraySource<int>, int, Unindexed> rest = Stages.WithoutLast(
            items.Par().WithCancellation(source.Token).Where(static x => x > 1), out WhereStage<DelegateFunc<int, bool>, int> stage);

        Assert.True(stage.TryApply(2, out int two));
        Assert.Equal(2, two);
        Assert.False(stage.TryApply(1, out _));
        Assert.Equal(source.Token, rest.Options.CancellationToken);
        Assert.Equal(items, rest.WithCancellation(default).ToArray());
    }

    [Fact]
    public void Pairs_get_another_combiner()
    {
        int[] items = [1, 2, 3];

        int[] sums = Stages.WithCombiner(items.Par().Zip(items.Par(), static (x, y) => x * y), default(Adding)).ToArray();

        Assert.Equal([2, 4, 6], sums);
    }

    private static string[] Names(int[] items) => [.. items.Select(static x => x == 5 ? "five" : $"n{x}")];

    private static bool IsSought(int value) => value == 5;

    private static bool IsSought(string name) => name == "five";

    private readonly struct Collecting : IAction<int>, IAction<string>, IAction<Span<int>>
    {
        public static ConcurrentBag<object> Seen { get; } = [];

        public void Invoke(int argument) => Seen.Add(argument);

        public void Invoke(string argument) => Seen.Add(argument);

        public void Invoke(Span<int> argument) => Seen.Add(argument.Length + 1000);
    }

    private readonly struct Changing : IRefAction<int>, IRefAction<string>
    {
        public void Invoke(ref int item) => item++;

        public void Invoke(ref string item) => item += "!";
    }

    private readonly struct Seeking : IFunc<int, bool>, IFunc<string, bool>
    {
        public bool Invoke(int argument) => IsSought(argument);

        public bool Invoke(string argument) => IsSought(argument);
    }

    private readonly struct Adding : IFunc<int, int, int>, IFunc<string, string, string>, IFunc<long, int, long>, IFunc<long, string, long>, ICombiner<int, int, int>
    {
        public int Invoke(int first, int second) => first + second;

        public string Invoke(string first, string second) => first + second;

        public long Invoke(long first, int second) => first + second;

        public long Invoke(long first, string second) => first + second.Length;

        public int Combine(int first, int second) => first + second;
    }
}
