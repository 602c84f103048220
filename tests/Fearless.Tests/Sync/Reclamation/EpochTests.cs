using Fearless.Sync;
using Fearless.Tests.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync.Reclamation;

public class EpochTests
{
    [Fact]
    public void An_action_runs_after_every_guard_that_was_there_is_gone()
    {
        var epoch = new Epoch();
        var ran = new List<int>();
        EpochGuard first = epoch.Pin();
        epoch.Defer(ran.Add, 1);
        EpochGuard second = epoch.Pin();
        epoch.Flush();
        first.Dispose();
        Assert.Empty(ran);
        second.Dispose();
        epoch.Flush();
        Assert.Equal([1], ran);
        epoch.Flush();
        Assert.Equal([1], ran);
    }

    [Fact]
    public void A_guard_that_comes_later_holds_nothing_up_for_long()
    {
        var epoch = new Epoch();
        int ran = 0;
        epoch.Defer(_ => ran++, 0);
        // Each guard is there while the epoch goes on, and none of them was there before.
        for (int step = 0; step < 3; step++)
        {
            using (epoch.Pin())
                epoch.Advance();
        }
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Guards_nest_and_are_disposed_once()
    {
        var epoch = new Epoch();
        using (epoch.Pin())
        {
            for (int depth = 0; depth < 40; depth++)
            {
                EpochGuard guard = epoch.Pin();
                guard.Dispose();
                guard.Dispose();
            }
            Assert.Equal(1, epoch.PinnedCount);
        }
        default(EpochGuard).Dispose();
        Assert.Equal(0, epoch.PinnedCount);
        NestTo(50);
        Assert.Equal(0, epoch.PinnedCount);

        void NestTo(int depth)
        {
            using EpochGuard guard = epoch.Pin();
            if (depth > 0)
                NestTo(depth - 1);
            else
                Assert.Equal(51, epoch.PinnedCount);
        }
    }

    [Fact]
    public void Actions_run_now_and_then_without_being_asked()
    {
        var epoch = new Epoch();
        int ran = 0;
        for (int i = 0; i < 1_000; i++)
            epoch.Defer(_ => ran++, 0);
        Assert.InRange(ran, 500, 1_000);
        epoch.Dispose();
        Assert.Equal(1_000, ran);
    }

    [Fact]
    public void Actions_that_throw_stop_no_other_and_come_up_where_one_asks()
    {
        var epoch = new Epoch();
        int ran = 0;
        epoch.Defer(static _ => throw new IOException("first"), 0);
        epoch.Defer(_ => ran++, 0);
        epoch.Defer(static _ => throw new IOException("second"), 0);
        for (int step = 0; step < 3; step++)
            Assert.True(epoch.Advance());
        Assert.Equal(1, ran);
        var failure = Assert.Throws<IOException>(epoch.Flush);
        Exception further = Assert.Single(failure.GetSuppressed());
        Assert.Equal(["first", "second"], new[] { failure.Message, further.Message }.Order());
        epoch.Flush();

        epoch.Defer(static _ => throw new IOException("third"), 0);
        Assert.Equal("third", Assert.Throws<IOException>(epoch.Dispose).Message);
        epoch.Dispose();
    }

    [Fact]
    public void Actions_may_pin_and_defer()
    {
        var epoch = new Epoch();
        int ran = 0;
        epoch.Defer(
            epoch =>
            {
                using (epoch.Pin())
                    epoch.Defer(_ => ran++, 0);
                epoch.Flush();
            },
            epoch);
        epoch.Flush();
        epoch.Flush();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void An_epoch_that_is_pinned_is_not_disposed_and_one_that_was_disposed_is_not_pinned()
    {
        var epoch = new Epoch();
        int ran = 0;
        epoch.Defer(_ => ran++, 0);
        EpochGuard guard = epoch.Pin();
        Assert.Contains("guard", Assert.Throws<InvalidOperationException>(epoch.Dispose).Message, StringComparison.Ordinal);
        epoch.Pin().Dispose();
        guard.Dispose();
        epoch.Dispose();
        Assert.Equal(1, ran);
        Assert.Throws<ObjectDisposedException>(() => epoch.Pin().Dispose());
        Assert.Throws<ObjectDisposedException>(() => epoch.Defer(static _ => { }, 0));
        Assert.Equal("action", Assert.Throws<ArgumentNullException>(() => epoch.Defer(null!, 0)).ParamName);
    }

    [Fact]
    public void Nobody_who_pins_sees_what_was_given_back() => PoolTest.Guard(() =>
    {
        var epoch = new Epoch();
        var current = new Resource();
        int made = 1, freed = 0, working = 2;
        ThreadScope.Run(scope =>
        {
            for (int writer = 0; writer < 2; writer++)
            {
                scope.Spawn(() =>
                {
                    for (int round = 0; round < 40_000; round++)
                    {
                        Resource old = Interlocked.Exchange(ref current, new Resource());
                        Interlocked.Increment(ref made);
                        epoch.Defer(
                            resource =>
                            {
                                Assert.False(Interlocked.Exchange(ref resource.IsFreed, true), "An action ran twice.");
                                Interlocked.Increment(ref freed);
                            },
                            old);
                    }
                    Interlocked.Decrement(ref working);
                });
                scope.Spawn(() =>
                {
                    while (Volatile.Read(ref working) > 0)
                    {
                        using EpochGuard guard = epoch.Pin();
                        Resource seen = Volatile.Read(ref current);
                        for (int look = 0; look < 20; look++)
                            Assert.False(Volatile.Read(ref seen.IsFreed), "A reader has what was given back.");
                    }
                });
            }
        });
        epoch.Dispose();
        Assert.Equal(made - 1, freed);
    });

    [Fact]
    public void Pinning_allocates_nothing_and_an_action_one_object()
    {
        var epoch = new Epoch();
        Assert.Equal(0, Allocations.Of(() =>
        {
            using (epoch.Pin())
            {
                using EpochGuard inner = epoch.Pin();
            }
        }));
        Assert.Equal(100 * 48, Allocations.Of(() => epoch.Defer(static _ => { }, "")));
    }

    private sealed class Resource
    {
        public bool IsFreed;
    }
}
