using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class NotifyTests
{
    [Fact]
    public async Task One_notification_is_kept_and_ends_one_wait()
    {
        var notify = new Notify();
        Assert.False(notify.Wait(TimeSpan.Zero));
        notify.NotifyOne();
        notify.NotifyOne();
        notify.Wait();
        Assert.False(notify.Wait(TimeSpan.Zero));
        notify.NotifyOne();
        await notify.WaitAsync();
        Assert.False(await notify.WaitAsync(TimeSpan.Zero));
        notify.NotifyOne();
        Assert.True(await notify.WaitAsync(TimeSpan.Zero));
        Assert.False(notify.Core.HasNotification);
    }

    [Fact]
    public async Task The_one_who_has_waited_for_longest_is_notified()
    {
        var notify = new Notify();
        Task[] waits = [.. Enumerable.Range(0, 3).Select(_ => notify.WaitAsync().AsTask())];
        for (int index = 0; index < waits.Length; index++)
        {
            Assert.False(waits[index].IsCompleted);
            notify.NotifyOne();
            await waits[index].WaitAsync(TestThread.Patience);
        }
        Assert.False(notify.Core.HasNotification);
        Assert.False(notify.Core.HasWaiters);
    }

    [Fact]
    public async Task All_who_wait_are_notified_and_nobody_later()
    {
        var notify = new Notify();
        notify.NotifyAll();
        ValueTask<bool>[] waits = [.. Enumerable.Range(0, 3).Select(_ => notify.WaitAsync(Deadline.Never))];
        TestThread thread = TestThread.Start(() => notify.Wait());
        Assert.DoesNotContain(waits, static wait => wait.IsCompleted);
        while (thread.IsAlive)
        {
            notify.NotifyAll();
            Thread.Yield();
        }
        thread.Join();
        foreach (ValueTask<bool> wait in waits)
            Assert.True(await wait);
        Assert.False(notify.Wait(TimeSpan.Zero));

        // One that is kept stays.
        notify.NotifyOne();
        notify.NotifyAll();
        Assert.True(notify.Wait(TimeSpan.Zero));
        Assert.False(notify.Wait(TimeSpan.Zero));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_notification_to_the_next()
    {
        var clock = new ManualClock();
        var notify = new Notify();
        using var source = new CancellationTokenSource();
        Task cancelled = notify.WaitAsync(source.Token).AsTask();
        ValueTask<bool> late = notify.WaitAsync(Deadline.After(TimeSpan.FromSeconds(1), clock));
        ValueTask next = notify.WaitAsync();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => notify.Wait(source.Token)));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
        thread.Join();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await late);
        Assert.False(next.IsCompleted);
        notify.NotifyOne();
        Assert.True(next.IsCompletedSuccessfully);
        await next;
        Assert.False(notify.Wait(TimeSpan.FromMilliseconds(2)));
        Assert.False(await notify.WaitAsync(TimeSpan.FromMilliseconds(2)));
        Assert.False(notify.Core.HasWaiters);
        notify.NotifyOne();
        // Before anything else, also when there is a notification.
        Assert.Throws<OperationCanceledException>(() => notify.Wait(source.Token));
        Assert.True(notify.WaitAsync(source.Token).IsCanceled);
        Assert.True(notify.WaitAsync(Deadline.Never, source.Token).IsCanceled);
        Assert.True(notify.Core.HasNotification);
        Assert.Throws<ArgumentOutOfRangeException>(() => notify.Wait(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = notify.WaitAsync(TimeSpan.FromSeconds(-2)); });
    }

    [Fact]
    public void No_item_is_overlooked_by_those_who_wait_between_looks()
    {
        const int Items = 20_000;
        var notify = new Notify();
        int left = 0;
        int taken = 0;
        bool isDone = false;
        TestThread[] takers =
        [
            .. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
            {
                while (!Volatile.Read(ref isDone))
                {
                    while (Volatile.Read(ref left) is > 0 and int seen)
                    {
                        if (Interlocked.CompareExchange(ref left, seen - 1, seen) == seen)
                            Interlocked.Increment(ref taken);
                    }
                    notify.Wait();
                }
                notify.NotifyOne();
            })),
        ];
        for (int item = 0; item < Items; item++)
        {
            Interlocked.Increment(ref left);
            notify.NotifyOne();
        }
        TestThread.Until(() => Volatile.Read(ref taken) == Items, "all was taken");
        Volatile.Write(ref isDone, true);
        notify.NotifyOne();
        foreach (TestThread taker in takers)
            taker.Join();
    }
}
