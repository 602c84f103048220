using System.Collections;
using System.Collections.Concurrent;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Drains: what comes out, and what is left, however the run ends.</summary>
public class DrainTests
{
    private static readonly Gen<(int[] Items, int From, int To, RandomTree Tree)> Cases =
        Gen.Select(Gen.Int[-50, 50].Array[0, 200], Gen.Double[0, 1], Gen.Double[0, 1], RandomTree.Gen)
            .Select(static (items, a, b, tree) => (items, (int)(Math.Min(a, b) * items.Length), (int)(Math.Max(a, b) * items.Length), tree));

    [Fact]
    public void A_range_comes_out_in_order_and_the_rest_stays() =>
        Cases.Sample(static c =>
        {
            List<int> list = [.. c.Items];
            Assert.Equal(c.Items[c.From..c.To].Select(Name), list.ParDrain(c.From..c.To).WithPolicy(c.Tree).Select(Name).ToArray());
            Assert.Equal([.. c.Items[..c.From], .. c.Items[c.To..]], list);
            Assert.Equal(list.ToArray(), list.ParDrain().WithPolicy(c.Tree).ToList());
            Assert.Empty(list);
        });

    [Fact]
    public void A_range_is_out_though_a_worker_throws() =>
        Cases.Sample(static c =>
        {
            List<string> list = [.. c.Items.Select(Name)];
            Action run = () => list.ParDrain(c.From..c.To).WithPolicy(c.Tree).ForEach(static _ => throw new InvalidDataException());
            if (c.From == c.To)
                run();
            else
                Assert.Throws<InvalidDataException>(run);
            Assert.Equal([.. c.Items[..c.From].Select(Name), .. c.Items[c.To..].Select(Name)], list);
        });

    [Fact]
    public void A_range_is_out_though_a_search_ends_early_or_the_run_is_cancelled()
    {
        List<int> list = [.. Enumerable.Range(0, 1000)];
        Assert.True(list.ParDrain(10..900).Any(static x => x == 11));
        Assert.Equal([.. Enumerable.Range(0, 10), .. Enumerable.Range(900, 100)], list);
        Assert.Throws<OperationCanceledException>(() => list.ParDrain(..^10).WithCancellation(new CancellationToken(true)).Count());
        Assert.Equal(Enumerable.Range(990, 10), list);
    }

    [Fact]
    public void Nothing_is_taken_by_an_iterator_that_does_not_run()
    {
        List<int> list = [1, 2, 3];
        HashSet<int> set = [1, 2, 3];
        _ = list.ParDrain(1..);
        _ = set.ParDrain();
        Assert.Equal(3, list.Count);
        Assert.Equal(3, set.Count);
    }

    [Fact]
    public void A_list_that_is_changed_meanwhile_keeps_everything()
    {
        List<int> list = [.. Enumerable.Range(0, 100)];
        Assert.Throws<InvalidOperationException>(() => list.ParDrain(10..20).ForEach(x =>
        {
            if (x == 15)
                list[0] = -1;
        }));
        Assert.Equal([-1, .. Enumerable.Range(1, 99)], list);
        Assert.Throws<InvalidDataException>(() => list.ParDrain(10..20).ForEach(x =>
        {
            if (x != 15)
                return;
            list[0] = -2;
            throw new InvalidDataException();
        }));
        Assert.Equal(100, list.Count);
    }

    [Fact]
    public void A_list_that_has_become_too_short_is_refused_before_anything_runs()
    {
        List<int> list = [.. Enumerable.Range(0, 100)];
        bool ran = false;
        var drain = list.ParDrain(50..).Inspect(_ => ran = true);
        list.RemoveAt(0);
        InvalidOperationException? refusal = null;
        try
        {
            drain.Count();
        }
        catch (InvalidOperationException exception)
        {
            refusal = exception;
        }
        Assert.Contains("shorter", refusal?.Message, StringComparison.Ordinal);
        Assert.False(ran);
        Assert.Equal(99, list.Count);
    }

