namespace Fearless.Tests.Parallel;

public class OptionsTests
{
    private static readonly Lock EnvironmentLock = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(WorkerPool.MaxSize + 1)]
    [InlineData(int.MaxValue)]
    public void A_size_out_of_range_is_refused_and_the_message_names_the_range(int size)
    {
        var byNumber = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(size));
        Assert.Equal("size", byNumber.ParamName);
        Assert.Equal(size, byNumber.ActualValue);
        Assert.Contains("1 to 4096 workers; pass 0", byNumber.Message, StringComparison.Ordinal);

        // Named after the property, as ParallelOptions does it.
        var byOption = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(new WorkerPoolOptions { Size = size }));
        Assert.Equal(nameof(WorkerPoolOptions.Size), byOption.ParamName);
        Assert.Contains("1 to 4096 workers; leave the size at 0", byOption.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(65_535)]
    public void A_stack_that_is_too_small_is_refused(int stackSize)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(new WorkerPoolOptions { Size = 1, StackSize = stackSize }));
        Assert.Equal(nameof(WorkerPoolOptions.StackSize), refused.ParamName);
        Assert.Contains("at least 65,536 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_priority_that_does_not_exist_is_refused()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(new WorkerPoolOptions { Size = 1, Priority = (ThreadPriority)99 }));
        Assert.Equal(nameof(WorkerPoolOptions.Priority), refused.ParamName);
    }

    [Fact]
    public void The_smallest_stack_is_enough_to_fork_and_wait() => PoolTest.Run(new WorkerPoolOptions { Size = 2, StackSize = 65_536 }, pool =>
    {
        var job = new Fib(12);
        pool.Install(ref job);
        Assert.Equal(144, job.Result);
        int ran = 0;
        pool.Scope(scope => scope.Spawn(() => Interlocked.Increment(ref ran)));
        Assert.Equal(1, ran);
        Assert.Equal([0, 1], pool.Broadcast(static context => context.Index));
    });

    [Fact]
    public void Many_more_workers_than_processors_work_and_end() => PoolTest.Run(new WorkerPoolOptions { Size = 64, StackSize = 256 << 10 }, pool =>
    {
        Assert.Equal(Enumerable.Range(0, 64), pool.Broadcast(static context => context.Index));
        var job = new Fib(18);
        pool.Install(ref job);
        Assert.Equal(2584, job.Result);
    });

    [Fact]
    public void The_options_of_a_pool_can_be_used_for_another() => PoolTest.Guard(() =>
    {
        var options = new WorkerPoolOptions { Size = 2 };
        using var first = new WorkerPool(options);
        using var second = new WorkerPool(options with { Size = 3 });
        Assert.Equal((2, 3), (first.Size, second.Size));
    });

    [Theory]
    [InlineData("3", 3)]
    [InlineData("4096", 4096)]
    [InlineData("5000", 4096)]
    [InlineData("0", null)]
    [InlineData("-2", null)]
    [InlineData("many", null)]
    [InlineData("", null)]
    public void The_environment_gives_the_size_that_nobody_chose(string configured, int? expected)
    {
        lock (EnvironmentLock)
        {
            string? before = Environment.GetEnvironmentVariable("FEARLESS_NUM_THREADS");
            Environment.SetEnvironmentVariable("FEARLESS_NUM_THREADS", configured);
            try
            {
                Assert.Equal(expected ?? Environment.ProcessorCount, new WorkerPoolOptions().EffectiveSize);
                Assert.Equal(2, new WorkerPoolOptions { Size = 2 }.EffectiveSize);
            }
            finally
            {
                Environment.SetEnvironmentVariable("FEARLESS_NUM_THREADS", before);
            }
        }
    }

    [Fact]
    public void The_environment_sizes_pools_that_are_made_without_a_size() => PoolTest.Guard(() =>
    {
        lock (EnvironmentLock)
        {
            string? before = Environment.GetEnvironmentVariable("FEARLESS_NUM_THREADS");
            Environment.SetEnvironmentVariable("FEARLESS_NUM_THREADS", "3");
            try
            {
                using var plain = new WorkerPool();
                using var zero = new WorkerPool(0);
                Assert.Equal((3, 3), (plain.Size, zero.Size));
            }
            finally
            {
                Environment.SetEnvironmentVariable("FEARLESS_NUM_THREADS", before);
            }
        }
    });
}
