using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

/// <summary>What a parker promises, over every backend of this machine.</summary>
public class ParkerContractTests
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(20);

    public static TheoryData<string> Backends => ParkerBackends.Available;

    [Theory, MemberData(nameof(Backends))]
    public void A_token_given_before_is_remembered(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        parker.Unparker.Unpark();
        Assert.True(parker.Park(TestThread.Patience));
    }

    [Theory, MemberData(nameof(Backends))]
    public void Several_unparks_leave_exactly_one_token(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        for (int i = 0; i < 3; i++)
            parker.Unparker.Unpark();

        Assert.True(parker.Park(TimeSpan.Zero));
        Assert.False(parker.Park(TimeSpan.Zero));
        Assert.False(parker.Park(Brief));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_new_parker_has_no_token(string backend) => Assert.False(ParkerBackends.Create(backend).Park(TimeSpan.Zero));

    [Theory, MemberData(nameof(Backends))]
    public void Unpark_wakes_a_thread_that_is_parked(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        int written = 0;
        TestThread thread = TestThread.Start(() =>
        {
            parker.Park();
            Assert.Equal(42, written);
        });
        TestThread.Until(() => parker.IsParked, "the thread is parked");

        written = 42;
        parker.Unparker.Unpark();

        thread.Join();
        Assert.False(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void Waking_and_interrupting_without_a_token_is_not_visible(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        bool tokenGiven = false;
        TestThread thread = TestThread.Start(() =>
        {
            parker.Park();
            Assert.True(Volatile.Read(ref tokenGiven));
        });
        for (int i = 0; i < 100; i++)
        {
            TestThread.Until(() => parker.IsParked, "the thread is parked");
            parker.Slot.Wake();
            parker.Slot.Interrupt();
        }
        Assert.True(thread.IsAlive);

        Volatile.Write(ref tokenGiven, true);
        parker.Unparker.Unpark();
        thread.Join();
    }

    [Theory, MemberData(nameof(Backends))]
    public void An_interrupt_while_nobody_is_parked_gives_no_token(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        parker.Slot.Interrupt();
        parker.Slot.Wake();
        Assert.False(parker.Park(Brief));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_timeout_waits_at_least_its_time_and_takes_no_later_token(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        long start = Stopwatch.GetTimestamp();
        Assert.False(parker.Park(Brief));
        Assert.True(Stopwatch.GetElapsedTime(start) >= Brief);

        parker.Unparker.Unpark();
        Assert.True(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_timeout_of_less_than_the_systems_resolution_ends(string backend) =>
        Assert.False(ParkerBackends.Create(backend).Park(TimeSpan.FromTicks(1)));

    [Theory, MemberData(nameof(Backends))]
    public void The_longest_and_the_infinite_timeout_wait_for_the_token(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        Func<bool>[] parks =
        [
            () => parker.Park(TimeSpan.MaxValue),
            () => parker.Park(TimeSpan.FromDays(400)),
            () => parker.Park(Timeout.InfiniteTimeSpan),
            () => parker.Park(Deadline.Never),
        ];
        foreach (Func<bool> park in parks)
        {
            TestThread thread = TestThread.Start(() => Assert.True(park()));
            TestThread.Until(() => parker.IsParked, "the thread is parked");
            parker.Unparker.Unpark();
            thread.Join();
        }
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_token_that_is_there_wins_over_a_deadline_that_has_passed(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        parker.Unparker.Unpark();
        Assert.True(parker.Park(Deadline.After(TimeSpan.Zero)));
        Assert.False(parker.Park(Deadline.After(TimeSpan.Zero)));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_token_that_comes_just_as_the_deadline_passes_is_taken(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromSeconds(1), clock);
        // The parker looks at the clock when it has said that it is parked, and finds the time over.
        clock.BeforeNextRead = () =>
        {
            parker.Unparker.Unpark();
            clock.Advance(TimeSpan.FromSeconds(1));
        };
        Assert.True(parker.Park(deadline));
        Assert.False(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_token_that_comes_just_before_the_cancellation_is_taken_or_stays(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        using var source = new CancellationTokenSource();
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromSeconds(1), clock);
        clock.BeforeNextRead = () =>
        {
            parker.Unparker.Unpark();
            source.Cancel();
        };
        bool taken;
        try
        {
            taken = parker.Park(deadline, source.Token);
        }
        catch (OperationCanceledException)
        {
            taken = false;
        }
        Assert.Equal(!taken, parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_cancellation_between_registering_and_sleeping_is_seen(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        using var source = new CancellationTokenSource();
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromSeconds(1), clock);
        clock.BeforeNextRead = source.Cancel;
        TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => parker.Park(deadline, source.Token))).Join();
        Assert.False(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_foreign_clock_ends_the_wait_and_its_timer_goes(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromHours(1), clock);
        bool unparked = true;
        TestThread thread = TestThread.Start(() => unparked = parker.Park(deadline));
        TestThread.Until(() => clock.Armed == 1, "the timer is set");

        clock.Advance(TimeSpan.FromMinutes(59));
        TestThread.Until(() => parker.IsParked, "the thread is parked");
        Assert.True(thread.IsAlive);
        clock.Advance(TimeSpan.FromMinutes(1));

        thread.Join();
        Assert.False(unparked);
        Assert.Equal(0, clock.Alive);
    }

    [Theory, MemberData(nameof(Backends))]
    public void Cancelling_ends_the_wait_and_leaves_the_parker_usable(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() =>
        {
            var exception = Assert.Throws<OperationCanceledException>(() => parker.Park(TestThread.Patience, source.Token));
            Assert.Equal(source.Token, exception.CancellationToken);
        });
        TestThread.Until(() => parker.IsParked, "the thread is parked");
        source.Cancel();
        thread.Join();

        Assert.False(parker.Park(TimeSpan.Zero));
        parker.Unparker.Unpark();
        Assert.True(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_cancelled_wait_leaves_the_token_where_it_is(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        parker.Unparker.Unpark();
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => parker.Park(cancelled));
        Assert.Throws<OperationCanceledException>(() => parker.Park(Brief, cancelled));
        Assert.Throws<OperationCanceledException>(() => parker.Park(Deadline.Never, cancelled));

        Assert.True(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_second_thread_is_refused_with_the_remedy(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        TestThread thread = TestThread.Start(() => parker.Park());
        TestThread.Until(() => parker.IsParked, "the thread is parked");

        var exception = Assert.Throws<InvalidOperationException>(() => parker.Park(TestThread.Patience));
        Assert.Contains("give each thread a Parker of its own", exception.Message, StringComparison.Ordinal);

        parker.Unparker.Unpark();
        thread.Join();
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_negative_timeout_is_refused_before_the_token_is_touched(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        parker.Unparker.Unpark();

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => parker.Park(TimeSpan.FromSeconds(-1)));
        Assert.Equal("timeout", exception.ParamName);
        Assert.Contains("Timeout.InfiniteTimeSpan", exception.Message, StringComparison.Ordinal);

        Assert.True(parker.Park(TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Backends))]
    public void An_unparker_outlives_its_parker(string backend)
    {
        Unparker[] orphans = [.. Enumerable.Range(0, 64).Select(_ => ParkerBackends.Create(backend).Unparker)];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // New words, which would lie where the old ones were if those had been freed.
        Parker[] others = [.. Enumerable.Range(0, 64).Select(_ => ParkerBackends.Create(backend))];

        foreach (Unparker orphan in orphans)
            orphan.Unpark();

        Assert.All(others, static other => Assert.False(other.Park(TimeSpan.Zero)));
    }

    [Theory, MemberData(nameof(Backends))]
    public void The_word_does_not_move_while_a_thread_sleeps_on_it(string backend)
    {
        object[] garbage = [.. Enumerable.Range(0, 1000).Select(static _ => new byte[100])];
        Parker parker = ParkerBackends.Create(backend);
        TestThread thread = TestThread.Start(() => parker.Park());
        TestThread.Until(() => parker.IsParked, "the thread is parked");
        GC.KeepAlive(garbage);
        garbage = [];

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        parker.Unparker.Unpark();
        thread.Join();
    }

    [Theory, MemberData(nameof(Backends))]
    public void Parking_and_unparking_allocate_nothing(string backend)
    {
        const int Rounds = 300;
        Parker ping = ParkerBackends.Create(backend);
        Parker pong = ParkerBackends.Create(backend);
        long here = 0;
        long there = 0;
        TestThread thread = TestThread.Start(() =>
        {
            for (int i = 0; i < 2 * Rounds; i++)
            {
                if (i == Rounds)
                    there = GC.GetAllocatedBytesForCurrentThread();
                ping.Park();
                pong.Unparker.Unpark();
            }
            there = GC.GetAllocatedBytesForCurrentThread() - there;
        });
        for (int i = 0; i < 2 * Rounds; i++)
        {
            if (i == Rounds)
                here = GC.GetAllocatedBytesForCurrentThread();
            ping.Unparker.Unpark();
            pong.Park(TestThread.Patience);
            pong.Park(TimeSpan.FromTicks(1));
        }
        here = GC.GetAllocatedBytesForCurrentThread() - here;
        thread.Join();

        Assert.Equal(0, here);
        Assert.Equal(0, there);
    }

    [Theory, MemberData(nameof(Backends))]
    public void A_cancellable_park_allocates_nothing_once_its_source_is_warm(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        using var source = new CancellationTokenSource();
        long before = 0;
        for (int i = 0; i < 100; i++)
        {
            if (i == 50)
                before = GC.GetAllocatedBytesForCurrentThread();
            parker.Park(TimeSpan.FromTicks(1), source.Token);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
