using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

/// <summary>The wait of a task, used again while a timer of an earlier use is on its way.</summary>
public class TaskContextTests
{
    [Fact]
    public void A_timer_that_is_late_leaves_the_next_deadline_alone() => ModelBudget.CheckAll(static () =>
    {
        var clock = new HandClock();
        var wait = new Wait();
        wait.Start(clock.After(10));
        clock.Now = 10;
        Model.Thread(ModelTimer.RingAll, "timer");
        wait.TryEnd();
        wait.Start(clock.After(1000));
        Assert.True(wait.TryEnd());
        wait.Start(clock.After(20));
        Model.JoinAll();
        Assert.True(wait.IsPending);
        clock.Now = 50;
        ModelTimer.RingAll();
        Assert.False(wait.IsPending);
    });

    [Fact]
    public void A_timer_that_is_late_does_not_end_a_wait_without_a_deadline() => ModelBudget.CheckAll(static () =>
    {
        var clock = new HandClock();
        var wait = new Wait();
        wait.Start(clock.After(10));
        clock.Now = 10;
        Model.Thread(ModelTimer.RingAll, "timer");
        wait.TryEnd();
        wait.Start(Deadline.Never);
        Model.JoinAll();
        Assert.True(wait.IsPending);
    });

    [Fact]
    public void A_timer_that_rings_too_early_rings_again() => ModelBudget.CheckAll(static () =>
    {
        var clock = new HandClock();
        var wait = new Wait();
        Deadline deadline = clock.After(10);
        Model.Thread(
            () =>
            {
                // As if its clock were ahead.
                ModelTimer.RingAllEarly();
                clock.Now = 10;
                ModelTimer.RingAll();
            },
            "timer");
        wait.Start(deadline);
        Model.JoinAll();
        ModelTimer.RingAll();
        Assert.False(wait.IsPending);
    });

    [Fact]
    public void A_wait_whose_time_is_over_while_it_begins_is_out_of_its_queue_at_the_end() => ModelBudget.CheckAll(static () =>
    {
        var clock = new HandClock();
        var wait = new Wait();
        Deadline deadline = clock.After(10);
        Model.Thread(
            () =>
            {
                clock.Now = 10;
                ModelTimer.RingAll();
            },
            "timer");
        wait.Start(deadline);
        Model.JoinAll();
        ModelTimer.RingAll();
        Assert.False(wait.IsPending);
        Assert.False(wait.IsRegistered);
    });

    [Fact]
    public void A_clock_that_throws_fails_the_wait_unless_it_was_chosen_and_leaves_nothing_in_the_queue() => ModelBudget.CheckAll(static () =>
    {
        var clock = new HandClock();
        var wait = new Wait();
        Deadline deadline = clock.After(10);
        clock.ThrowsAtTimes = true;
        Model.Thread(
            () =>
            {
                if (wait.TrySelectInQueue())
                    wait.Execute();
            },
            "other");
        Model.Thread(
            () =>
            {
                try
                {
                    ModelTimer.RingAll();
                }
                catch (TimeoutException)
                {
                    // The wait had ended.
                }
            },
            "timer");
        wait.Start(deadline);
        Model.JoinAll();
        if (wait.IsPending)
            return;
        bool isChosen = wait.Outcome == WaitOutcome.FirstOperation;
        Assert.Equal(isChosen, !wait.IsFaulted);
        Assert.Equal(isChosen, wait.IsRegistered);
    });

    // Waits for nothing but its time.
    private sealed class Wait : TaskContext<int>
    {
        // As in a queue, whose lock makes the registration a full fence.
        private AtomicBool _isRegistered;

        public bool IsRegistered => _isRegistered.Read();

        public bool IsFaulted => GetStatus(Version) == System.Threading.Tasks.Sources.ValueTaskSourceStatus.Faulted;

        public bool IsPending => GetStatus(Version) == System.Threading.Tasks.Sources.ValueTaskSourceStatus.Pending;

        public void Start(Deadline deadline)
        {
            Begin(deadline, CancellationToken.None);
            if (!Suspend())
                CompleteWithOutcome(Outcome);
        }

        public bool TrySelectInQueue() => IsRegistered && TrySelect(WaitOutcome.FirstOperation);

        // Ends it from a queue, if its time is not over, and takes the result.
        public bool TryEnd()
        {
            bool isEnded = TrySelect(WaitOutcome.FirstOperation);
            if (isEnded)
                Execute();
            while (IsPending)
                Spin.Wait(1);
            GetResult(Version);
            return isEnded;
        }

        public override int GetResult(short token) => End(token);

        public override void Execute() => CompleteWithOutcome(Outcome);

        protected override bool Register()
        {
            _isRegistered.Exchange(true);
            return false;
        }

        protected override void Unregister() => _isRegistered.Exchange(false);

        protected override void CompleteCancelled() => Complete(Outcome);
    }

    // Its time is what the test says, for all threads.
    private sealed class HandClock : TimeProvider
    {
        private AtomicLong _now;

        /// <summary>Whether each read of it throws or does not: both are explored.</summary>
        public bool ThrowsAtTimes { get; set; }

        public long Now
        {
            set => _now.Exchange(value);
        }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() =>
            ThrowsAtTimes && Model.Choose(2) == 1 ? throw new TimeoutException("The clock has stopped.") : _now.Read();

        public Deadline After(long ticks) => Deadline.After(new TimeSpan(ticks), this);
    }
}
