using System.Diagnostics;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

// Each test has a type of items of its own: what is known of what a run costs is known of its types.
public class ShortRunTests
{
    [Fact]
    public void Runs_of_a_kind_that_were_short_allocate_nothing_any_more() => PoolTest.Run(2, static pool =>
    {
        nint[] numbers = [.. Enumerable.Range(0, 50).Select(static i => (nint)i)];
        Assert.True(pool.Install(() => Train(() => (int)numbers.Par().Select(static x => x ^ 1).Sum())));
    });

    [Fact]
    public void A_run_that_is_dearer_than_those_before_is_shared_after_an_item_or_two() => PoolTest.Run(2, static pool =>
    {
        var threads = new HashSet<int>();
        bool isDear = false;
        byte[] items = new byte[8];
        Func<byte, bool> predicate = item =>
        {
            if (isDear)
            {
                lock (threads)
                    threads.Add(Environment.CurrentManagedThreadId);
                Thread.Sleep(50);
            }
            return item == 0;
        };
        pool.Install(() =>
        {
            Assert.True(Train(Run));
            isDear = true;
            Assert.Equal(8, Run());
        });
        Assert.Equal(2, threads.Count);

        int Run() => items.Par().Count(predicate);
    });

    [Fact]
    public void A_short_run_that_is_cancelled_on_the_way_says_so() => PoolTest.Run(2, static pool =>
    {
        sbyte[] items = new sbyte[20];
        int seen = 0;
        using var cancellation = new CancellationTokenSource();
        bool cancels = false;
        Func<sbyte, bool> predicate = item =>
        {
            seen++;
            if (cancels)
                cancellation.Cancel();
            return item == 0;
        };
        pool.Install(() =>
        {
            Assert.True(Train(Run));
            cancels = true;
            seen = 0;
            Assert.Throws<OperationCanceledException>(() => Run());
        });
        Assert.InRange(seen, 1, items.Length - 1);

        int Run() => items.Par().WithCancellation(cancellation.Token).Count(predicate);
    });

    [Fact]
    public void What_is_thrown_in_a_short_run_is_what_the_caller_gets() => PoolTest.Run(2, static pool => pool.Install(static () =>
    {
        ushort[] items = [.. Enumerable.Range(0, 50).Select(static i => (ushort)i)];
        bool throws = false;
        Func<ushort, bool> predicate = item => throws && item == 17 ? throw new FormatException("17") : true;
        Assert.True(Train(Run));
        throws = true;
        Assert.Equal("17", Assert.Throws<FormatException>(() => Run()).Message);
        throws = false;
        Assert.Equal(50, Run());

        int Run() => items.Par().Count(predicate);
    }));

    [Fact]
    public void A_short_run_finds_collects_and_reduces_what_a_long_one_does() => PoolTest.Run(2, static pool => pool.Install(static () =>
    {
        long[] items = [.. Enumerable.Range(0, 700).Select(static i => (long)i)];
        for (int run = 0; run < 200; run++)
        {
            Assert.Equal(items.Select(static x => x * 3).ToArray(), items.Par().Select(static x => x * 3).ToArray());
            Assert.Equal(items.Where(static x => x % 3 == 0).ToArray(), items.Par().Where(static x => x % 3 == 0).ToArray());
            Assert.Equal(333, items.Par().FindIndex(static x => x == 333));
            Assert.Equal(699, items.Par().Max());
            Assert.Equal(items.Sum(), items.Par().Aggregate(static () => 0L, static (sum, x) => sum + x, static (a, b) => a + b));
        }
    }));

    [Fact]
    public void Two_dear_items_in_a_while_are_shared_once_a_run_has_shown_that_they_are() => PoolTest.Run(2, static pool =>
    {
        var threads = new HashSet<int>();
        bool isDear = false;
        char[] items = new char[2];
        Func<char, bool> predicate = item =>
        {
            if (isDear)
            {
                lock (threads)
                    threads.Add(Environment.CurrentManagedThreadId);
                Thread.Sleep(50);
            }
            return item == 0;
        };
        pool.Install(() =>
        {
            Assert.True(Train(Run));
            isDear = true;
            for (int attempt = 0; attempt < 20 && threads.Count < 2; attempt++)
                Assert.Equal(2, Run());
        });
        Assert.Equal(2, threads.Count);

        int Run() => items.Par().Count(predicate);
    });

    [Fact]
    public void A_short_run_stays_on_the_thread_that_is_no_worker()
    {
        uint[] items = new uint[20];
        var threads = new HashSet<int>();
        bool notes = false;
        Func<uint, bool> predicate = item =>
        {
            if (notes)
                threads.Add(Environment.CurrentManagedThreadId);
            return item == 0;
        };
        Assert.True(Train(Run));
        notes = true;
        Assert.Equal(20, Run());
        Assert.Equal([Environment.CurrentManagedThreadId], threads);

        int Run() => items.Par().Count(predicate);
    }

    [Fact]
    public void A_run_on_a_pool_that_was_asked_for_is_never_done_elsewhere() => PoolTest.Run(2, static pool =>
    {
        float[] items = new float[20];
        var pools = new HashSet<WorkerPool?>();
        Func<float, bool> predicate = item =>
        {
            lock (pools)
                pools.Add(WorkerPool.Current);
            return item == 0;
        };
        pool.Install(() => Train(() => items.Par().On(pool).Count(predicate)));
        for (int run = 0; run < 100; run++)
            Assert.Equal(20, items.Par().On(pool).Count(predicate));
        Assert.Equal([pool], pools);
    });

    [Fact]
    public void Items_that_their_types_show_to_be_cheap_are_not_handed_over_even_the_first_time()
    {
        char[] letters = [.. Enumerable.Repeat('a', 1000)];
        List<ushort> numbers = [.. Enumerable.Range(0, 1000).Select(static i => (ushort)i)];
        // Made at their first use.
        Assert.Equal(0, Comparer<char>.Default.Compare('a', 'a') + Comparer<ushort>.Default.Compare(1, 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        char most = letters.Par().Max();
        ushort least = numbers.Par().Min();
        int sum = (0..700).Par().Sum();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(('a', 0, 244_650), (most, least, sum));
        Assert.Equal(before, after);
    }

    [Fact]
    public void One_interruption_does_not_make_short_runs_look_dear()
    {
        IterationOptions options = new();
        Learn(slots: 1024, TimeSpan.FromMicroseconds(1));
        Assert.True(MayBegin(100));
        Learn(slots: 100, TimeSpan.FromMilliseconds(50));
        Assert.True(MayBegin(100));
        for (int leaf = 0; leaf < 10; leaf++)
            Learn(slots: 100, TimeSpan.FromMilliseconds(50));
        Assert.False(MayBegin(100));

        bool MayBegin(long length) => ShortRun<RangeProducer<UInt128>, UInt128, CountConsumer<UInt128>>.MayBegin(default, length, options);

        static void Learn(long slots, TimeSpan elapsed) => ShortRun<RangeProducer<UInt128>, UInt128, CountConsumer<UInt128>>.Learn(
            slots, (long)(elapsed.TotalSeconds * Stopwatch.Frequency));
    }

    /// <summary>Runs it until it allocates nothing, as a run that is shared cannot; says whether it came to that.</summary>
    private static bool Train(Func<int> run)
    {
        for (int attempt = 0; attempt < 2000; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            if (GC.GetAllocatedBytesForCurrentThread() == before)
                return true;
        }
        return false;
    }
}
