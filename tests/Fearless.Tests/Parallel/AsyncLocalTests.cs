namespace Fearless.Tests.Parallel;

public class AsyncLocalTests
{
    private static readonly AsyncLocal<int> Value = new();

    [Fact]
    public void A_job_leaves_no_value_behind_on_its_worker() => PoolTest.Run(1, static pool =>
    {
        pool.Spawn(static () => { Value.Value = 5; }).Join();
        Assert.Equal(0, pool.Install(static () => Value.Value));
        pool.Broadcast(static _ => { Value.Value = 6; });
        Assert.Equal(0, pool.Install(static () => Value.Value));
    });

    [Fact]
    public void A_frame_keeps_its_values_when_it_executes_the_job_that_it_joins() => PoolTest.Run(1, static pool => pool.Install(() =>
    {
        Value.Value = 7;
        pool.Spawn(static () => { Value.Value = 5; }).Join();
        Assert.Equal(7, Value.Value);
    }));

    [Fact]
    public void The_thread_that_made_the_pool_keeps_its_values_whatever_it_executes() => PoolTest.Guard(static () =>
    {
        var pool = PoolTest.Track(new WorkerPool(new WorkerPoolOptions { Size = 1, UseCurrentThread = true }));
        Value.Value = 7;
        pool.Spawn(static () => { Value.Value = 5; });
        Assert.Equal(YieldOutcome.Executed, Par.YieldNow());
        Assert.Equal(7, Value.Value);
        pool.Spawn(static () => { Value.Value = 5; });
        pool.Dispose();
        Assert.Equal(7, Value.Value);
    });
}
