using Fearless.Sync;

namespace Fearless.Tests.Sync.Locks;

public class MutexTests
{
    [Fact]
    public async Task Threads_and_tasks_hold_it_one_at_a_time()
    {
        const int Rounds = 5000;
        var mutex = new Mutex<int>(0);
        TestThread[] threads =
        [
            .. Enumerable.Range(0, 4).Select(_ => TestThread.Start(() =>
            {
                for (int round = 0; round < Rounds; round++)
                {
                    using MutexGuard<int> guard = mutex.Lock();
                    guard.Value++;
                }
            })),
        ];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using MutexGuard<int> guard = await mutex.LockAsync();
                int before = guard.Value;
                if (round % 100 == 0)
                    await Task.Yield();
                guard.Value = before + 1;
            }
        })));
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.Equal(8 * Rounds, mutex.Lock().Value);
    }

    [Fact]
    public void Copies_of_a_guard_stand_for_one_time_of_being_held()
    {
        var mutex = new Mutex<string>("a");
        MutexGuard<string> first = mutex.Lock();
        MutexGuard<string> copy = first;
        first.Value = "b";
        Assert.True(copy.IsHeld);
        copy.Dispose();
        Assert.False(first.IsHeld);
        Assert.Throws<ObjectDisposedException>(() => first.Value);

        Assert.True(mutex.TryLock(out MutexGuard<string> second));
        first.Dispose();
        Assert.True(second.IsHeld);
        Assert.Equal("b", second.Value);
        Assert.Throws<ObjectDisposedException>(() => copy.Value = "c");
        second.Dispose();
        second.Dispose();
        Assert.False(mutex.IsHeld);
    }

    [Fact]
    public void A_guard_of_a_failed_attempt_holds_nothing()
    {
        var mutex = new Mutex<int>(1);
        using MutexGuard<int> held = mutex.Lock();
        Assert.False(mutex.TryLock(out MutexGuard<int> guard));
        Assert.False(guard.IsHeld);
        Assert.Contains("attempt that failed", Assert.Throws<ObjectDisposedException>(() => guard.Value).Message, StringComparison.Ordinal);
        guard.Dispose();
        Assert.True(held.IsHeld);
    }

    [Fact]
    public async Task Who_waits_gives_up_in_time()
    {
        var clock = new ManualClock();
        var mutex = new Mutex<int>(0);
        MutexGuard<int> held = mutex.Lock();
        Assert.False(mutex.TryLock(TimeSpan.Zero, out _));
        Assert.False(mutex.TryLock(TimeSpan.FromMilliseconds(2), out _));
        Assert.False((await mutex.TryLockAsync(TimeSpan.Zero)).IsHeld);
        Assert.False((await mutex.TryLockAsync(TimeSpan.FromMilliseconds(2))).IsHeld);

        ValueTask<MutexGuard<int>> waiting = mutex.TryLockAsync(Deadline.After(TimeSpan.FromSeconds(1), clock));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await waiting).IsHeld);
        Assert.False(mutex.Core.HasWaiters);
        held.Dispose();
        Assert.False(mutex.IsHeld);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => mutex.TryLock(TimeSpan.FromSeconds(-2), out _)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = mutex.TryLockAsync(TimeSpan.FromSeconds(-2)); });
    }

    [Fact]
    public async Task Who_is_cancelled_does_not_hold_it()
    {
        var mutex = new Mutex<int>(0);
        MutexGuard<int> held = mutex.Lock();
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => mutex.Lock(source.Token)));
        ValueTask<MutexGuard<int>> task = mutex.LockAsync(source.Token);
        Task<MutexGuard<int>> kept = mutex.LockAsync(source.Token).AsTask();
        TestThread.Until(() => mutex.Core.HasWaiters, "somebody waits");
        source.Cancel();
        thread.Join();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept);
        Assert.True(kept.IsCanceled);
        Assert.True(task.IsCanceled);
        OperationCanceledException cancelled = await Assert.ThrowsAsync<OperationCanceledException>(async () => await task);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.False(mutex.Core.HasWaiters);
        held.Dispose();
        Assert.False(mutex.IsHeld);

        // Before anything else, also when it is free.
        Assert.Throws<OperationCanceledException>(() => mutex.Lock(source.Token));
        Assert.True(mutex.LockAsync(source.Token).IsCanceled);
        Assert.False(mutex.IsHeld);
    }

    [Fact]
    public async Task It_is_held_over_an_await_and_given_back_on_another_thread()
    {
        var mutex = new Mutex<int>(0);
        MutexGuard<int> guard = await mutex.LockAsync();
        TestThread thread = TestThread.Start(() =>
        {
            guard.Value = 5;
            guard.Dispose();
        });
        using (MutexGuard<int> next = await mutex.LockAsync())
            Assert.Equal(5, next.Value);
        thread.Join();
    }

    [Fact]
    public async Task What_goes_on_does_not_run_where_the_mutex_is_given_back()
    {
        var mutex = new Mutex<int>(0);
        MutexGuard<int> guard = mutex.Lock();
        int releasing = Environment.CurrentManagedThreadId;
        bool isReleasing = false;
        bool ranInside = false;
        Task waiting = WaitAsync();
        isReleasing = true;
        guard.Dispose();
        isReleasing = false;
        await waiting;
        Assert.False(ranInside);
        Assert.False(mutex.IsHeld);

        async Task WaitAsync()
        {
            using MutexGuard<int> own = await mutex.LockAsync().ConfigureAwait(false);
            ranInside = isReleasing && Environment.CurrentManagedThreadId == releasing;
        }
    }

    [Fact]
    public async Task A_task_is_given_it_by_hand()
    {
        var mutex = new Mutex<int>(0);
        MutexGuard<int> guard = mutex.Lock();
        ValueTask<MutexGuard<int>> waiting = mutex.LockAsync();
        mutex.Core.AddStarving();
        guard.Dispose();
        guard.Dispose();
        Assert.True(waiting.IsCompletedSuccessfully);
        MutexGuard<int> next = await waiting;
        Assert.True(next.IsHeld);
        Assert.False(guard.IsHeld);
        next.Dispose();
        Assert.False(mutex.IsHeld);
    }

    [Fact]
    public void A_guard_of_an_earlier_time_gives_nothing_back_by_hand_either()
    {
        var mutex = new Mutex<int>(0);
        mutex.Core.AddStarving();
        MutexGuard<int> first = mutex.Lock();
        first.Dispose();
        Assert.False(mutex.IsHeld);
        MutexGuard<int> second = mutex.Lock();
        first.Dispose();
        Assert.True(second.IsHeld);
        Assert.False(mutex.TryLock(out _));
    }

    [Fact]
    public void A_thread_that_was_too_late_for_long_is_given_it_by_hand()
    {
        var mutex = new Mutex<int>(0);
        // The thread may be quick enough to have it before it starves: then again.
        while (!IsGivenByHand(mutex))
        {
        }
        Assert.False(mutex.IsHeld);
        Assert.Equal(0, mutex.Core.StarvingCount);
    }

    private static bool IsGivenByHand(Mutex<int> mutex)
    {
        using var mayGoOn = new ManualResetEventSlim();
        MutexGuard<int> guard = mutex.Lock();
        TestThread waiter = TestThread.Start(() =>
        {
            using MutexGuard<int> own = mutex.Lock();
            mayGoOn.Wait();
        });
        bool isByHand;
        do
        {
            TestThread.Until(() => mutex.Core.HasWaiters, "the thread waits");
            isByHand = mutex.Core.StarvingCount > 0;
            guard.Dispose();
            // By hand it is not free in between; otherwise the thread was woken, and takes some microseconds to come.
        }
        while (mutex.TryLock(out guard) && !isByHand);
        bool wasFree = guard.IsHeld;
        guard.Dispose();
        mayGoOn.Set();
        waiter.Join();
        Assert.False(isByHand && wasFree);
        return isByHand;
    }

    [Fact]
    public async Task Nobody_starves_beside_one_that_takes_it_again_at_once()
    {
        var mutex = new Mutex<int>(0);
        bool isDone = false;
        TestThread greedy = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                using MutexGuard<int> guard = mutex.Lock();
                // Held nearly all the time: who comes by chance finds it held.
                Thread.SpinWait(2000);
            }
        });
        for (int round = 0; round < 20; round++)
        {
            mutex.Lock(new CancellationTokenSource(TestThread.Patience).Token).Dispose();
            (await mutex.LockAsync(new CancellationTokenSource(TestThread.Patience).Token)).Dispose();
        }
        Volatile.Write(ref isDone, true);
        greedy.Join();
        Assert.False(mutex.IsHeld);
    }
}
