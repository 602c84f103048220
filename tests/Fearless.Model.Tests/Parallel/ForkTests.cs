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
