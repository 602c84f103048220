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
        Assert.Equal(0, LockAllocations.Measure(() =>
        {
            SemaphorePermit all = semaphore.Acquire(Tasks);
            for (int index = 0; index < Tasks; index++)
                waiting[index] = semaphore.AcquireAsync();
            all.Dispose();
            for (int index = 0; index < Tasks; index++)
                waiting[index].Result.Dispose();
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
