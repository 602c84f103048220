using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class CyclicBarrierTests
{
    [Fact]
    public async Task Threads_and_tasks_go_on_together_and_one_of_each_round_is_the_leader()
    {
        const int Rounds = 1000;
        var barrier = new CyclicBarrier(4);
        using var hang = new CancellationTokenSource(TestThread.Patience);
        int[] arrived = new int[Rounds];
        int[] leaders = new int[Rounds];
        TestThread[] threads =
        [
            .. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
            {
                for (int round = 0; round < Rounds; round++)
                {
                    Interlocked.Increment(ref arrived[round]);
                    Count(round, barrier.SignalAndWait(hang.Token));
                }
            })),
        ];
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                Interlocked.Increment(ref arrived[round]);
                Count(round, await barrier.SignalAndWaitAsync(hang.Token));
            }
        })));
        foreach (TestThread thread in threads)
            thread.Join();
        Assert.All(leaders, static count => Assert.Equal(1, count));
        Assert.Equal(0, barrier.ArrivedCount);
        Assert.False(barrier.Core.HasWaiters);

        void Count(int round, BarrierResult result)
        {
            Assert.Equal(4, Volatile.Read(ref arrived[round]));
            if (result == BarrierResult.Leader)
                Interlocked.Increment(ref leaders[round]);
            else
                Assert.Equal(BarrierResult.Released, result);
        }
    }

    [Fact]
    public async Task The_last_to_come_leads_and_a_new_round_begins()
    {
        var barrier = new CyclicBarrier(3);
        Assert.Equal(3, barrier.ParticipantCount);
        for (int round = 0; round < 3; round++)
        {
            ValueTask<BarrierResult> first = barrier.SignalAndWaitAsync();
            ValueTask<BarrierResult> second = barrier.SignalAndWaitAsync();
            Assert.Equal(2, barrier.ArrivedCount);
            Assert.False(first.IsCompleted);
            Assert.Equal(BarrierResult.Leader, barrier.SignalAndWait());
            Assert.Equal(0, barrier.ArrivedCount);
            Assert.Equal(BarrierResult.Released, await first);
            Assert.Equal(BarrierResult.Released, await second);
        }
        var alone = new CyclicBarrier(1);
        Assert.Equal(BarrierResult.Leader, alone.SignalAndWait());
        Assert.Equal(BarrierResult.Leader, await alone.SignalAndWaitAsync(TimeSpan.Zero));
        Assert.Equal("participantCount", Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicBarrier(0)).ParamName);
    }

    [Fact]
    public async Task Who_gives_up_takes_its_arrival_back_and_the_others_wait_on()
    {
        var clock = new ManualClock();
        var barrier = new CyclicBarrier(3);
        using var source = new CancellationTokenSource();
        Task<BarrierResult> cancelled = barrier.SignalAndWaitAsync(source.Token).AsTask();
        ValueTask<BarrierResult> other = barrier.SignalAndWaitAsync();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, barrier.ArrivedCount);
        ValueTask<BarrierResult> late = barrier.SignalAndWaitAsync(Deadline.After(TimeSpan.FromSeconds(1), clock));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(BarrierResult.TimedOut, await late);
        Assert.Equal(1, barrier.ArrivedCount);
        Assert.Equal(BarrierResult.TimedOut, barrier.SignalAndWait(TimeSpan.FromMilliseconds(2)));
        Assert.Equal(BarrierResult.TimedOut, barrier.SignalAndWait(TimeSpan.Zero));
        Assert.Equal(BarrierResult.TimedOut, await barrier.SignalAndWaitAsync(TimeSpan.Zero));
        Assert.Equal(1, barrier.ArrivedCount);

        // Before anything else.
        Assert.Throws<OperationCanceledException>(() => barrier.SignalAndWait(source.Token));
        Assert.True(barrier.SignalAndWaitAsync(source.Token).IsCanceled);
        Assert.Throws<ArgumentOutOfRangeException>(() => barrier.SignalAndWait(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = barrier.SignalAndWaitAsync(TimeSpan.FromSeconds(-2)); });
        Assert.Equal(1, barrier.ArrivedCount);

        ValueTask<BarrierResult> again = barrier.SignalAndWaitAsync();
        Assert.False(other.IsCompleted);
        // Without time to wait it arrives as the last.
        Assert.Equal(BarrierResult.Leader, barrier.SignalAndWait(TimeSpan.Zero));
        Assert.Equal(BarrierResult.Released, await other);
        Assert.Equal(BarrierResult.Released, await again);
    }

    [Fact]
    public void A_thread_that_is_cancelled_takes_its_arrival_back()
    {
        var barrier = new CyclicBarrier(2);
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => barrier.SignalAndWait(source.Token)));
        TestThread.Until(() => barrier.ArrivedCount == 1, "the thread has arrived");
        source.Cancel();
        thread.Join();
        Assert.Equal(0, barrier.ArrivedCount);
        Assert.False(barrier.Core.HasWaiters);
    }
}
