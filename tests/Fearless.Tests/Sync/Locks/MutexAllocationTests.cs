using Fearless.Sync;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync.Locks;

/// <summary>Zero bytes on all threads together. No other test runs at the same time.</summary>
[Collection(nameof(Alone))]
public class MutexAllocationTests
{
    private const int Unmeasured = 20;
    private const int Rounds = 300;

    [Fact]
    public void Holding_it_and_waiting_for_it_as_a_thread_allocate_nothing()
    {
        var mutex = new Mutex<int>(0);
        bool isDone = false;
        TestThread other = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                using MutexGuard<int> guard = mutex.Lock();
                Thread.SpinWait(1000);
            }
        });
        long allocated = Measure(() => mutex.Lock().Dispose());
        Volatile.Write(ref isDone, true);
        other.Join();
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Tasks_that_wait_one_at_a_time_allocate_nothing()
    {
        var mutex = new Mutex<int>(0);
        Assert.Equal(0, Measure(() =>
        {
            MutexGuard<int> guard = mutex.Lock();
            ValueTask<MutexGuard<int>> waiting = mutex.LockAsync();
            guard.Dispose();
            // It was taken for the task by what has just run.
            Assert.True(waiting.IsCompletedSuccessfully);
            waiting.Result.Dispose();
        }));
    }

    private static long Measure(Action action)
    {
        long least = long.MaxValue;
        // The runtime allocates now and then, too.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            for (int round = 0; round < Unmeasured; round++)
                action();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int round = 0; round < Rounds; round++)
                action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }
}