    [Fact]
    public void Every_item_of_a_collection_comes_out_once() =>
        Cases.Sample(static c =>
        {
            Check(c.Items.Distinct().ToHashSet(), c.Items.Distinct());
            Check(new SortedSet<int>(c.Items), c.Items.Distinct().Order());
            Check(new LinkedList<int>(c.Items), c.Items);
            Check(c.Items.Index().ToDictionary(), c.Items.Index().Select(static x => KeyValuePair.Create(x.Index, x.Item)));

            var queue = new Queue<int>(c.Items);
            Assert.Equal(c.Items, queue.ParDrain().WithPolicy(c.Tree).ToArray());
            Assert.Empty(queue);
            var stack = new Stack<int>(c.Items);
            Assert.Equal(Enumerable.Reverse(c.Items), stack.ParDrain().WithPolicy(c.Tree).ToArray());
            Assert.Empty(stack);
            var heap = new PriorityQueue<int, int>(c.Items.Select(static x => (x, -x)));
            Assert.Equal(c.Items.Select(static x => (x, -x)).Order(), heap.ParDrain().WithPolicy(c.Tree).ToArray().Order());
            Assert.Equal(0, heap.Count);
            var concurrent = new ConcurrentQueue<int>(c.Items);
            Assert.Equal(c.Items, concurrent.ParDrain().WithPolicy(c.Tree).ToArray());
            Assert.Empty(concurrent);

            void Check<T>(ICollection<T> collection, IEnumerable<T> expected)
            {
                Assert.Equal(expected, collection.ParDrain().WithPolicy(c.Tree).ToArray());
                Assert.Empty(collection);
            }
        });

    [Fact]
    public void A_collection_is_empty_and_may_be_used_as_soon_as_the_run_has_begun()
    {
        HashSet<int> set = [.. Enumerable.Range(0, 100)];
        Assert.Throws<InvalidDataException>(() => set.ParDrain().ForEach(x =>
        {
            lock (set)
                set.Add(-x);
            throw new InvalidDataException();
        }));
        Assert.All(set, static x => Assert.InRange(x, -99, 0));
        Assert.InRange(set.Count, 1, 99);
    }

    [Fact]
    public void Items_that_others_take_meanwhile_are_not_taken_twice() => PoolTest.Run(2, static pool =>
    {
        for (int round = 0; round < 20; round++)
        {
            var bag = new ConcurrentBag<int>(Enumerable.Range(0, 10_000));
            ConcurrentQueue<int> taken = [];
            var other = new Thread(() =>
            {
                while (bag.TryTake(out int item))
                    taken.Enqueue(item);
            });
            other.Start();
            int[] drained = bag.ParDrain().On(pool).ToArray();
            other.Join();
            Assert.Equal(Enumerable.Range(0, 10_000), drained.Concat(taken).Order());
        }
    });

    [Fact]
    public void A_collection_that_lies_about_its_length_keeps_everything()
    {
        var liar = new Liar { 1, 2, 3 };
        Assert.Throws<InvalidOperationException>(() => liar.ParDrain().Count());
        Assert.Equal([1, 2, 3], liar.Items);
    }

    [Fact]
    public void What_cannot_be_drained_is_refused()
    {
        Assert.Equal("range", Assert.Throws<ArgumentOutOfRangeException>(static () => new List<int> { 1 }.ParDrain(0..2)).ParamName);
        Assert.Equal("range", Assert.Throws<ArgumentOutOfRangeException>(static () => new List<int> { 1 }.ParDrain(1..0)).ParamName);
        Assert.Equal("range", Assert.Throws<ArgumentOutOfRangeException>(static () => new List<int> { 1 }.ParDrain(^2..)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentException>(static () => new int[1].ParDrain()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((List<int>)null!).ParDrain(..)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((HashSet<int>)null!).ParDrain()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((Queue<int>)null!).ParDrain()).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((ConcurrentBag<int>)null!).ParDrain()).ParamName);
    }

    private static string Name(int x) => $"n{x}";

    private sealed class Liar : ICollection<int>
    {
        public List<int> Items { get; } = [];

        public int Count => Items.Count - 1;

        public bool IsReadOnly => false;

        public void Add(int item) => Items.Add(item);

        public void Clear() => Items.Clear();

        public bool Contains(int item) => Items.Contains(item);

        public void CopyTo(int[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

        public bool Remove(int item) => Items.Remove(item);

        public IEnumerator<int> GetEnumerator() => Items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
