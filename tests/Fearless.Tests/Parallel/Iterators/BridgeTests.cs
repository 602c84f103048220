using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Serial sequences that many workers pull from: nothing lost, nothing twice, one at a time inside, disposed once however it ends.</summary>
public class BridgeTests
{
    [Fact]
    public void Every_item_arrives_once_on_any_number_of_workers() => PoolTest.Run(3, static pool =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 70]).Sample(
            (length, batch) =>
            {
                var source = new Watched(length);
                Assert.Equal(Enumerable.Range(0, length), source.ParBridge(batch).On(pool).ToArray().Order());
                source.AssertEnded();
                var names = new Watched(length);
                Assert.Equal(
                    Enumerable.Range(0, length).Where(static x => x % 3 != 0).Select(static x => $"n{x}").Order(StringComparer.Ordinal),
                    names.ParBridge(batch).On(pool).Select(static x => $"n{x}").Where(static x => int.Parse(x[1..]) % 3 != 0).ToList().Order(StringComparer.Ordinal));
                names.AssertEnded();
            },
            iter: 60,
            threads: 1));

    [Fact]
    public void Every_item_arrives_once_over_any_tree_of_divisions() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[1, 9], Gen.Int[0, 100], RandomTree.Gen).Sample(static (length, batch, others, tree) =>
        {
            int[] all = [.. Enumerable.Range(0, length), .. Enumerable.Range(0, others)];
            int[] tail = [.. Enumerable.Range(0, others)];
            Assert.Equal(all.Order(), new Watched(length).ParBridge(batch).Concat(tail.Par().AsUnindexed()).WithPolicy(tree).ToArray().Order());
            Assert.Equal(all.Order(), tail.Par().AsUnindexed().Concat(new Watched(length).ParBridge(batch)).WithPolicy(tree).ToArray().Order());
            Assert.Equal(
                all.SelectMany(static x => new[] { x, -x }).Order(),
                new Watched(length).ParBridge(batch).Concat(new Watched(others).ParBridge(batch)).WithPolicy(tree).SelectMany(static x => new[] { x, -x }).ToArray().Order());
        });

    [Fact]
    public void On_one_worker_the_order_is_that_of_the_sequence() => PoolTest.Run(1, static pool =>
        Assert.Equal(Enumerable.Range(0, 1000), new Watched(1000).ParBridge(7).On(pool).WithFixedPieces().ToArray()));

    [Fact]
    public void Items_are_worked_on_at_the_same_time() => PoolTest.Run(2, static pool =>
    {
        using var both = new Barrier(2);
        new Watched(2).ParBridge().On(pool).ForEach(_ => Assert.True(both.SignalAndWait(PoolTest.Limit / 2)));
    });

    [Fact]
    public void A_sequence_may_wait_for_what_becomes_of_the_items_before() => PoolTest.Run(2, static pool =>
    {
        int done = 0;
        Waiting().ParBridge().On(pool).ForEach(_ => Interlocked.Increment(ref done));
        Assert.Equal(100, done);

        // Each item comes only after the one before it was worked on: whoever pulls more than one at a time waits for ever.
        IEnumerable<int> Waiting()
        {
            for (int index = 0; index < 100; index++)
            {
                int before = index;
                PoolTest.Until(() => Volatile.Read(ref done) >= before, "the item before is done");
                yield return index;
            }
        }
    });

    [Fact]
    public void A_search_ends_an_endless_sequence_and_disposes_it() => PoolTest.Run(2, static pool =>
    {
        var source = new Watched(int.MaxValue);
        Assert.True(source.ParBridge(10).On(pool).Any(static x => x == 5000));
        source.AssertEnded();
        Assert.InRange(source.Pulled, 5001, 10_000_000);
    });

    [Fact]
    public void What_the_sequence_throws_surfaces_and_it_is_not_asked_again() => PoolTest.Run(3, static pool =>
    {
        for (int repetition = 0; repetition < 50; repetition++)
        {
            var source = new Watched(int.MaxValue) { FailsAt = 100 };
            var failure = Assert.Throws<FormatException>(() => source.ParBridge(3).On(pool).Sum(static x => (long)x));
            Assert.Empty(failure.GetSuppressed());
            Assert.Equal(101, source.Pulled);
            source.AssertEnded();
        }
    });

    [Fact]
    public void What_the_user_throws_ends_the_sequence_and_a_failing_disposal_hangs_on_it() => PoolTest.Run(2, static pool =>
    {
        var source = new Watched(int.MaxValue) { FailsToDispose = true };
        var failure = Assert.Throws<FormatException>(() => source.ParBridge().On(pool).ForEach(static x =>
        {
            if (x == 10)
                throw new FormatException();
        }));
        Assert.IsType<NotSupportedException>(Assert.Single(failure.GetSuppressed()));
        source.AssertEnded();
    });

    [Fact]
    public void A_disposal_that_fails_alone_surfaces()
    {
        var source = new Watched(3) { FailsToDispose = true };
        Assert.Throws<NotSupportedException>(() => source.ParBridge().Count());
        source.AssertEnded();
    }

    [Fact]
    public void A_cancellation_ends_an_endless_sequence_and_disposes_it() => PoolTest.Run(2, static pool =>
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Watched(int.MaxValue);
        var canceled = Assert.Throws<OperationCanceledException>(() => source.ParBridge().On(pool).WithCancellation(cancellation.Token).ForEach(x =>
        {
            if (x == 1000)
                cancellation.Cancel();
        }));
        Assert.Equal(cancellation.Token, canceled.CancellationToken);
        source.AssertEnded();
    });

    [Fact]
    public void A_token_that_is_cancelled_before_pulls_nothing()
    {
        var source = new Watched(3);
        Assert.Throws<OperationCanceledException>(() => source.ParBridge().WithCancellation(new CancellationToken(true)).Count());
        Assert.Equal(0, source.Pulled);
        source.AssertEnded();
    }

    [Fact]
    public void A_sequence_that_yields_to_the_pool_is_not_entered_twice() => PoolTest.Run(1, static pool =>
    {
        Assert.Equal(1000, Yielding().ParBridge().On(pool).Count());

        static IEnumerable<int> Yielding()
        {
            for (int index = 0; index < 1000; index++)
            {
                Par.YieldNow();
                yield return index;
            }
        }
    });

    [Fact]
    public void A_bridge_inside_a_bridge_gets_everything() => PoolTest.Run(2, static pool =>
        Assert.Equal(10_000, new Watched(100).ParBridge().On(pool).Select(static _ => new Watched(100).ParBridge().Count()).Sum()));

    [Fact]
    public void A_run_allocates_nothing_that_grows() => PoolTest.Run(1, static pool => pool.Install(static () =>
        Assert.InRange(Bytes(100_000), 1, 400)));

    [Fact]
    public void Progress_is_told_at_the_end() => PoolTest.Run(2, static pool =>
    {
        var reports = new List<ParallelProgress>();
        new Watched(100_000).ParBridge().On(pool).WithProgress(new Recorder(reports)).Count();
        Assert.Equal(1, reports[^1].Completed);
        Assert.All(reports, static report => Assert.InRange(report.Completed, 0, report.Total));
    });

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(static () => ((IEnumerable<int>)null!).ParBridge()).ParamName);
        Assert.Equal("batchLength", Assert.Throws<ArgumentOutOfRangeException>(static () => new Watched(1).ParBridge(0)).ParamName);
    }

    private static long Bytes(int length)
    {
        long least = long.MaxValue;
        IEnumerable<int> source = Enumerable.Range(0, length);
        for (int repetition = 0; repetition < 5; repetition++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            source.ParBridge(4).Where(static x => x > 5).Count();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private sealed class Recorder(List<ParallelProgress> reports) : IProgress<ParallelProgress>
    {
        public void Report(ParallelProgress value)
        {
            lock (reports)
                reports.Add(value);
        }
    }

    /// <summary>Counts upwards, and notices two threads inside, use after the end, and how often it is disposed.</summary>
    private sealed class Watched(int length) : IEnumerable<int>
    {
        private readonly int _length = length;
        private int _inside;
        private int _begun;
        private int _disposed;

        public int FailsAt { get; init; } = -1;

        public bool FailsToDispose { get; init; }

        public int Pulled { get; private set; }

        public void AssertEnded()
        {
            Assert.Equal(1, _begun);
            Assert.Equal(1, _disposed);
        }

        public IEnumerator<int> GetEnumerator()
        {
            _begun++;
            Pulled = 0;
            return new Enumerator(this);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private sealed class Enumerator(Watched owner) : IEnumerator<int>
        {
            private bool _isOver;

            public int Current { get; private set; } = -1;

            object System.Collections.IEnumerator.Current => Current;

            public bool MoveNext()
            {
                Assert.Equal(1, Interlocked.Increment(ref owner._inside));
                Assert.False(_isOver, "Asked again after the end.");
                _isOver = true;
                owner.Pulled++;
                if (++Current == owner.FailsAt)
                    throw new FormatException();
                _isOver = Current >= owner._length;
                Interlocked.Decrement(ref owner._inside);
                return !_isOver;
            }

            public void Reset() => throw new NotSupportedException();

            public void Dispose()
            {
                owner._disposed++;
                _isOver = true;
                if (owner.FailsToDispose)
                    throw new NotSupportedException();
            }
        }
    }
}
