using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

public class StarvationTests
{
    public enum Way
    {
        Injected,
        Addressed,
        AddressedDetached,
    }

    [Theory]
    [InlineData(Way.Injected)]
    [InlineData(Way.Addressed)]
    [InlineData(Way.AddressedDetached)]
    public void A_worker_that_makes_its_own_work_gets_to_what_came_from_elsewhere(Way way) => PoolTest.Run(1, pool =>
    {
        const int Many = 10_000;
        using var begun = new ManualResetEventSlim();
        using var arrived = new ManualResetEventSlim();
        using var served = new ManualResetEventSlim();
        int again = 0;
        int before = -1;
        pool.Spawn(() =>
        {
            begun.Set();
            PoolTest.Await(arrived, "something comes from elsewhere");
            Again();
        });
        PoolTest.Await(begun, "the worker is busy");
        pool.InPlaceScope(scope =>
        {
            switch (way)
            {
                case Way.Injected:
                    pool.Spawn(Serve);
                    break;
                case Way.Addressed:
                    scope.SpawnBroadcast(_ => Serve());
                    break;
                default:
                    pool.SpawnBroadcast(_ => Serve());
                    break;
            }
            arrived.Set();
        });
        PoolTest.Await(served, "the worker gets to it");
        Assert.InRange(before, 0, Many - 1);

        void Again()
        {
            if (!served.IsSet && ++again < Many)
                pool.Spawn(Again);
        }

        void Serve()
        {
            before = again;
            served.Set();
        }
    });

    [Fact]
    public void Forks_that_yielding_makes_visible_wake_a_worker_that_sleeps() => PoolTest.Run(2, pool => pool.Install(() =>
    {
        using var busy = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var firstRan = new ManualResetEventSlim();
        using var secondRan = new ManualResetEventSlim();
        Worker worker = Worker.Current!;
        pool.Spawn(() =>
        {
            busy.Set();
            PoolTest.Await(release, "the forks are open");
        });
        PoolTest.Await(busy, "the other worker is busy");

        // The first fork is public at once; nobody is idle then, so the two inside it stay private.
        Par.Join(() => Par.Join(() => Par.Join(Yield, WaitForSecond), secondRan.Set), firstRan.Set);

        void Yield()
        {
            Assert.Equal((3, 1), (worker.Forks.Depth, worker.Forks.PublishedDepth));
            release.Set();
            PoolTest.Await(firstRan, "the other worker takes the first fork");
            PoolTest.Until(() => pool.Scheduler.Workers[1 - worker.Index].Sleeper.State == WorkerState.Idle, "the other worker sleeps");
            Par.YieldNow();
        }

        void WaitForSecond() => PoolTest.Await(secondRan, "the other worker is woken for the second fork");
    }));
}
