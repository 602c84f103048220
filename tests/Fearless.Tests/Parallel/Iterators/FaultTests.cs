using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Functions that throw at any call, and comparers that are none, in every operator that takes one.</summary>
public class FaultTests
{
    private static readonly Dictionary<string, Action<int[], RandomTree, Fault>> Operators = new()
    {
        ["Select"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Through).ToArray(),
        ["Select, into a list"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Through).ToList(),
        ["Select, unzipped"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(x => (fault.Through(x), x)).Unzip(),
        ["Select, reversed and skipped"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Through).Reverse().Skip(1).ToArray(),
        ["Where"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Where(fault.Holds).Select(static x => $"{x}").ToArray(),
        ["Choose"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Choose((int x, out int y) => fault.Holds(y = x)).Count(),
        ["Inspect"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Inspect(x => fault.Through(x)).Sum(),
        ["SelectMany"] = static (items, tree, fault) => items.Par().WithPolicy(tree).SelectMany(fault.Sequence).Count(),
        ["Select, with a state"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Track, static (_, x) => x).Select(fault.Through).Count(),
        ["ForEach"] = static (items, tree, fault) => items.Par().WithPolicy(tree).ForEach(x => { fault.Through(x); }),
        ["ForEach, by reference"] = static (items, tree, fault) => items.ToArray().Par().WithPolicy(tree).ForEach((ref x) => x = fault.Through(x)),
        ["Chunks"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Chunks(3).ForEach(x => { fault.Through(x[0]); }),
        ["Windows"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Windows(2).ForEach(x => { fault.Through(x[0]); }),
        ["Chunk"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Through).Chunk(7).ToArray(),
        ["AggregateChunks"] = static (items, tree, fault) => items.Par().WithPolicy(tree).AggregateChunks(7, 0, (sum, x) => sum + fault.Through(x)).ToArray(),
        ["ChunkBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).ChunkBy((x, _) => fault.Holds(x)).Count(),
        ["Split"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Split(fault.Holds).Count(),
        ["Zip"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Zip(items.Par(), (x, _) => fault.Through(x)).ToArray(),
        ["Interleave"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Interleave(items.Par().Select(fault.Through)).ToArray(),
        ["Concat"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Concat(items.Par().Select(fault.Through)).ToArray(),
        ["TakeEvery"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(fault.Through).TakeEvery(2).ToArray(),
        ["TakeWhile"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TakeWhile(fault.Holds),
        ["SkipWhile"] = static (items, tree, fault) => items.Par().WithPolicy(tree).SkipWhile(fault.Holds),
        ["TakeAnyWhile"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TakeAnyWhile(fault.Holds).Count(),
        ["SkipAnyWhile"] = static (items, tree, fault) => items.Par().WithPolicy(tree).SkipAnyWhile(fault.Holds).Count(),
        ["All"] = static (items, tree, fault) => items.Par().WithPolicy(tree).All(fault.Holds),
        ["FindIndex"] = static (items, tree, fault) => items.Par().WithPolicy(tree).FindIndex(x => !fault.Holds(x)),
        ["LastOrDefault"] = static (items, tree, fault) => items.Par().WithPolicy(tree).LastOrDefault(x => !fault.Holds(x)),
        ["Aggregate"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Aggregate((x, y) => fault.Through(x + y)),
        ["Aggregate, with a seed"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Aggregate(0, (x, y) => fault.Through(x + y), static (x, y) => x + y),
        ["TryAggregate"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TryAggregate((x, y) => Result.Ok<int, string>(fault.Through(x + y))),
        ["TryForEach"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TryForEach(x => Result.Ok<int, string>(fault.Through(x)).Select(static _ => Unit.Value)),
        ["Collect"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Select(x => Result.Ok<int, string>(fault.Through(x))).Collect(),
        ["Scan"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Scan((x, y) => fault.Through(x + y)),
        ["MinBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).MinBy(fault.Through),
        ["Max"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Max(fault),
        ["TakeSmallest"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TakeSmallest(20, fault),
        ["TakeLargestBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).TakeLargestBy(fault.Through, 5),
        ["GroupBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).GroupBy(fault.Through),
        ["CountBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).CountBy(static x => x, fault),
        ["Histogram"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Histogram(60, fault.Through),
        ["ToHashSet"] = static (items, tree, fault) => items.Par().WithPolicy(tree).ToHashSet(fault),
        ["ToDictionary"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Index().ToDictionary(static x => x.Index, x => fault.Through(x.Item)),
        ["Distinct"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Distinct(fault),
        ["ExceptBy"] = static (items, tree, fault) => items.Par().WithPolicy(tree).ExceptBy([1, 2], fault.Through),
        ["Partition"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Partition(fault.Holds),
        ["SequenceEqual"] = static (items, tree, fault) => items.Par().WithPolicy(tree).SequenceEqual(items.Par(), fault),
        ["SequenceCompareTo"] = static (items, tree, fault) => items.Par().WithPolicy(tree).SequenceCompareTo(items.Par(), fault),
        ["Contains"] = static (items, tree, fault) => items.Par().WithPolicy(tree).Contains(-1, fault),
    };

    [Fact]
    public void What_a_function_throws_at_any_call_comes_out_as_it_was_and_everything_is_disposed() =>
        Gen.Select(Gen.Int[0, 50].Array[40, 120], Gen.Int[1, 12], RandomTree.Gen).Sample(
            static (items, call, tree) =>
            {
                int[] before = [.. items];
                foreach ((string name, Action<int[], RandomTree, Fault> run) in Operators)
                {
                    var fault = new Fault(call);
                    Exception? thrown = Record.Exception(() => run(items, tree, fault));
                    Assert.True(thrown is InvalidDataException, $"{name}: {thrown}");
                    Assert.Equal(0, fault.Living);
                    Assert.Equal(before, items);
                }
            },
            iter: 50);

    [Fact]
    public void Comparers_that_are_no_orders_lose_nothing_and_end() =>
        Gen.Select(Gen.Int.Array[1, 300], Gen.Int[1, 400], RandomTree.Gen).Sample(
            static (items, count, tree) =>
            {
                int[] indices = [.. Enumerable.Range(0, items.Length)];
                var random = new Whims(items.Length);
                Assert.Contains(indices.Par().WithPolicy(tree).Min(random), indices);
                Assert.Contains(indices.Par().WithPolicy(tree).Max(random), indices);
                Assert.Contains(indices.Par().WithPolicy(tree).MaxBy(static x => x, random), indices);
                foreach (int[] top in (int[][])[indices.Par().WithPolicy(tree).TakeSmallest(count, random), indices.Par().WithPolicy(tree).TakeLargest(count, random)])
                {
                    Assert.Equal(Math.Min(count, items.Length), top.Length);
                    Assert.Equal(top.Length, top.Distinct().Count());
                }
                Assert.Equal(indices, indices.Par().WithPolicy(tree).GroupBy(static x => x, random).SelectMany(static group => group.Value).Order());
                Assert.Equal(items.Length, indices.Par().WithPolicy(tree).CountBy(static x => x, random).Sum(static pair => pair.Value));
                Assert.Subset(indices.ToHashSet(), indices.Par().WithPolicy(tree).Distinct(random).ToHashSet());
            },
            iter: 200);

    /// <summary>Throws at one of its calls, and at all that follow.</summary>
    private sealed class Fault(int call) : IComparer<int>, IEqualityComparer<int>
    {
        private int _calls;
        private int _living;

        /// <summary>How many of what was to be disposed are not.</summary>
        public int Living => _living;

        public int Through(int x) => Interlocked.Increment(ref _calls) >= call ? throw new InvalidDataException() : x;

        public bool Holds(int x) => Through(x) >= 0;

        public IEnumerable<int> Sequence(int x)
        {
            using (Track())
            {
                yield return x;
                yield return Through(x);
            }
        }

        public Disposable Track()
        {
            Interlocked.Increment(ref _living);
            return new(this);
        }

        public int Compare(int x, int y) => Through(x).CompareTo(y);

        public bool Equals(int x, int y) => Through(x) == y;

        public int GetHashCode(int x) => Through(x) % 3;

        public sealed class Disposable(Fault owner) : IDisposable
        {
            public void Dispose() => Interlocked.Decrement(ref owner._living);
        }
    }

    /// <summary>Says anything, on a whim.</summary>
    private sealed class Whims(int seed) : IComparer<int>, IEqualityComparer<int>
    {
        private int _answers = seed;

        public int Compare(int x, int y) => (Next() % 3) switch { 0 => int.MinValue, 1 => 0, _ => int.MaxValue };

        public bool Equals(int x, int y) => Next() % 2 == 0 && x == y;

        public int GetHashCode(int x) => Next();

        private int Next() => (Interlocked.Increment(ref _answers) * 7919) & int.MaxValue;
    }
}
