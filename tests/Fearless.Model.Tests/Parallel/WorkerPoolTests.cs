namespace Fearless.ModelTests.Parallel;

/// <summary>Pools as they are used from outside, whose workers are threads of the model: what is given to them is done once, and they
/// end.</summary>
public class WorkerPoolTests
{
    [Fact]
    public void What_is_installed_is_done_when_the_call_returns() => Check(1, static pool =>
    {
        var data = new Data();
        pool.Install(() => data.Value.Write(1));
        Assert.Equal(1, data.Value.Read());
    });

    [Fact]
    public void Two_threads_install_at_once() => Check(1, static pool =>
    {
        var data = new Data[] { new(), new() };
        ModelThread other = Model.Thread(() => Install(0), "other");
        Install(1);
        other.Join();

        void Install(int index)
        {
            pool.Install(() => data[index].Value.Write(1));
            Assert.Equal(1, data[index].Value.Read());
        }
    });

    [Fact]
    public void A_pool_does_all_that_it_was_given_before_it_ends() => Check(static () =>
    {
        var data = new Data[] { new(), new() };
        using (var pool = new WorkerPool(1))
        {
            pool.Spawn(() =>
            {
                data[0].Value.Write(1);
                pool.SpawnFifo(() => data[1].Value.Write(1));
            });
        }
        Assert.Equal(2, data[0].Value.Read() + data[1].Value.Read());
    });

    [Fact]
    public void A_job_is_done_or_refused_when_its_pool_is_disposed() => Check(static () =>
    {
        var pool = new WorkerPool(1);
        var data = new Data();
        bool isTaken = false;
        Model.Thread(
            () =>
            {
                try
                {
                    pool.Spawn(() => data.Value.Write(1));
                    isTaken = true;
                }
                catch (ObjectDisposedException)
                {
                }
            },
            "spawns");
        pool.Dispose();
        Model.JoinAll();
        Assert.Equal(isTaken ? 1 : 0, data.Value.Read());
    });

    [Fact]
    public void Two_that_dispose_of_a_pool_both_find_it_ended() => Check(static () =>
    {
        var pool = new WorkerPool(1);
        var data = new Data();
        pool.Spawn(() => data.Value.Write(1));
        Model.Thread(Dispose, "other");
        Dispose();

        void Dispose()
        {
            pool.Dispose();
            Assert.Equal(1, data.Value.Read());
        }
    });

    [Fact]
    public void A_task_is_cancelled_or_its_job_is_done() => Check(static () =>
    {
        using var source = new CancellationTokenSource();
        bool isDone = false;
        Task task;
        using (var pool = new WorkerPool(1))
        {
            task = pool.RunAsync(() => isDone = true, source.Token);
            Model.Thread(() => Model.Cancel(source), "canceller");
        }
        Model.JoinAll();
        Assert.True(task.IsCompleted);
        Assert.Equal(!isDone, task.IsCanceled);
    });

    [Fact]
    public void A_task_ends_with_its_job_though_it_could_have_been_cancelled() => Check(static () =>
    {
        using var source = new CancellationTokenSource();
        Task<int> task;
        using (var pool = new WorkerPool(1))
            task = pool.RunAsync(static () => 7, source.Token);
        Assert.True(task.IsCompletedSuccessfully);
        source.Cancel();
        Assert.Equal(7, task.Result);
    });

    [Fact]
    public void A_task_that_is_cancelled_while_the_worker_is_busy_never_begins() => Check(static () =>
    {
        using var source = new CancellationTokenSource();
        bool isDone = false;
        Task? task = null;
        using (var pool = new WorkerPool(1))
        {
            pool.Install(() =>
            {
                // This is the only worker.
                task = pool.RunAsync(() => isDone = true, source.Token);
                source.Cancel();
            });
        }
        Assert.True(task!.IsCanceled);
        Assert.False(isDone);
    });

    [Fact]
    public void A_broadcast_is_done_by_each_worker() => Check(2, static pool =>
    {
        int[] indices = pool.Broadcast(static context => context.Index);
        Assert.Equal([0, 1], indices);
    });

    [Fact]
    public void What_is_broadcast_and_not_waited_for_is_done_before_the_pool_ends() => Check(static () =>
    {
        var done = new AtomicInt();
        using (var pool = new WorkerPool(2))
            pool.SpawnBroadcast(context => done.Add(context.Index + 1));
        Assert.Equal(3, done.Read());
    });

    [Fact]
    public void A_worker_that_the_host_starts_is_started_once() => Check(static () =>
    {
        var started = new AtomicInt();
        var options = new WorkerPoolOptions
        {
            Size = 1,
            StartThread = worker =>
            {
                for (int i = 0; i < 2; i++)
                {
                    Model.Thread(
                        () =>
                        {
                            try
                            {
                                started.Increment();
                                worker.Run();
                            }
                            catch (InvalidOperationException)
                            {
                                started.Decrement();
                            }
                        },
                        "worker");
                }
            },
        };
        using (var pool = new WorkerPool(options))
            pool.Install(static () => { });
        Model.JoinAll();
        Assert.Equal(1, started.Read());
    });

    [Fact]
    public void A_worker_is_not_run_by_the_thread_that_starts_it() => Check(static () =>
    {
        var options = new WorkerPoolOptions { Size = 1, StartThread = static worker => Assert.Throws<InvalidOperationException>(worker.Run) };
        new WorkerPool(options).Dispose();
    });

    [Fact]
    public void A_worker_that_starts_while_its_pool_ends_has_left_or_never_starts() => Check(static () =>
    {
        var inside = new AtomicInt();
        var options = new WorkerPoolOptions
        {
            Size = 1,
            StartThread = static worker => Model.Thread(worker.Run, "worker"),
            OnWorkerStart = _ => inside.Increment(),
            OnWorkerExit = _ => inside.Decrement(),
        };
        new WorkerPool(options).Dispose();
        Assert.Equal(0, inside.Read());
        Model.JoinAll();
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
