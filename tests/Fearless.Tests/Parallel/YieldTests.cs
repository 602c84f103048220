namespace Fearless.Tests.Parallel;

public class YieldTests
{
    [Fact]
    public void A_worker_knows_whether_jobs_that_it_queued_still_wait() => PoolTest.Run(1, pool =>
    {
        Assert.False(pool.CurrentWorkerHasPendingJobs);
        pool.Install(() =>
        {
            Assert.False(pool.CurrentWorkerHasPendingJobs);
            pool.Spawn(static () => { });
            Assert.True(pool.CurrentWorkerHasPendingJobs);
            Assert.Equal(YieldOutcome.Executed, Par.YieldLocal());
            Assert.False(pool.CurrentWorkerHasPendingJobs);
        });
    });

    [Fact]
    public void Outside_a_pool_there_is_nothing_to_yield_to()
    {
        Assert.Equal(YieldOutcome.NotAWorker, Par.YieldNow());
        Assert.Equal(YieldOutcome.NotAWorker, Par.YieldLocal());
    }

    [Fact]
    public void A_worker_without_jobs_is_idle() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        Assert.Equal(YieldOutcome.Idle, Par.YieldNow());
        Assert.Equal(YieldOutcome.Idle, Par.YieldLocal());
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Yielding_executes_exactly_one_job_of_the_worker_s_own(bool local) => PoolTest.Run(1, pool => pool.Install(() =>
    {
        int ran = 0;
        for (int i = 0; i < 3; i++)
            pool.Spawn(() => { ran++; });
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(YieldOutcome.Executed, local ? Par.YieldLocal() : Par.YieldNow());
            Assert.Equal(i, ran);
        }
        Assert.Equal(YieldOutcome.Idle, local ? Par.YieldLocal() : Par.YieldNow());
    }));

    [Fact]
    public void YieldNow_takes_what_came_from_outside_and_YieldLocal_does_not() => PoolTest.Run(1, pool =>
    {
        using var inside = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        JobHandle checks = pool.Spawn(() =>
        {
            inside.Set();
            PoolTest.Await(queued, "a job comes from outside");
            Assert.Equal(YieldOutcome.Idle, Par.YieldLocal());
            Assert.Equal(YieldOutcome.Executed, Par.YieldNow());
            Assert.Equal(YieldOutcome.Idle, Par.YieldNow());
        });
        PoolTest.Await(inside, "the worker is inside the first job");
        JobHandle other = pool.Spawn(static () => { });
        queued.Set();
        checks.Join();
        Assert.True(other.IsCompleted);
    });

    [Fact]
    public void YieldNow_takes_jobs_of_other_workers() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        using var ready = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        using var stolen = new ManualResetEventSlim();
        JobHandle thief = pool.Spawn(() =>
        {
            ready.Set();
            PoolTest.Await(queued, "the victim has a job");
            Assert.Equal(YieldOutcome.Idle, Par.YieldLocal());
            Assert.Equal(YieldOutcome.Executed, Par.YieldNow());
        });
        PoolTest.Await(ready, "the other worker runs the thief");
        pool.Spawn(stolen.Set);
        queued.Set();
        PoolTest.Await(stolen, "the thief takes the job");
        thief.Join();
    }));

    [Fact]
    public void A_yielded_job_may_yield_again() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        int depth = 0, deepest = 0;
        for (int i = 0; i < 20; i++)
        {
            pool.Spawn(() =>
            {
                deepest = Math.Max(deepest, ++depth);
                Par.YieldNow();
                depth--;
            });
        }
        Par.YieldNow();
        Assert.Equal(20, deepest);
    }));

    [Fact]
    public void A_job_that_fails_while_another_yields_does_not_disturb_it() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        JobHandle failing = pool.Spawn(static () => throw new IOException());
        Assert.Equal(YieldOutcome.Executed, Par.YieldNow());
        Assert.Throws<IOException>(() => failing.Join());
    }));
}
