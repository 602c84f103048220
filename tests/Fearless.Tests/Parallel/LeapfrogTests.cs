using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

/// <summary>
/// A frame that waits executes parts of what it waits for, and nothing else: each test holds a lock across a wait, and tempts the worker to execute
/// something that asks whether its thread holds that lock.
/// </summary>
public class LeapfrogTests
{
    private readonly Lock _gate = new();
    private bool _entered;

    [Fact]
    public void A_fork_that_is_older_than_a_scope_is_not_executed_while_the_scope_waits() => WithTheOtherWorkerBusy(pool => Par.Join(
        () => Par.Join(
            () => WaitInsideTheLock(pool, () =>
            {
                // As an idle worker would; the fork below then finds the flag, and publishes the oldest fork that is still private.
                Worker.Current!.WantPublish();
                Par.Join(static () => { }, static () => { });
            }),
            Enter),
        static () => { }));

    [Fact]
    public void A_fork_keeps_its_place_before_a_scope_though_the_scope_joins_a_handle() => WithTheOtherWorkerBusy(pool =>
    {
        JobHandle stranger = SpawnOutside(pool, static () => { });
        Par.Join(() => WaitInsideTheLock(pool, () => stranger.Join()), Enter);
    });

    [Fact]
    public void What_a_job_spawns_that_is_joined_by_its_handle_does_not_run_on_the_frame_that_joins_it() => WithTheOtherWorkerBusy(pool =>
        pool.InPlaceScope(outer =>
        {
            JobHandle stranger = outer.Spawn(scope => scope.Spawn(Enter));
            WaitInsideTheLock(pool, () => stranger.Join());
        }));

    [Fact]
    public void A_detached_job_is_no_part_of_the_scope_in_which_it_was_spawned() => WithTheOtherWorkerBusy(pool =>
    {
        JobHandle detached = default;
        WaitInsideTheLock(pool, () => detached = pool.Spawn(Enter));
        detached.Join();
    });

    [Fact]
    public void What_left_queues_does_not_run_when_the_join_takes_its_fork_back() => WithTheOtherWorkerBusy(pool =>
    {
        JobHandle detached = default;
        lock (_gate)
        {
            Par.Join(
                () =>
                {
                    // Opening a scope publishes the fork.
                    pool.InPlaceScope(static _ => { });
                    detached = pool.Spawn(Enter);
                },
                static () => { });
        }
        detached.Join();
    });

    [Fact]
    public void Unrelated_work_does_not_run_while_a_join_waits_for_its_fork()
    {
        PoolTest.Run(2, pool => pool.Install(() =>
        {
            Worker worker = Worker.Current!;
            using var taken = new ManualResetEventSlim();
            JobHandle stranger = default;
            lock (_gate)
            {
                Par.Join(
                    context =>
                    {
                        PoolTest.PollUntil(context, taken);
                        stranger = SpawnOutside(pool, Enter);
                        return 0;
                    },
                    _ =>
                    {
                        taken.Set();
                        UntilBlocked(worker);
                        return 0;
                    });
            }
            stranger.Join();
        }));
        Assert.False(_entered);
    }

    [Fact]
    public void A_detached_share_of_a_broadcast_runs_on_its_worker_though_that_waits() => PoolTest.Run(2, pool =>
    {
        int? ranOn = null;
        int expected = pool.Install(() =>
        {
            Worker worker = Worker.Current!;
            pool.InPlaceScope(scope =>
            {
                scope.SpawnBroadcast(share =>
                {
                    // Until nothing can happen any more to what the waiting worker was given.
                    if (share.Index != worker.Index)
                        PoolTest.Until(() => worker.Sleeper.State == WorkerState.Blocked && pool.Scheduler.Injector.IsEmpty, "the worker sleeps in its wait");
                });
                pool.SpawnBroadcast(share =>
                {
                    if (share.Index == worker.Index)
                        ranOn = pool.CurrentWorkerIndex;
                });
            });
            return worker.Index;
        });
        pool.Dispose();
        Assert.Equal(expected, ranOn);
    });

    [Fact]
    public void A_job_that_is_joined_where_it_was_spawned_does_not_lie_about() => PoolTest.Run(1, pool => pool.Install(() =>
    {
        for (int i = 0; i < 1000; i++)
            pool.Spawn(static () => { }).Join();
        Assert.False(Worker.Current!.Jobs.AreVisible);
    }));

    /// <summary>Runs <paramref name="body"/> on one worker of two; the other one is busy until this one sleeps in a wait.</summary>
    private void WithTheOtherWorkerBusy(Action<WorkerPool> body)
    {
        PoolTest.Run(2, pool => pool.Install(() =>
        {
            Worker worker = Worker.Current!;
            using var busy = new ManualResetEventSlim();
            JobHandle other = pool.Spawn(() =>
            {
                busy.Set();
                UntilBlocked(worker);
            });
            PoolTest.Await(busy, "the other worker is busy");
            body(pool);
            other.Join();
        }));
        Assert.False(_entered, "It ran inside the critical section of the frame below it.");
    }

    /// <summary>Opens a scope inside the lock, which waits for the busy worker, and runs <paramref name="body"/> in it.</summary>
    private void WaitInsideTheLock(WorkerPool pool, Action body)
    {
        lock (_gate)
        {
            pool.InPlaceScope(scope =>
            {
                scope.SpawnBroadcast(static _ => { });
                body();
            });
        }
    }

    private void Enter() => _entered |= _gate.IsHeldByCurrentThread;

    private static void UntilBlocked(Worker worker) => PoolTest.Until(() => worker.Sleeper.State == WorkerState.Blocked, "the worker sleeps in its wait");

    private static JobHandle SpawnOutside(WorkerPool pool, Action action)
    {
        JobHandle handle = default;
        var thread = new Thread(() => handle = pool.Spawn(action));
        thread.Start();
        thread.Join();
        return handle;
    }
}
