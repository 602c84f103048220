using Fearless.Sync;

namespace Fearless.Tests.Sync.Locks;

public class SemaphoreTests
{
    [Fact]
    public async Task Threads_and_tasks_never_hold_more_permits_than_there_are()
    {
        const int Rounds = 2000;
        const int Most = 3;
        var semaphore = new CountingSemaphore(Most);
        int held = 0;
        int most = 0;
        TestThread[] threads =
        [
            .. Enumerable.Range(0, 3).Select(thread => TestThread.Start(() =>
            {
                for (int round = 0; round < Rounds; round++)
                {
                    using SemaphorePermit permit = semaphore.Acquire(1 + ((thread + round) % Most));
                    Hold(permit.Count);
                }
            })),
        ];
        await Task.WhenAll(Enumerable.Range(0, 3).Select(task => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using SemaphorePermit permit = await semaphore.AcquireAsync(1 + ((task + round) % Most));
                Hold(permit.Count);
                if (round % 100 == 0)
                    await Task.Yield();
            }
        }))).WaitAsync(TestThread.Patience);
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.InRange(most, 1, Most);
        Assert.Equal(Most, semaphore.AvailableCount);

        void Hold(int count)
        {
            int now = Interlocked.Add(ref held, count);
            int before = Volatile.Read(ref most);
            while (now > before)
                before = Interlocked.CompareExchange(ref most, now, before);
            Interlocked.Add(ref held, -count);
        }
    }

    [Fact]
    public void Copies_of_a_permit_give_it_back_once()
    {
        var semaphore = new CountingSemaphore(3);
        SemaphorePermit permit = semaphore.Acquire(2);
        SemaphorePermit copy = permit;
        Assert.Equal(2, permit.Count);
        Assert.Equal(1, semaphore.AvailableCount);
        copy.Dispose();
        Assert.False(permit.IsHeld);
        Assert.Equal(3, semaphore.AvailableCount);
        permit.Dispose();
        permit.Forget();
        Assert.Equal(3, semaphore.AvailableCount);

        // The next permit takes the place of the last, and is another.
        using SemaphorePermit next = semaphore.Acquire();
        permit.Dispose();
        Assert.True(next.IsHeld);
        Assert.Equal(2, semaphore.AvailableCount);
    }

    [Fact]
    public void Permits_that_are_held_at_the_same_time_are_told_apart()
    {
        var semaphore = new CountingSemaphore(100);
        for (int round = 0; round < 3; round++)
        {
            SemaphorePermit[] permits = [.. Enumerable.Range(0, 100).Select(_ => semaphore.Acquire())];
            Assert.Equal(0, semaphore.AvailableCount);
            for (int index = 0; index < permits.Length; index += 2)
                permits[index].Dispose();
            Assert.Equal(50, semaphore.AvailableCount);
            for (int index = 0; index < permits.Length; index++)
            {
                Assert.Equal(index % 2 == 1, permits[index].IsHeld);
                permits[index].Dispose();
            }
            Assert.Equal(100, semaphore.AvailableCount);
        }
    }

    [Fact]
    public void A_permit_of_a_failed_attempt_is_none()
    {
        var semaphore = new CountingSemaphore(1);
        Assert.False(semaphore.TryAcquire(2, out SemaphorePermit permit));
        Assert.False(permit.IsHeld);
        Assert.Equal(0, permit.Count);
        permit.Dispose();
        permit.Forget();
        Assert.Equal(1, semaphore.AvailableCount);
        Assert.True(semaphore.TryAcquire(out permit));
        Assert.False(semaphore.TryAcquire(out _));
        permit.Dispose();
    }

    [Fact]
    public void Permits_that_are_forgotten_are_gone()
    {
        var semaphore = new CountingSemaphore(int.MaxValue);
        SemaphorePermit permit = semaphore.Acquire(3);
        permit.Forget();
        permit.Dispose();
        Assert.False(permit.IsHeld);
        Assert.Equal(int.MaxValue - 3, semaphore.AvailableCount);
        semaphore.AddPermits(3);
        Assert.Equal(int.MaxValue, semaphore.AvailableCount);
    }

    [Fact]
    public void More_permits_than_a_number_can_say_are_refused_and_none_is_added()
    {
        var semaphore = new CountingSemaphore(int.MaxValue - 1);
        SemaphorePermit held = semaphore.Acquire(int.MaxValue - 2);
        // Those that are held will come back.
        Assert.Throws<OverflowException>(() => semaphore.AddPermits(2));
        Assert.Throws<OverflowException>(() => semaphore.AddPermits(int.MaxValue));
        Assert.Equal(1, semaphore.AvailableCount);
        semaphore.AddPermits();
        Assert.Throws<OverflowException>(() => semaphore.AddPermits());
        held.Dispose();
        Assert.Equal(int.MaxValue, semaphore.AvailableCount);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.AddPermits(0)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.Acquire(0)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.TryAcquire(-1, out _)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => new CountingSemaphore(-1)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = semaphore.AcquireAsync(0); });
    }

    [Fact]
    public async Task A_request_for_many_is_not_starved_by_requests_for_few()
    {
        var semaphore = new CountingSemaphore(2);
        SemaphorePermit first = semaphore.Acquire();
        ValueTask<SemaphorePermit> many = semaphore.AcquireAsync(2);
        ValueTask<SemaphorePermit> few = semaphore.AcquireAsync();
        // One is left, and they wait for two.
        Assert.Equal(1, semaphore.AvailableCount);
        Assert.False(semaphore.TryAcquire(out _));
        Assert.False(few.IsCompleted);
        first.Dispose();
        Assert.True(many.IsCompletedSuccessfully);
        Assert.False(few.IsCompleted);
        (await many).Dispose();
        Assert.True(few.IsCompletedSuccessfully);
        Assert.Equal(1, semaphore.AvailableCount);
        Assert.False(semaphore.Core.HasWaiters);
        (await few).Dispose();
    }

    [Fact]
    public async Task When_the_one_in_front_gives_up_those_behind_it_go_on()
    {
        var clock = new ManualClock();
        var semaphore = new CountingSemaphore(3);
        using SemaphorePermit held = semaphore.Acquire();
        using var source = new CancellationTokenSource();
        Task<SemaphorePermit> cancelled = semaphore.AcquireAsync(3, source.Token).AsTask();
        ValueTask<SemaphorePermit> late = semaphore.TryAcquireAsync(3, Deadline.After(TimeSpan.FromSeconds(1), clock));
        ValueTask<SemaphorePermit> next = semaphore.AcquireAsync();
        ValueTask<SemaphorePermit> last = semaphore.AcquireAsync();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await late).IsHeld);
        Assert.True(next.IsCompletedSuccessfully);
        Assert.True(last.IsCompletedSuccessfully);
        Assert.Equal(0, semaphore.AvailableCount);
        (await next).Dispose();
        (await last).Dispose();
        Assert.Equal(2, semaphore.AvailableCount);
    }

    [Fact]
    public void When_a_thread_in_front_gives_up_those_behind_it_go_on()
    {
        var semaphore = new CountingSemaphore(2);
        using SemaphorePermit held = semaphore.Acquire();
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => semaphore.Acquire(2, source.Token)));
        TestThread.Until(() => semaphore.Core.HasWaiters, "the thread waits");
        ValueTask<SemaphorePermit> next = semaphore.AcquireAsync();
        Assert.False(next.IsCompleted);
        source.Cancel();
        thread.Join();
        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_thread_whose_clock_throws_leaves_its_place()
    {
        var semaphore = new CountingSemaphore(1);
        Assert.Throws<NotSupportedException>(() => semaphore.TryAcquire(2, Deadline.After(TimeSpan.FromSeconds(1), new ClockWithoutTimers()), out _));
        Assert.False(semaphore.Core.HasWaiters);
        (await semaphore.AcquireAsync()).Dispose();
    }

    [Fact]
    public async Task Who_waits_gives_up_in_time()
    {
        var semaphore = new CountingSemaphore(0);
        Assert.False(semaphore.TryAcquire(1, TimeSpan.Zero, out _));
        Assert.False(semaphore.TryAcquire(1, TimeSpan.FromMilliseconds(2), out _));
        Assert.False((await semaphore.TryAcquireAsync(1, TimeSpan.Zero)).IsHeld);
        Assert.False((await semaphore.TryAcquireAsync(1, TimeSpan.FromMilliseconds(2))).IsHeld);
        Assert.False(semaphore.Core.HasWaiters);
        semaphore.AddPermits();
        Assert.Equal(1, semaphore.AvailableCount);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(
            () => semaphore.TryAcquire(1, TimeSpan.FromSeconds(-2), out _)).ParamName);

        using var source = new CancellationTokenSource();
        source.Cancel();
        // Before anything else, also when there are permits.
        Assert.Throws<OperationCanceledException>(() => semaphore.Acquire(1, source.Token));
        Assert.True(semaphore.AcquireAsync(1, source.Token).IsCanceled);
        Assert.Equal(1, semaphore.AvailableCount);
    }

    [Fact]
    public async Task What_is_added_lets_as_many_go_on_as_it_is_enough_for()
    {
        var semaphore = new CountingSemaphore(0);
        ValueTask<SemaphorePermit>[] waiting = [semaphore.AcquireAsync(2), semaphore.AcquireAsync(), semaphore.AcquireAsync(2)];
        semaphore.AddPermits();
        Assert.DoesNotContain(waiting, static task => task.IsCompleted);
        semaphore.AddPermits(3);
        Assert.True(waiting[0].IsCompletedSuccessfully);
        Assert.True(waiting[1].IsCompletedSuccessfully);
        Assert.False(waiting[2].IsCompleted);
        Assert.Equal(1, semaphore.AvailableCount);
        (await waiting[1]).Dispose();
        Assert.True(waiting[2].IsCompletedSuccessfully);
    }
}
