using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.ModelTests.Parallel;

/// <summary>Forks that are promoted to jobs while others sleep, steal, and take back.</summary>
public class ForkTests
{
    [Fact]
    public void Both_halves_are_executed_once_whoever_takes_them() => Model.Check(static () =>
    {
        var pool = new Pool(2);
        var job = new JoinOnce();
        pool.Scheduler.Inject(job);
        ThreadWaiter.WaitFor(ref job.Done);
        Assert.Equal((1, 1), (job.Sides.Left.Read(), job.Sides.Right.Read()));
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void A_worker_that_asks_for_work_gets_a_fork_at_the_next_fork() => Model.Check(static () =>
    {
        var pool = new Pool(2);
        var job = new JoinTwice();
        pool.Scheduler.Inject(job);
        ThreadWaiter.WaitFor(ref job.Done);
        Assert.Equal((2, 2), (job.Sides.Left.Read(), job.Sides.Right.Read()));
        pool.End();
    }, ModelBudget.Bounded);

    [Fact]
    public void A_half_that_is_stolen_is_waited_for_and_helped_with() => Model.Check(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        Worker thief = scheduler.Workers[1];
        Model.Thread(
            () =>
            {
                if (thief.Jobs.TakeAny() is { } job)
                    thief.Execute(job, migrated: true);
            },
            "thief");
        var sides = new Sides();
        var left = new Side(sides, isLeft: true);
        var right = new Nested(sides);
        new ForkContext(scheduler.Workers[0], migrated: false).Join(ref left, ref right);
        Assert.Equal((2, 1), (sides.Left.Read(), sides.Right.Read()));
    }, ModelBudget.Bounded);

    [Fact]
    public void What_was_queued_on_top_of_a_fork_is_passed_on() => ModelBudget.CheckAll(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        var job = new JoinOnce();
        Join(scheduler.Workers[0], context => context.Worker.Push(job));
        Assert.Same(job, scheduler.Injector.Steal().TryGetValue(out Job? passedOn) ? passedOn : null);
    });

    [Fact]
    public void A_fork_of_functions_is_published_for_who_asks() => Model.Check(
        static () =>
        {
            using var pool = new WorkerPool(2);
            // Whoever has forked nothing yet is taken to be asked.
            Assert.Equal((true, 2), pool.Install(() => Par.Join(() => pool.CurrentWorkerHasPendingJobs, static () => 2)));
        },
        ModelBudget.Bounded with { PreemptionBound = 0 });

    [Fact]
    public void Forks_are_counted_from_the_moment_on_that_it_was_asked_for() => Model.Check(static () =>
    {
        var pool = new Pool(2);
        var during = new JoinOnce();
        pool.Scheduler.Inject(during);
        pool.Scheduler.CountForks(true);
        ThreadWaiter.WaitFor(ref during.Done);
        long before = Count();

        var after = new JoinOnce();
        pool.Scheduler.Inject(after);
        ThreadWaiter.WaitFor(ref after.Done);
        Assert.Equal(before + 1, Count());
        pool.End();

        long Count() => pool.Scheduler.Workers.Sum(static worker => worker.Counters.Forks.Read());
    }, ModelBudget.Bounded);

    [Fact]
    public void A_worker_that_publishes_meanwhile_counts_from_then_on_too() => Model.Check(static () =>
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        Model.Thread(() => scheduler.CountForks(true));
        // The first fork is published, and the flag lowered.
        JoinAndCheckThatAForkInsideIsCounted(scheduler.Workers[0]);
    });

    [Fact]
    public void A_worker_that_stops_counting_meanwhile_starts_again() => Model.Check(static () =>
    {
        var scheduler = new Scheduler(null!, 1, static _ => { });
        scheduler.CountForks(true);
        scheduler.CountForks(false);
        Model.Thread(() => scheduler.CountForks(true));
        JoinAndCheckThatAForkInsideIsCounted(scheduler.Workers[0]);
    });

    [Fact]
    public void A_request_that_comes_when_counting_begins_is_kept() => ModelBudget.CheckAll(static () =>
        JoinAndCheckThatARequestInsideIsKept(isCounting: false));

    [Fact]
    public void A_request_that_comes_when_counting_ends_is_kept() => ModelBudget.CheckAll(static () =>
        JoinAndCheckThatARequestInsideIsKept(isCounting: true));

    private static void JoinAndCheckThatARequestInsideIsKept(bool isCounting)
    {
        var scheduler = new Scheduler(null!, 2, static _ => { });
        scheduler.CountForks(isCounting);
        Join(scheduler.Workers[0], context =>
        {
            // The flag was up in the new worker, and is lowered now.
            Worker worker = context.Worker;
            Assert.Equal((1, false), (worker.Jobs.Count, worker.PublishWanted));
            scheduler.CountForks(false);
            Model.Thread(worker.WantPublish, "searches");
            if (!isCounting)
                Model.Thread(() => scheduler.CountForks(true), "counts");
            Join(worker, inner =>
            {
                Model.JoinAll();
                Join(worker, innermost => Assert.Equal(2, worker.Jobs.Count));
            });
        });
    }

    private static void Join(Worker worker, Action<ForkContext> action)
    {
        var left = new ActionSide(action);
        var right = new Side(new Sides(), isLeft: false);
        new ForkContext(worker, migrated: false).Join(ref left, ref right);
    }

    private readonly struct ActionSide(Action<ForkContext> action) : IForkJob
    {
        public void Execute(ForkContext context) => action(context);
    }

    private static void JoinAndCheckThatAForkInsideIsCounted(Worker worker)
    {
        var left = new CheckThatAForkIsCounted();
        var right = new Side(new Sides(), isLeft: false);
        new ForkContext(worker, migrated: false).Join(ref left, ref right);
    }

    private struct CheckThatAForkIsCounted : IForkJob
    {
        public readonly void Execute(ForkContext context)
        {
            Model.JoinAll();
            ref AtomicLong count = ref context.Worker.Counters.Forks;
            long before = count.Read();
            new Nested(new Sides()).Execute(context);
            Assert.Equal(before + 1, count.Read());
        }
    }

    private sealed class Sides
    {
        public AtomicInt Left;
        public AtomicInt Right;
    }

    private struct Side(Sides sides, bool isLeft) : IForkJob
    {
        private int _executed;

        public void Execute(ForkContext context)
        {
            Assert.Equal(1, ++_executed);
            if (isLeft)
                sides.Left.Increment();
            else
                sides.Right.Increment();
        }
    }

    private struct Nested(Sides sides) : IForkJob
    {
        public readonly void Execute(ForkContext context)
        {
            var left = new Side(sides, isLeft: true);
            var right = new Side(sides, isLeft: false);
            context.Join(ref left, ref right);
        }
    }

    private sealed class JoinOnce : Job
    {
        public readonly Sides Sides = new();
        public Completion Done;

        public override void Execute(Worker worker, bool migrated)
        {
            new Nested(Sides).Execute(new ForkContext(worker, migrated));
            Done.Set();
        }
    }

    private sealed class JoinTwice : Job
    {
        public readonly Sides Sides = new();
        public Completion Done;

        public override void Execute(Worker worker, bool migrated)
        {
            var left = new Nested(Sides);
            var right = new Nested(Sides);
            new ForkContext(worker, migrated).Join(ref left, ref right);
            Done.Set();
        }
    }
}
