using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>Which job a worker takes next, and what others can take from it.</summary>
public class WorkerJobsTests
{
    [Fact]
    public void A_worker_looks_elsewhere_though_it_has_work_of_its_own() => ModelBudget.CheckAll(static () =>
    {
        var scheduler = new Scheduler(null!, 1, static _ => { });
        WorkerJobs jobs = scheduler.Workers[0].Jobs;
        var far = new Recorded();
        scheduler.Injector.Push(far);
        for (int own = 0; own < 4; own++)
            jobs.Push(new Recorded());
        Assert.NotSame(far, jobs.TakeAny());
        Assert.NotSame(far, jobs.TakeAny());
        Assert.Same(far, jobs.TakeAny());
    });

    [Fact]
    public void Whoever_helps_with_a_job_takes_only_parts_of_it() => ModelBudget.CheckAll(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        Worker executor = scheduler.Workers[0];
        var before = new Recorded();
        var part = new Recorded();
        executor.Push(before);
        var job = new Pushing(part);
        Model.Thread(() => job.Execute(executor, migrated: true), "executor");
        Job? taken = scheduler.Workers[1].Jobs.StealPart(job, mayAsk: false);
        Assert.True(taken is null || taken == part);
    });

    [Fact]
    public void Detached_jobs_that_are_stolen_by_the_half_are_taken_once_each() => ModelBudget.CheckAll(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        (Worker owner, Worker thief) = (scheduler.Workers[0], scheduler.Workers[1]);
        for (int job = 0; job < 3; job++)
            owner.Jobs.PushFifo(new Recorded());
        int stolen = 0;
        ModelThread other = Model.Thread(
            () =>
            {
                // What is stolen beyond the first lies with the thief.
                for (Job? job = thief.Jobs.TakeOthers(); job is not null; job = thief.Jobs.TakeOldest())
                    stolen++;
            },
            "thief");
        int taken = 0;
        while (owner.Jobs.TakeOldest() is not null)
            taken++;
        other.Join();
        Assert.Equal(3, taken + stolen);
    });

    [Fact]
    public void What_is_next_comes_first_but_not_always() => ModelBudget.CheckAll(static () =>
    {
        WorkerJobs jobs = new Scheduler(null!, 1, static _ => { }).Workers[0].Jobs;
        var waiting = new Recorded();
        jobs.PushFifo(waiting);
        var next = new Recorded();
        jobs.Next = next;
        Assert.Same(next, jobs.TakeAny());
        jobs.Next = next;
        Assert.Same(waiting, jobs.TakeAny());
        Assert.Same(next, jobs.Next);
    });

    private sealed class Recorded : Job
    {
        public override void Execute(Worker worker, bool migrated)
        {
        }
    }

    private sealed class Pushing(Job part) : HeapJob
    {
        protected override void Invoke(ForkContext context) => context.Worker.Jobs.Push(part);
    }
}
