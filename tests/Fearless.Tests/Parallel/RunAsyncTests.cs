namespace Fearless.Tests.Parallel;

public class RunAsyncTests
{
    [Fact]
    public async Task The_task_ends_with_the_job_and_has_its_result()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(2));
        Assert.Equal(5, await pool.RunAsync(static () => 5, CancellationToken.None));
        bool ran = false;
        await pool.RunAsync(() => { ran = true; }, CancellationToken.None);
        Assert.True(ran);
        Assert.Same(pool, await pool.RunAsync(static () => WorkerPool.Current, CancellationToken.None));
        Assert.Same(WorkerPool.Default, await Par.RunAsync(static () => WorkerPool.Current, CancellationToken.None));
        await Par.RunAsync(static () => { }, CancellationToken.None);
    }

    [Fact]
    public async Task What_the_job_throws_comes_out_of_the_await_as_it_was()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        var thrown = new IOException();
        void UserCode() => throw thrown;
        var caught = await Assert.ThrowsAsync<IOException>(() => pool.RunAsync(UserCode, CancellationToken.None));
        Assert.Same(thrown, caught);
        Assert.Contains(nameof(UserCode), caught.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuations_do_not_run_on_the_worker()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        using var release = new ManualResetEventSlim();
        Task task = pool.RunAsync(() => PoolTest.Await(release, "the test lets the job go on"), CancellationToken.None);
        Task<WorkerPool?> continuation = task.ContinueWith(
            static _ => WorkerPool.Current, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        release.Set();
        Assert.Null(await continuation);
    }

    [Fact]
    public async Task A_cancelled_token_cancels_before_anything_is_queued()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        var token = new CancellationToken(canceled: true);
        Task<int> task = pool.RunAsync(static int () => throw new InvalidOperationException("ran"), token);
        Assert.True(task.IsCanceled);
        Assert.Equal(token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task)).CancellationToken);
    }

    [Fact]
    public async Task A_job_that_has_not_started_can_be_cancelled_and_never_runs()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        using var release = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        Task holder = pool.RunAsync(() => PoolTest.Await(release, "the test lets the worker go"), CancellationToken.None);
        bool ran = false;
        Task task = pool.RunAsync(() => { ran = true; }, source.Token);
        await source.CancelAsync();
        Assert.True(task.IsCanceled);
        release.Set();
        await holder;
        pool.Dispose();
        Assert.False(ran);
    }

    [Fact]
    public async Task A_job_that_has_started_is_not_interrupted()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        Task<int> task = pool.RunAsync(
            () =>
            {
                started.Set();
                PoolTest.Await(release, "the test lets the job go on");
                return 8;
            },
            source.Token);
        PoolTest.Await(started, "the job started");
        await source.CancelAsync();
        Assert.False(task.IsCompleted);
        release.Set();
        Assert.Equal(8, await task);
    }

    [Fact]
    public async Task A_job_that_observes_its_own_token_ends_as_cancelled()
    {
        using WorkerPool pool = PoolTest.Track(new WorkerPool(1));
        using var source = new CancellationTokenSource();
        Task task = pool.RunAsync(
            () =>
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            },
            source.Token);
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task)).CancellationToken);
        Assert.True(task.IsCanceled);

        Task other = pool.RunAsync(static () => throw new OperationCanceledException("of something else"), CancellationToken.None);
        await Assert.ThrowsAsync<OperationCanceledException>(() => other);
        Assert.True(other.IsFaulted);
    }

    [Fact]
    public async Task Cancelling_while_jobs_start_ends_each_task_one_way_or_the_other()
    {
        int ran = 0, cancelled = 0, finished = 0;
        using (WorkerPool pool = PoolTest.Track(new WorkerPool(2)))
        {
            for (int round = 0; round < 300; round++)
            {
                using var source = new CancellationTokenSource();
                Task[] tasks = [.. Enumerable.Range(0, 4).Select(_ => pool.RunAsync(() => Interlocked.Increment(ref ran), source.Token))];
                await source.CancelAsync();
                foreach (Task task in tasks)
                {
                    await task.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(PoolTest.Limit, CancellationToken.None);
                    if (task.IsCanceled)
                        cancelled++;
                    else
                        finished++;
                }
            }
        }
        Assert.Equal(1200, cancelled + finished);
        Assert.Equal(finished, ran);
    }

    [Fact]
    public void A_token_whose_source_was_disposed_does_not_keep_the_pool_from_ending() => PoolTest.Run(1, pool =>
    {
        var source = new CancellationTokenSource();
        CancellationToken token = source.Token;
        source.Dispose();
        try
        {
            pool.RunAsync(static () => { }, token).Wait(PoolTest.Limit, CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // Either is fine, as long as the pool can still be disposed.
        }
    });
}
