using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.ModelTests.Parallel;

/// <summary>The sleep of workers: nobody sleeps on work that is there. See the scheduler's README, section 3.</summary>
public class SleepTests
{
    [Fact]
    public void A_worker_does_what_is_injected_at_any_moment() => Model.Check(static () =>
    {
        var pool = new Pool(1);
        var job = new MarkJob();
        pool.Scheduler.Inject(job);
        ThreadWaiter.WaitFor(ref job.Done);
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void Two_jobs_of_two_threads_wake_whoever_sleeps() => Model.Check(static () =>
    {
        var pool = new Pool(1);
        var jobs = new MarkJob[] { new(), new() };
        Model.Thread(() => pool.Scheduler.Inject(jobs[0]), "injects");
        pool.Scheduler.Inject(jobs[1]);
        foreach (MarkJob job in jobs)
            ThreadWaiter.WaitFor(ref job.Done);
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void Two_workers_leave_no_job_behind() => Model.Check(static () =>
    {
        var pool = new Pool(2);
        var jobs = new MarkJob[] { new(), new() };
        foreach (MarkJob job in jobs)
            pool.Scheduler.Inject(job);
        foreach (MarkJob job in jobs)
            ThreadWaiter.WaitFor(ref job.Done);
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void A_job_that_is_addressed_wakes_its_worker() => Model.Check(static () =>
    {
        var pool = new Pool(1);
        var job = new MarkJob();
        pool.Scheduler.Workers[0].PushAddressed(job);
        ThreadWaiter.WaitFor(ref job.Done);
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void A_job_that_a_busy_worker_queues_wakes_the_one_that_goes_to_sleep() => ModelBudget.CheckAll(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        Worker sleeper = scheduler.Workers[1];
        bool sees = false;
        scheduler.Idle.StartSearching();
        Model.Thread(
            () =>
            {
                // The steps of WorkerSearch.SearchAndSleep, which all in all are too many to explore.
                sleeper.Sleeper.Fall(WorkerState.Idle);
                scheduler.Idle.SearchingToSleeping();
                sees = scheduler.HasVisibleWork;
            },
            "goes to sleep");
        scheduler.Workers[0].Push(new MarkJob());
        Model.JoinAll();
        Assert.True(sees || sleeper.Sleeper.State == WorkerState.Awake);
    });

    [Fact]
    public void A_job_that_is_addressed_to_a_worker_that_blocks_is_done_by_it() => ModelBudget.CheckAll(static () =>
    {
        Worker worker = new Scheduler(null!, 1, static _ => { }).Workers[0];
        var job = new MarkJob();
        Model.Thread(() => worker.PushAddressed(job), "addresses");
        worker.Waits.For(ref job.Done, Deadline.Never, CancellationToken.None);
    });

    [Fact]
    public void A_worker_that_queues_a_job_and_waits_for_another_worker_wakes_it() => Model.Check(static () =>
    {
        var pool = new Pool(2);
        var outer = new SpawningJob();
        pool.Scheduler.Inject(outer);
        ThreadWaiter.WaitFor(ref outer.Done);
        ThreadWaiter.WaitFor(ref outer.Inner.Done);
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void Who_takes_one_of_two_jobs_has_woken_another_worker_for_the_other_when_both_are_queued() => Model.Check(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        Worker sleeper = scheduler.Workers[1];
        scheduler.Idle.StartSearching();
        scheduler.Idle.SearchingToSleeping();
        sleeper.Sleeper.Fall(WorkerState.Idle);
        Worker worker = scheduler.Workers[0];
        Model.Thread(() => worker.Run(ref worker.Ended), "worker 0");
        var job = new WaitingJob();
        scheduler.Inject(job);
        scheduler.Inject(new MarkJob());
        job.AreQueued.Set();
        ThreadWaiter.WaitFor(ref job.Done);
        Assert.Equal(WorkerState.Awake, sleeper.Sleeper.State);
        scheduler.End();
    }, ModelBudget.SearchingDeeper);

    [Fact]
    public void The_counts_are_those_of_sleepers_when_all_sleep() => Model.Check(static () =>
    {
        var pool = new Pool(1);
        Model.Thread(() => pool.Scheduler.Workers[0].Sleeper.Wake(), "wakes for nothing");
        var job = new MarkJob();
        pool.Scheduler.Inject(job);
        ThreadWaiter.WaitFor(ref job.Done);
        pool.End();
        Assert.Equal((0, 0), (pool.Scheduler.Idle.Searching, pool.Scheduler.Idle.Sleeping));
    }, ModelBudget.Bounded);

    private sealed class MarkJob : Job
    {
        public Completion Done;
        private Checked<bool> _isDone;

        public override void Execute(Worker worker, bool migrated)
        {
            Assert.False(_isDone.Read());
            _isDone.Write(true);
            Done.Set();
        }
    }

    private sealed class WaitingJob : Job
    {
        public Completion AreQueued;
        public Completion Done;

        public override void Execute(Worker worker, bool migrated)
        {
            ThreadWaiter.WaitFor(ref AreQueued);
            Done.Set();
            // Takes no other.
            ThreadWaiter.WaitFor(ref worker.Ended);
        }
    }

    private sealed class SpawningJob : Job
    {
        public readonly MarkJob Inner = new();
        public Completion Done;

        public override void Execute(Worker worker, bool migrated)
        {
            worker.Push(Inner);
            Done.Set();
        }
    }
}
