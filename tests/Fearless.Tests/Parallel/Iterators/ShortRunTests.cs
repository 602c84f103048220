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
