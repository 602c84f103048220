using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>Jobs that somebody waits for: on a worker, which may do them itself, or outside.</summary>
public class JobHandleTests
{
    [Fact]
    public void A_job_that_is_joined_has_done_what_it_did() => Check(1, static pool =>
    {
        var data = new Data();
        JobHandle job = pool.Spawn(() => data.Value.Write(1));
        job.Join();
        Assert.Equal(1, data.Value.Read());
        Assert.True(job.TryJoin(TimeSpan.Zero));
    });

    [Fact]
    public void A_job_that_two_begin_at_once_is_done_by_one() => ModelBudget.CheckAll(static () =>
    {
        using WorkerPool pool = PoolWithoutWorkers.Create();
        var done = new AtomicInt();
        JobHandle<int> handle = pool.Spawn(() => done.Increment());
        Job job = PoolWithoutWorkers.Take(pool);
        Model.Thread(() => PoolWithoutWorkers.Execute(pool, job), "other");
        PoolWithoutWorkers.Execute(pool, job);
        Model.JoinAll();
        // Throws if the job was executed again once it had let go of its delegate.
        handle.Join();
        Assert.Equal(1, done.Read());
    });

    [Fact]
    public void A_worker_that_joins_a_job_does_it_or_waits_for_who_does() => Check(2, static pool => pool.Install(() =>
    {
        var data = new Data();
        JobHandle job = pool.Spawn(() => data.Value.Write(1));
        job.Join();
        Assert.Equal(1, data.Value.Read());
    }));

    [Fact]
    public void Two_that_join_a_job_both_get_its_result() => Check(1, static pool =>
    {
        JobHandle<int> job = pool.Spawn(static () => 7);
        ModelThread other = Model.Thread(() => Assert.Equal(7, job.Join()), "other");
        Assert.Equal(7, job.Join());
        other.Join();
    });

    [Fact]
    public void A_job_that_fails_throws_where_it_is_joined() => Check(1, static pool =>
    {
        JobHandle job = pool.Spawn(static () => throw new IOException());
        Assert.Throws<IOException>(() => job.Join());
    });

    [Fact]
    public void A_join_whose_time_is_over_says_so_or_the_job_is_done() => Check(1, static pool =>
    {
        var data = new Data();
        JobHandle job = pool.Spawn(() => data.Value.Write(1));
        if (job.TryJoin(TimeSpan.FromSeconds(1)))
            Assert.Equal(1, data.Value.Read());
    });

    [Fact]
    public void A_worker_whose_join_is_limited_leaves_the_job_to_another() => Check(1, static pool => pool.Install(() =>
    {
        var data = new Data();
        JobHandle job = pool.Spawn(() => data.Value.Write(1));
        if (job.TryJoin(TimeSpan.FromSeconds(1)))
            Assert.Equal(1, data.Value.Read());
    }));

    [Fact]
    public void A_worker_whose_join_is_limited_can_be_told_that_the_job_is_done() => Assert.Contains(
        true,
        Model.Explore(
            static () =>
            {
                using var pool = new WorkerPool(1);
                return pool.Install(() => pool.Spawn(static () => { }).TryJoin(TimeSpan.FromSeconds(1)));
            },
            ModelBudget.Searching with { PreemptionBound = 0 }));

    [Fact]
    public void A_join_is_cancelled_or_the_job_is_done() => Check(1, static pool =>
    {
        using var source = new CancellationTokenSource();
        var data = new Data();
        JobHandle job = pool.Spawn(() => data.Value.Write(1));
        ModelThread canceller = Model.Thread(() => Model.Cancel(source), "canceller");
        try
        {
            job.Join(source.Token);
            Assert.Equal(1, data.Value.Read());
        }
        catch (OperationCanceledException)
        {
        }
        canceller.Join();
    });

    [Fact]
    public void A_task_of_a_job_ends_with_it() => Check(static () =>
    {
        Task<int> task;
        using (var pool = new WorkerPool(1))
            task = pool.Spawn(static () => 7).AsTask();
        Assert.True(task.IsCompletedSuccessfully);
        Assert.Equal(7, task.Result);
    });

    [Fact]
    public void A_job_that_joins_itself_is_told() => Check(1, static pool =>
    {
        JobHandle[] job = new JobHandle[1];
        Assert.Contains("waits for itself", pool.Install(() =>
        {
            job[0] = pool.Spawn(() => job[0].Join());
            return Assert.Throws<InvalidOperationException>(() => job[0].Join()).Message;
        }), StringComparison.Ordinal);
    });

    private static void Check(int size, Action<WorkerPool> body) => Check(() =>
    {
        using var pool = new WorkerPool(size);
        body(pool);
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);

    private sealed class Data
    {
        public Checked<int> Value;
    }
}
