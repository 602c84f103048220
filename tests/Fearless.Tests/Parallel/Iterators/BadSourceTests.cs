using System.Collections;
using System.Collections.Concurrent;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Sources that say what is not so, or change while they are read.</summary>
public class BadSourceTests
{
    [Theory]
    [InlineData(100, 99)]
    [InlineData(100, 101)]
    [InlineData(1, 0)]
    public void An_indexed_source_that_gives_more_or_fewer_items_than_it_said_is_refused(int said, int given) => PoolTest.Run(1, pool =>
    {
        // In blocks of one item only the last one is another than what was asked for.
        var tree = new FixedBlocks();
        List<int> list = [7];
        List<int> second = [8];
        Refused(() => Liar(said, given, pool).WithPolicy(tree).ToArray());
        Refused(() => Liar(said, given, pool).WithPolicy(tree).ToList());
        Refused(() => list.AddRange(Liar(said, given, pool).WithPolicy(tree)));
        Refused(() => Liar(said, given, pool).WithPolicy(tree).Scan(static (a, b) => a + b));
        Refused(() => Liar(said, given, pool).WithPolicy(tree).Select(static x => (x, x)).Unzip());
        Refused(() => Liar(said, given, pool).WithPolicy(tree).Select(static x => (x, x)).Unzip(list, second));
        Refused(() => Liar(said, given, pool).WithPolicy(tree).Chunk(said).ToArray());
        Refused(() => Liar(said, given, pool).WithPolicy(tree).Select(static x => Result.Ok<int, string>(x)).Collect());
        Assert.Equal([7], list);
        Assert.Equal([8], second);

        static void Refused(Action run) => Assert.Contains("indexed parallel source", Assert.Throws<InvalidOperationException>(run).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void An_indexed_source_with_a_slot_that_holds_nothing_is_refused()
    {
        List<int> list = [7];
        Refused(static () => Holes().ToArray());
        Refused(static () => Holes().ToList());
        Refused(() => list.AddRange(Holes()));
        Refused(static () => Holes().Scan(static (a, b) => a + b));
        Refused(static () => Holes().Chunk(10).ToArray());
        Refused(static () => Holes().Select(static x => (x, x)).Unzip());
        Assert.Equal([7], list);

        static void Refused(Action run) => Assert.Contains("indexed parallel source", Assert.Throws<InvalidOperationException>(run).Message, StringComparison.Ordinal);

        static ParallelIterator<StagedSource<RangeSource<int>, int, SkipFifty, int>, int, Indexed> Holes() => Par.Range(0, 100).Then<SkipFifty, int, Indexed>(default);
    }

    [Fact]
    public void A_source_of_less_than_nothing_is_refused() => PoolTest.Run(1, static pool =>
    {
        Refused(() => Liar(-1, 0, pool).ToArray());
        Refused(() => Liar(-1, 0, pool).ToList());
        Refused(() => Liar(-1, 0, pool).Sum());
        Refused(() => Liar(-1, 0, pool).Scan(static (a, b) => a + b));
        Refused(() => Liar(long.MinValue, 0, pool).AsUnindexed().ToArray());

        static void Refused(Action run) => Assert.Contains("Length", Assert.Throws<InvalidOperationException>(run).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_collection_that_lies_about_its_count_is_refused_and_keeps_everything()
    {
        foreach (int count in (int[])[2, 4])
        {
            var liar = new LyingCollection(count);
            Assert.Throws<InvalidOperationException>(() => ((IReadOnlyCollection<int>)liar).Par().Sum());
            Assert.Throws<InvalidOperationException>(() => ((IReadOnlyCollection<int>)liar).Par().Windows(2).Count());
            Assert.Throws<InvalidOperationException>(() => liar.ParDrain().Sum());
            Assert.False(liar.IsCleared);
        }
        Assert.Equal(6, ((IReadOnlyCollection<int>)new LyingCollection(3)).Par().Sum());
    }

    [Fact]
    public void A_collection_of_many_threads_may_change_while_it_is_read() => PoolTest.Run(2, static pool =>
    {
        var numbers = new ConcurrentDictionary<int, int>(Enumerable.Range(1, 1000).Select(static x => KeyValuePair.Create(x, x)));
        bool isOver = false;
        var other = new Thread(() =>
        {
            for (int x = 1001; !Volatile.Read(ref isOver); x++)
            {
                numbers[x] = x;
                numbers.TryRemove(x - 100, out _);
            }
        });
        other.Start();
        try
        {
            for (int round = 0; round < 300; round++)
            {
                // Those that stay, each once, and never a pair that nobody has added.
                int[] keys = numbers.Par().On(pool).Select(static pair => pair.Key).ToArray();
                Assert.DoesNotContain(0, keys);
                Assert.Equal(Enumerable.Range(1, 900), keys.Where(static key => key <= 900).Order());
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            other.Join();
        }
    });

    [Fact]
    public void A_list_that_is_changed_while_its_items_are_flattened_is_noticed()
    {
        List<int> inner = [1, 2, 3];
        Assert.Throws<InvalidOperationException>(() => Par.Range(0, 1).SelectMany(_ => inner).ForEach(x =>
        {
            if (x == 2)
                inner.Add(4);
        }));
    }

    [Fact]
    public void Null_in_place_of_a_sequence_is_refused_with_the_remedy() =>
        Assert.Contains(
            "empty", Assert.Throws<InvalidOperationException>(static () => Par.Range(0, 10).SelectMany(static IEnumerable<int> (x) => x == 5 ? null! : [x]).Count()).Message, StringComparison.Ordinal);

    private static ParallelIterator<LyingSource, int, Indexed> Liar(long said, int given, WorkerPool pool) =>
        new ParallelIterator<LyingSource, int, Indexed>(new LyingSource(said, given)).On(pool);

    /// <summary>Says one thing and does another, and that at its end.</summary>
    private readonly struct LyingSource(long said, int given) : IParallelSource<int>
    {
        public TResult Open<TCallback, TResult>(TCallback callback)
            where TCallback : IProducerCallback<int, TResult>, allows ref struct => callback.Run(new Producer(said, given));

        private readonly struct Producer(long said, int given) : IProducer<int>
        {
            public long Length => said;

            public TFolder Fold<TFolder>(long start, int count, TFolder folder)
                where TFolder : IFolder<int>, allows ref struct
            {
                int length = start + count == said ? given - (int)start : count;
                folder.Fold(new SpanBlock<int>(new int[length]));
                return folder;
            }
        }
    }

    private readonly struct SkipFifty : IStage<int, int>
    {
        public bool TryApply(int input, out int output)
        {
            output = input;
            return input != 50;
        }
    }

    /// <summary>No splits, and blocks of fifty slots.</summary>
    private sealed class FixedBlocks : SplitPolicy
    {
        public override long Cut(long start, long end) => start;

        public override int BlockLength(long start, long remaining) => 50;

        public override bool Divides(long slot) => false;
    }

    /// <summary>Holds three items, and says another number.</summary>
    private sealed class LyingCollection(int count) : ICollection<int>, IReadOnlyCollection<int>
    {
        public int Count => count;

        public bool IsReadOnly => false;

        public bool IsCleared { get; private set; }

        public void Add(int item) => throw new NotSupportedException();

        public void Clear() => IsCleared = true;

        public bool Contains(int item) => item is 1 or 2 or 3;

        public void CopyTo(int[] array, int arrayIndex)
        {
            for (int item = 1; item <= 3 && arrayIndex < array.Length; item++)
                array[arrayIndex++] = item;
        }

        public bool Remove(int item) => throw new NotSupportedException();

        public IEnumerator<int> GetEnumerator()
        {
            yield return 1;
            yield return 2;
            yield return 3;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
