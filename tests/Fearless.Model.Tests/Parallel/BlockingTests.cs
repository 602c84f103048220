using Fearless.Sync;

namespace Fearless.ModelTests.Parallel;

/// <summary>Workers that block: a spare stands in for them, and retires when they are back.</summary>
public class BlockingTests
{
    [Fact]
    public void A_job_that_a_blocked_worker_waits_for_is_done_by_a_spare() => Check(static pool => pool.Install(() =>
    {
        var done = new Latch();
        pool.Spawn(done.Set);
        Par.Blocking(() => done.Wait());
    }));

    [Fact]
    public void A_job_that_comes_while_the_only_worker_is_blocked_is_done_by_a_spare() => Check(static pool =>
    {
        var done = new Latch();
        JobHandle blocked = pool.Spawn(() => Par.Blocking(() => done.Wait()));
        pool.Spawn(done.Set);
        blocked.Join();
    });

    [Fact]
    public void A_spare_stands_in_again() => Check(static pool => pool.Install(() =>
    {
        for (int i = 0; i < 2; i++)
        {
            var done = new Latch();
            pool.Spawn(done.Set);
            Par.Blocking(() => done.Wait());
        }
    }));

    private static void Check(Action<WorkerPool> body) => Model.Check(
        () =>
        {
            using var pool = new WorkerPool(1);
            body(pool);
        },
        ModelBudget.Bounded);
}
