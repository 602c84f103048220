using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>A clock of the user's that throws fails the wait that has to look at it, and nobody else's: nothing waits on in its place, where a
/// value or a lock would come to nobody.</summary>
public class FailingClockTests
{
    public static TheoryData<string> Buffered => Flavors.Buffered;

    public static TheoryData<string> Bounded => Flavors.Bounded;

    public static TheoryData<string> All => Flavors.All;

    [Theory, MemberData(nameof(Buffered))]
    public async Task Of_receives(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        await FailsWherever(deadline => rx.TryReceiveAsync(deadline).AsTask(), NothingWaits);
        await FailsWherever(deadline => rx.ReceiveManyAsync(new int[2], deadline).AsTask(), NothingWaits);
        GC.KeepAlive(tx);

        void NothingWaits()
        {
            Assert.Equal(SendResult.Sent, tx.TrySend(7));
            Assert.Equal(ReceiveResult.Received, rx.TryReceive(out int value));
            Assert.Equal(7, value);
        }
    }

    [Theory, MemberData(nameof(Bounded))]
    public async Task Of_sends(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int room = Flavors.Fill(tx);
        await FailsWherever(deadline => tx.TrySendAsync(1, deadline).AsTask(), NothingWaits);
        await FailsWherever(deadline => tx.SendManyAsync<int>(new int[1], deadline).AsTask(), NothingWaits);
        if (flavor.StartsWith("bounded", StringComparison.Ordinal))
            await FailsWherever(deadline => tx.TryReserveAsync(deadline).AsTask(), NothingWaits);
        GC.KeepAlive(tx);

        void NothingWaits()
        {
            int received = 0;
            while (rx.TryReceive(out _) == ReceiveResult.Received)
                received++;
            Assert.Equal(room, received);
            Assert.Equal(room, Flavors.Fill(tx));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_selections_and_sets(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        int received = 0;
        using Selection selection = Select.Receive(rx, _ => received++).Receive(Channel.Never<int>(), static _ => { });
        await FailsWherever(deadline => selection.TryRunAsync(deadline).AsTask(), NothingWaits);
        await FailsWherever(deadline => selection.TryFindReadyAsync(deadline).AsTask(), NothingWaits);
        using var set = new SelectSet();
        set.Receive(rx, _ => received++);
        await FailsWherever(deadline => set.TryRunAsync(deadline).AsTask(), NothingWaits);
        GC.KeepAlive(tx);

        void NothingWaits()
        {
            int before = received;
            bool isSent = tx.TrySend(7) == SendResult.Sent;
            // With nobody to meet, a rendezvous takes nothing.
            Assert.Equal(flavor != "rendezvous", isSent);
            Assert.Equal(isSent, rx.TryReceive(out _) == ReceiveResult.Received);
            Assert.Equal(before, received);
        }
    }

    [Fact]
    public async Task Of_oneshots_and_watches()
    {
        var (question, answer) = Channel.Oneshot<int>();
        await FailsWherever(deadline => answer.TryReceiveAsync(deadline).AsTask(), static () => { });
        Assert.Equal(SendResult.Sent, question.TrySend(7));
        Assert.Equal(ReceiveResult.Received, answer.TryReceive(out int value));
        Assert.Equal(7, value);

        var (changer, level) = Channel.Watch(0);
        await FailsWherever(deadline => level.WaitForChangeAsync(0, deadline).AsTask(), static () => { });
        GC.KeepAlive(changer);
    }

    [Fact]
    public async Task Of_locks()
    {
        var mutex = new Mutex<int>(0);
        MutexGuard<int> guard = mutex.Lock();
        await FailsWherever(
            deadline => mutex.TryLockAsync(deadline).AsTask(),
            () =>
            {
                // Given back, it is free, and not in the hands of a wait that has failed.
                guard.Dispose();
                Assert.True(mutex.TryLock(out guard));
            });
        guard.Dispose();
    }

    // At each read of the clock before it waits, when its timer is made and set, and when its time is over.
    private static async Task FailsWherever(Func<Deadline, Task> wait, Action nothingWaits)
    {
        bool isPending = false;
        for (int step = 1; !isPending; step++)
        {
            Assert.True(step < 20, "It looks at its clock for ever.");
            var clock = new FailingClock();
            var deadline = Deadline.After(TimeSpan.FromHours(1), clock);
            clock.StepsLeft = step;
            Task operation = Begin();
            isPending = clock.StepsLeft > 0;
            if (isPending)
            {
                clock.StepsLeft = 1;
                clock.Ring();
            }
            TestThread.Until(() => operation.IsCompleted, "the operation has ended");
            await Assert.ThrowsAsync<FailingClock.StoppedException>(() => operation);
            nothingWaits();

            // What is thrown before it waits is a failure like any other.
            async Task Begin() => await wait(deadline);
        }
    }

    /// <summary>A clock that stands still and throws at the last of so many steps: reads, and settings of its timer.</summary>
    private sealed class FailingClock : TimeProvider
    {
        private TimerCallback? _callback;
        private object? _state;

        public int StepsLeft { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Step();
            return 0;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Step();
            (_callback, _state) = (callback, state);
            return new FailingTimer(this);
        }

        public void Ring() => _callback!(_state);

        private void Step()
        {
            if (StepsLeft > 0 && --StepsLeft == 0)
                throw new StoppedException();
        }

        internal sealed class StoppedException : Exception;

        private sealed class FailingTimer(FailingClock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock.Step();
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
