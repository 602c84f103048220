using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

/// <summary>Sets that race with every kind of wait. A lost wake-up hangs, and fails by its deadline.</summary>
public class LatchStressTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_wake_up_is_lost_between_looking_and_registering(bool asynchronous)
    {
        Latch latch = new();
        int round = 0;
        int reached = 0;
        bool stop = false;
        TestThread waiter = TestThread.Start(() =>
        {
            for (int mine = 1; ; mine++)
            {
                while (Volatile.Read(ref round) < mine)
                {
                    if (Volatile.Read(ref stop))
                        return;
                }
                Latch current = Volatile.Read(ref latch);
                if (asynchronous)
                {
                    Task wait = current.WaitAsync();
                    TestThread.Until(() => wait.IsCompleted, "the asynchronous wait ends");
                }
                else
                {
                    current.Wait();
                }
                Volatile.Write(ref reached, mine);
            }
        });
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            Volatile.Write(ref latch, new Latch());
            Volatile.Write(ref round, round + 1);
            // Meets the waiter now before, now while, now after it registers.
            Thread.SpinWait(asynchronous ? round % 4 : round % 64);
            latch.Set();
            TestThread.Until(() => Volatile.Read(ref reached) == round, "the waiter went on");
        }
        Volatile.Write(ref stop, true);
        waiter.Join();
    }

    [Fact]
    public async Task An_asynchronous_wait_that_races_with_set_and_cancel_ends_one_way()
    {
        int succeeded = 0;
        int cancelled = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            var latch = new Latch();
            using var source = new CancellationTokenSource();
            Task wait = latch.WaitAsync(source.Token);
            Task set = Task.Run(latch.Set);
            await source.CancelAsync();
            await set;
            try
            {
                await wait.WaitAsync(TestThread.Patience);
                succeeded++;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
            Assert.Equal(0, latch.WaiterCount);
        }
        Assert.True(succeeded + cancelled > 0);
    }

    [Fact]
    public void Waits_that_are_given_up_again_and_again_leave_nothing_behind_and_hide_nobody()
    {
        var latch = new Latch();
        bool stop = false;
        TestThread patient = TestThread.Start(() => latch.Wait());
        TestThread.Until(() => latch.WaiterCount == 1, "the first one waits");
        TestThread[] pollers = [.. Enumerable.Range(0, 3).Select(index => TestThread.Start(() =>
        {
            for (int turn = index; !Volatile.Read(ref stop); turn++)
                latch.Wait(TimeSpan.FromTicks(turn % 7 * 100));
        }))];
        int most = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
            most = Math.Max(most, latch.WaiterCount);
        Volatile.Write(ref stop, true);
        Array.ForEach(pollers, static poller => poller.Join());

        Assert.True(most <= 100, $"{most} nodes were seen at once, with four threads.");
        Assert.Equal(1, latch.WaiterCount);
        latch.Set();
        patient.Join();
    }
}
