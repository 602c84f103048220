using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.ModelTests.Parallel;

/// <summary>When a spare stands in for a worker that blocks, with a scheduler alone: its spares are counted and never run.</summary>
public class SpareTests
{
    [Fact]
    public void Each_of_two_that_block_beside_work_gets_a_spare() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = WithWork(out AtomicInt[] started);
        Model.Thread(scheduler.EnterBlocking, "other");
        scheduler.EnterBlocking();
        Model.JoinAll();
        Assert.Equal(2, started[0].Read());
        Assert.False(scheduler.SpareIsNeeded);
    });

    [Fact]
    public void Two_that_bring_work_make_one_spare() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = Without(out AtomicInt[] started);
        scheduler.EnterBlocking();
        Model.Thread(() => scheduler.Inject(new NoJob()), "other");
        scheduler.Inject(new NoJob());
        Model.JoinAll();
        Assert.Equal(1, started[0].Read());
    });

    [Fact]
    public void A_spare_that_has_retired_stands_in_before_another_is_made() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = WithWork(out AtomicInt[] started);
        scheduler.EnterBlocking();
        scheduler.ExitBlocking();
        scheduler.Workers[^1].Sleeper.Fall(WorkerState.Retired);
        scheduler.SpareRetires();
        scheduler.EnterBlocking();
        Assert.Equal(1, started[0].Read());
        Assert.Equal(WorkerState.Awake, scheduler.Workers[^1].Sleeper.State);
    });

    [Fact]
    public void Those_that_change_at_once_are_all_counted() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = Without(out _);
        scheduler.EnterBlocking();
        scheduler.EnterBlocking();
        InParallel(scheduler.SpareReturns);
        Assert.False(scheduler.SpareIsNeeded);
        InParallel(scheduler.SpareRetires);
        Assert.True(scheduler.SpareIsNeeded);
        InParallel(scheduler.ExitBlocking);
        Assert.False(scheduler.SpareIsNeeded);
    });

    [Fact]
    public void A_spare_that_is_made_while_the_pool_ends_is_told_to_end() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = WithWork(out _);
        Model.Thread(scheduler.EnterBlocking, "blocks");
        scheduler.End();
        Model.JoinAll();
        Assert.All(scheduler.Workers, static worker => Assert.True(worker.Ended.IsSet));
    });

    [Fact]
    public void A_worker_that_blocks_is_woken_to_help_when_no_spare_is_to_be_had() => ModelBudget.CheckAll(static () =>
    {
        List<Exception> failures = [];
        using var pool = PoolWithoutWorkers.Create(failures.Add);
        var scheduler = new Scheduler(pool, 1, static _ => throw new IOException());
        scheduler.Injector.Push(new NoJob());
        scheduler.Workers[0].Sleeper.Fall(WorkerState.Blocked);
        scheduler.EnterBlocking();
        Assert.Single(failures);
        Assert.True(scheduler.MustHelpOut);
        Assert.Equal(WorkerState.Awake, scheduler.Workers[0].Sleeper.State);
    });

    [Fact]
    public void A_worker_that_waits_does_the_job_itself_when_no_spare_is_to_be_had() => ModelBudget.CheckAll(static () =>
    {
        using var pool = PoolWithoutWorkers.Create(static _ => { });
        Worker worker = new Scheduler(pool, 1, static _ => throw new IOException()).Workers[0];
        var job = new ActionJob(static _ => { });
        worker.Push(job);
        worker.Waits.For(ref job.Done, Deadline.Never, CancellationToken.None);
    });

    [Fact]
    public void A_worker_that_is_about_to_wait_finds_out_that_no_spare_is_to_be_had() => Model.Check(static () =>
    {
        using var pool = PoolWithoutWorkers.Create(static _ => { });
        var scheduler = new Scheduler(pool, 1, static _ => throw new IOException());
        Worker worker = scheduler.Workers[0];
        var job = new ActionJob(static _ => { });
        Model.Thread(() => scheduler.Inject(job), "queues");
        worker.Waits.For(ref job.Done, Deadline.Never, CancellationToken.None);
    }, ModelBudget.Bounded);

    [Fact]
    public void A_worker_that_helps_out_wakes_another_for_what_it_leaves() => ModelBudget.CheckAll(static () =>
    {
        using var pool = PoolWithoutWorkers.Create(static _ => { });
        var scheduler = new Scheduler(pool, 2, static _ => throw new IOException());
        Worker worker = scheduler.Workers[0];
        Sleeper other = scheduler.Workers[1].Sleeper;
        var second = new ActionJob(_ => Assert.Equal(WorkerState.Awake, other.State));
        worker.Jobs.Push(new NoJob());
        worker.Jobs.Push(second);
        worker.Jobs.Push(new ActionJob(_ => other.Fall(WorkerState.Blocked)));
        worker.Waits.For(ref second.Done, Deadline.Never, CancellationToken.None);
    });

    [Fact]
    public void A_spare_that_leaves_work_behind_brings_another_if_one_is_needed() => ModelBudget.CheckAll(static () =>
    {
        Scheduler scheduler = Without(out AtomicInt[] started);
        var spare = new Worker(scheduler, index: 1);
        scheduler.SpareReturns();
        scheduler.EnterBlocking();
        scheduler.EnterBlocking();
        // Whoever queued these has woken this one spare.
        scheduler.Injector.Push(new ActionJob(worker =>
        {
            Assert.Equal(1, started[0].Read());
            worker.End();
        }));
        scheduler.Injector.Push(new NoJob());
        spare.RunAsSpare();
    });

    private static void InParallel(Action action)
    {
        ModelThread other = Model.Thread(action, "other");
        action();
        other.Join();
    }

    private static Scheduler WithWork(out AtomicInt[] started)
    {
        Scheduler scheduler = Without(out started);
        scheduler.Injector.Push(new NoJob());
        return scheduler;
    }

    private static Scheduler Without(out AtomicInt[] started)
    {
        var counter = new AtomicInt[1];
        started = counter;
        return new Scheduler(null!, 1, _ => counter[0].Increment());
    }

    private sealed class ActionJob(Action<Worker> action) : Job
    {
        public Completion Done;

        public override void Execute(Worker worker, bool migrated)
        {
            action(worker);
            Done.Set();
        }
    }

    private sealed class NoJob : Job
    {
        public override void Execute(Worker worker, bool migrated)
        {
        }
    }
}
