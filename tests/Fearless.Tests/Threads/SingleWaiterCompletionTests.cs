using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Threads;

public class SingleWaiterCompletionTests
{
    private SingleWaiterCompletion _completion;

    [Fact]
    public void A_wait_that_times_out_can_be_repeated()
    {
        Assert.False(_completion.Wait(Deadline.After(TimeSpan.FromMicroseconds(1)), TestContext.Current.CancellationToken));
        _completion.Set();
        Assert.True(_completion.Wait(Deadline.Never, TestContext.Current.CancellationToken));
        Assert.True(_completion.IsSet);
    }

    [Fact]
    public void Setting_it_again_does_nothing()
    {
        _completion.Set();
        _completion.Set();
        _completion.Wait();
        Assert.True(_completion.IsSet);
    }

    [Fact]
    public void No_completion_is_lost_that_comes_just_when_the_waiter_parks()
    {
        const int Rounds = 24_000;
        var boxes = new Box[Rounds];
        for (int i = 0; i < Rounds; i++)
            boxes[i] = new Box();
        int reached = -1;
        int ready = -1;
        var setter = new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                // Out of the wake of the last round, which may take longer than the waiter's next spin.
                Volatile.Write(ref ready, round);
                while (Volatile.Read(ref reached) < round)
                {
                }
                // Sweeps over the end of the waiter's short spin, where it goes to sleep.
                for (int delay = round % 8_000; delay > 0; delay--)
                    Volatile.Read(ref reached);
                boxes[round].SingleWaiterCompletion.Set();
            }
        })
        { IsBackground = true };
        setter.Start();

        // Bounded in time too: where both threads have to share a core, each round costs a time slice.
        Deadline enough = Deadline.After(TimeSpan.FromSeconds(2));
        for (int round = 0; round < Rounds && !enough.HasPassed; round++)
        {
            // Lets the spin grow short again: the race is where it ends.
            for (int i = 0; i < 4; i++)
                AdaptiveSpin.Current.Failed();
            while (Volatile.Read(ref ready) < round)
            {
            }
            Volatile.Write(ref reached, round);
            Assert.True(boxes[round].SingleWaiterCompletion.Wait(Deadline.After(TimeSpan.FromSeconds(5)), CancellationToken.None), $"Lost in round {round}.");
        }
        Volatile.Write(ref reached, Rounds);
    }

    [Fact]
    public void A_wait_that_cannot_park_still_ends_only_when_it_happened()
    {
        bool happened = false;
        TestThread waiter = TestThread.Start(() =>
        {
            using OccupiedParker occupied = OccupiedParker.OfThisThread();
            // None if it was kept from running for so long that it found it had happened.
            Assert.True(Record.Exception(() => _completion.Wait()) is null or InvalidOperationException);
            Assert.True(Volatile.Read(ref happened));
        });
        // Long enough for it to have spun, and to have tried to park.
        Thread.Sleep(50);
        Assert.True(waiter.IsAlive);
        Volatile.Write(ref happened, true);
        _completion.Set();
        waiter.Join();
    }

    private sealed class Box
    {
        public SingleWaiterCompletion SingleWaiterCompletion;
    }
}
