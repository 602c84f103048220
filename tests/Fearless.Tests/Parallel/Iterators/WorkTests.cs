using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Walks over trees, and work that a function splits, against a serial walk, over random trees of splits and on several workers.</summary>
public class WorkTests
{
    // A tree as the parent of each node but the first; so the numbers of children are all over the place.
    private static readonly Gen<(int[][] Children, RandomTree Tree)> Cases = Gen.Select(Gen.Int[0, 1_000_000].Array[0, 300], RandomTree.Gen)
        .Select(static (parents, tree) => (ChildrenOf(parents), tree));

    [Fact]
    public void Walks_visit_every_node_once_in_order() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(Prefix(c.Children, 0), Par.WalkTreePrefix(0, x => c.Children[x]).WithPolicy(c.Tree).ToArray());
            Assert.Equal(Postfix(c.Children, 0), Par.WalkTreePostfix(0, x => c.Children[x].Where(static _ => true)).WithPolicy(c.Tree).ToArray());
            Assert.Equal(
                Prefix(c.Children, 0).Select(static x => $"n{x}").Where(static x => x.Length > 2),
                Par.WalkTreePrefix("n0", x => c.Children[int.Parse(x[1..])].Select(static x => $"n{x}")).Where(static x => x.Length > 2).WithPolicy(c.Tree).ToArray());
            Assert.Equal(
                Postfix(c.Children, 0).Concat(Prefix(c.Children, 0)),
                Par.WalkTreePostfix(0, x => c.Children[x]).Concat(Par.WalkTreePrefix(0, x => c.Children[x])).WithPolicy(c.Tree).ToArray());
        });

    [Fact]
    public void Searches_in_a_tree_find_the_first_and_the_last() =>
        Cases.Sample(static c =>
        {
            Assert.Equal(Prefix(c.Children, 0).FirstOrDefault(static x => x % 7 == 3), Par.WalkTreePrefix(0, x => c.Children[x]).WithPolicy(c.Tree).FirstOrDefault(static x => x % 7 == 3));
            Assert.Equal(Postfix(c.Children, 0).LastOrDefault(static x => x % 7 == 3), Par.WalkTreePostfix(0, x => c.Children[x]).WithPolicy(c.Tree).LastOrDefault(static x => x % 7 == 3));
        });

    [Fact]
    public void Several_workers_walk_a_tree_in_order() => PoolTest.Run(4, static pool =>
    {
        // A heap's tree of 200,000 nodes.
        static IEnumerable<int> Children(int x) => Enumerable.Range((2 * x) + 1, 2).Where(static child => child < 200_000);
        int[] expected = [.. Walk(0)];
        Assert.Equal(expected, Par.WalkTreePrefix(0, Children).On(pool).ToArray());
        Assert.Equal(200_000, Par.WalkTreePostfix(0, Children).On(pool).WithDegree(2).ToArray().Distinct().Count());

        static IEnumerable<int> Walk(int x) => Children(x).SelectMany(Walk).Prepend(x);
    });

    [Fact]
    public void Two_workers_share_a_tree() => PoolTest.Run(2, static pool =>
    {
        using var both = new Barrier(2);
        // The root's two children wait for each other, where nothing is known of how many nodes there are.
        Assert.Equal(3, Par.WalkTreePrefix(0, static x => x == 0 ? [1, 2] : Array.Empty<int>()).On(pool)
            .Inspect(x => Assert.True(x == 0 || both.SignalAndWait(PoolTest.Limit / 2))).Count());
    });

    [Fact]
    public void A_tree_that_is_as_deep_as_it_is_large_needs_no_stack() => PoolTest.Run(2, static pool =>
        Assert.Equal(1_000_000, Par.WalkTreePostfix(1, static x => x < 1_000_000 ? [x + 1] : Array.Empty<int>()).On(pool).Count()));

    [Fact]
    public void An_endless_tree_ends_with_the_search() => PoolTest.Run(2, static pool =>
        Assert.Equal(1000, Par.WalkTreePrefix(0L, static x => [x + 1, x + 1]).On(pool).First(static x => x == 1000)));

    [Fact]
    public void A_failing_function_is_a_failure_and_no_children_are_refused_as_null()
    {
        Assert.Throws<FormatException>(static () => Par.WalkTreePrefix(0, static x => x < 100 ? new[] { x + 1 } : throw new FormatException()).Count());
        Assert.Throws<InvalidOperationException>(static () => Par.WalkTreePrefix(0, static _ => null!).Count());
        Assert.Throws<OperationCanceledException>(static () => Par.WalkTreePrefix(0, static x => [x + 1]).WithCancellation(new CancellationToken(true)).Count());
        Assert.Throws<FormatException>(static () => Par.Split(0, static (ref x, out right) => throw new FormatException()).Count());
    }

    [Fact]
    public void Split_work_covers_everything_in_order() =>
        Gen.Select(Gen.Int[0, 500], RandomTree.Gen).Sample(static (length, tree) =>
            Assert.Equal(Enumerable.Range(0, length), Par.Split(0..length, Halve).WithPolicy(tree).SelectMany(static x => Enumerable.Range(x.Start.Value, x.End.Value - x.Start.Value)).ToArray()));

    [Fact]
    public void Work_is_split_for_several_workers() => PoolTest.Run(4, static pool =>
    {
        Range[] parts = Par.Split(0..1000, Halve).On(pool).ToArray();
        Assert.InRange(parts.Length, 4, 1000);
        Assert.Equal(0, parts[0].Start.Value);
        Assert.Equal(1000, parts[^1].End.Value);
        Assert.All(parts.Zip(parts.Skip(1)), static pair => Assert.Equal(pair.First.End, pair.Second.Start));
    });

    [Fact]
    public void Null_functions_are_named()
    {
        Assert.Equal("childrenOf", Assert.Throws<ArgumentNullException>(static () => Par.WalkTreePrefix(0, null!)).ParamName);
        Assert.Equal("childrenOf", Assert.Throws<ArgumentNullException>(static () => Par.WalkTreePostfix(0, null!)).ParamName);
        Assert.Equal("trySplit", Assert.Throws<ArgumentNullException>(static () => Par.Split(0, null!)).ParamName);
    }

    private static bool Halve(ref Range range, out Range right)
    {
        int middle = (range.Start.Value + range.End.Value) / 2;
        right = middle..range.End;
        if (middle == range.Start.Value)
            return false;
        range = range.Start..middle;
        return true;
    }

    private static int[][] ChildrenOf(int[] parents)
    {
        var children = new List<int>[parents.Length + 1];
        for (int node = 0; node < children.Length; node++)
            children[node] = [];
        for (int node = 1; node < children.Length; node++)
            children[parents[node - 1] % node].Add(node);
        return [.. children.Select(static x => x.ToArray())];
    }

    private static IEnumerable<int> Prefix(int[][] children, int node) => children[node].SelectMany(x => Prefix(children, x)).Prepend(node);

    private static IEnumerable<int> Postfix(int[][] children, int node) => children[node].SelectMany(x => Postfix(children, x)).Append(node);
}
