using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

public class SharingTests
{
    [Fact]
    public void A_leaf_gives_an_idle_worker_half_of_what_it_has_left()
    {
        const int Cheap = 8000;
        const int Dear = 1000;
        using var pool = new WorkerPool(2);
        var threads = new ConcurrentDictionary<int, bool>();
        using var second = new ManualResetEventSlim();
        Par.Range(0, Cheap + Dear).On(pool).ForEach(index =>
        {
            // All dear items lie in the last pieces, so that whoever has them can only share a leaf.
            if (index < Cheap)
                return;
            threads.TryAdd(Environment.CurrentManagedThreadId, true);
            if (threads.Count > 1)
                second.Set();
            second.Wait(10);
        });
        // Two workers, and perhaps a spare for the one that came to wait for the other.
        Assert.InRange(threads.Count, 2, 3);
    }

    [Fact]
    public void A_leaf_too_short_to_split_goes_on_in_long_blocks_though_a_worker_is_idle()
    {
        const int Length = 200_000;
        using var pool = new WorkerPool(2);
        var folds = new StrongBox<int>();
        var producer = new CountingProducer(new RangeProducer<int>(0, Length), folds);
        Assert.Equal(Length, Driver.Run<CountingProducer, int, CountConsumer<int>>(producer, new IterationOptions { Pool = pool, MinLength = Length }, default).Count);
        Assert.InRange(folds.Value, 1, Length / 20);
    }

    [Fact]
    public void An_iterator_runs_on_the_pool_that_it_is_told_to_or_on_the_current_one()
    {
        using var pool = new WorkerPool(1);
        Assert.All(Par.Range(0, 100).On(pool).Select(_ => WorkerPool.Current).ToArray(), actual => Assert.Same(pool, actual));
        Assert.All(pool.Install(static () => Par.Range(0, 100).Select(static _ => WorkerPool.Current).ToArray()), actual => Assert.Same(pool, actual));
        Assert.All(Par.Range(0, 100).Select(static _ => WorkerPool.Current).ToArray(), static actual => Assert.Same(WorkerPool.Default, actual));
    }

    [Fact]
    public void Iterators_nest()
    {
        int[][] table = Par.Range(0, 50).Select(static row => Par.Range(0, 50).Where(column => column <= row).ToArray()).ToArray();
        Assert.Equal(50 * 51 / 2, table.Par().Sum(static row => row.Par().Count()));
    }

    /// <summary>Counts the blocks that it is asked for, by one worker.</summary>
    private readonly struct CountingProducer(RangeProducer<int> range, StrongBox<int> folds) : IProducer<int>
    {
        public long Length => range.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<int>, allows ref struct
        {
            folds.Value++;
            return range.Fold(start, count, folder);
        }
    }
}
