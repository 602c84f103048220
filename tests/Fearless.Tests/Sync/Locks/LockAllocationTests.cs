using Fearless.Sync;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync.Locks;

/// <summary>Zero bytes on all threads together. No other test runs at the same time.</summary>
[Collection(nameof(Alone))]
public class LockAllocationTests
{
    private const int Tasks = 20;

    [Fact]
    public void Holding_a_mutex_and_waiting_for_it_as_a_thread_allocate_nothing()
    {
        var mutex = new Mutex<int>(0);
        Assert.Equal(0, MeasureBesideAThread(() => mutex.Lock().Dispose()));
    }

    [Fact]
    public void Tasks_that_wait_for_a_mutex_allocate_nothing()
    {
        var mutex = new Mutex<int>(0);
        var waiting = new ValueTask<MutexGuard<int>>[Tasks];
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            MutexGuard<int> guard = mutex.Lock();
            for (int index = 0; index < Tasks; index++)
                waiting[index] = mutex.LockAsync();
            guard.Dispose();
            for (int index = 0; index < Tasks; index++)
            {
                // It was taken for the task by what has just run.
                Assert.True(waiting[index].IsCompletedSuccessfully);
                waiting[index].Result.Dispose();
            }
        }));
    }

    [Fact]
    public void Holding_a_permit_and_waiting_for_it_as_a_thread_allocate_nothing()
    {
        var semaphore = new CountingSemaphore(1);
        Assert.Equal(0, MeasureBesideAThread(() => semaphore.Acquire().Dispose()));
    }

    [Fact]
    public void Tasks_that_wait_for_permits_and_many_permits_at_once_allocate_nothing()
    {
        var semaphore = new CountingSemaphore(Tasks);
        var waiting = new ValueTask<SemaphorePermit>[Tasks];
        var permits = new SemaphorePermit[Tasks];
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            SemaphorePermit all = semaphore.Acquire(Tasks);
            for (int index = 0; index < Tasks; index++)
                waiting[index] = semaphore.AcquireAsync();
            all.Dispose();
            for (int index = 0; index < Tasks; index++)
                permits[index] = waiting[index].Result;
            foreach (SemaphorePermit permit in permits)
                permit.Dispose();
        }));
    }

    [Fact]
    public void Holding_a_lock_for_writing_and_waiting_for_it_as_a_thread_allocate_nothing()
    {
        var number = new RwLock<int>(0);
        Assert.Equal(0, MeasureBesideAThread(() => number.Write().Dispose()));
    }

    [Fact]
    public void Tasks_that_wait_to_read_and_to_upgrade_allocate_nothing()
    {
        var number = new RwLock<int>(0);
        var waiting = new ValueTask<RwLockReadGuard<int>>[Tasks];
        var guards = new RwLockReadGuard<int>[Tasks];
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            RwLockWriteGuard<int> writing = number.Write();
            for (int index = 0; index < Tasks; index++)
                waiting[index] = number.ReadAsync();
            RwLockUpgradableReadGuard<int> upgradable = writing.DowngradeToUpgradable();
            for (int index = 0; index < Tasks; index++)
                guards[index] = waiting[index].Result;
            ValueTask<RwLockWriteGuard<int>> upgrade = upgradable.UpgradeAsync();
            ValueTask<RwLockWriteGuard<int>> next = number.WriteAsync();
            foreach (RwLockReadGuard<int> guard in guards)
                guard.Dispose();
            upgrade.Result.Dispose();
            next.Result.Dispose();
        }));
    }

    [Fact]
    public void A_value_that_is_there_is_found_without_allocating()
    {
        var cell = new OnceCell<int>();
        cell.GetOrInit(static () => 1);
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            cell.Get();
            cell.GetOrInit(static () => 2);
            cell.Wait();
            Assert.True(cell.GetOrInitAsync(static _ => new ValueTask<int>(3)).IsCompletedSuccessfully);
            Assert.True(cell.WaitAsync().IsCompletedSuccessfully);
        }));
    }

    [Fact]
    public void Notifications_of_one_and_of_all_allocate_nothing()
    {
        var notify = new Notify();
        var waiting = new ValueTask[Tasks];
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            notify.NotifyOne();
            notify.Wait();
            for (int index = 0; index < Tasks; index++)
                waiting[index] = notify.WaitAsync();
            notify.NotifyOne();
            notify.NotifyAll();
            for (int index = 0; index < Tasks; index++)
                waiting[index].GetAwaiter().GetResult();
        }));
    }

    [Fact]
    public void Arriving_at_a_barrier_and_waiting_there_allocate_nothing()
    {
        var barrier = new CyclicBarrier(Tasks + 1);
        var waiting = new ValueTask<BarrierResult>[Tasks];
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            for (int index = 0; index < Tasks; index++)
                waiting[index] = barrier.SignalAndWaitAsync();
            Assert.True(barrier.SignalAndWait() == BarrierResult.Leader);
            for (int index = 0; index < Tasks; index++)
                Assert.True(waiting[index].Result == BarrierResult.Released);
        }));
    }

    private static long MeasureBesideAThread(Action action)
    {
        bool isDone = false;
        TestThread other = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref isDone))
                action();
        });
        long allocated = LockAllocations.Measure(action);
        Volatile.Write(ref isDone, true);
        other.Join();
        return allocated;
    }
}
