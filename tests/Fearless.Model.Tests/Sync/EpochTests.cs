using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class EpochTests
{
    [Fact]
    public void A_reader_never_has_what_was_given_back() => ModelBudget.CheckAll(
        static () =>
        {
            var epoch = new Epoch();
            var shared = new Shared();
            shared.Current.Write(new Resource());
            Model.Thread(
                () =>
                {
                    using EpochGuard guard = epoch.Pin();
                    // A race with the action, if that runs while the guard is there.
                    shared.Current.Read()!.Content.Read();
                },
                "reader");
            Resource old = shared.Current.Exchange(new Resource())!;
            epoch.Defer(static old => old.Content.Write(-1), old);
            for (int step = 0; step < 3; step++)
                epoch.Advance();
            Model.JoinAll();
            epoch.Dispose();
            Assert.Equal(-1, old.Content.Read());
        });

    [Fact]
    public void Actions_of_two_threads_run_once_each() => ModelBudget.CheckAll(
        static () =>
        {
            var epoch = new Epoch();
            var count = new AtomicInt[1];
            Model.Thread(() => epoch.Defer(static count => count[0].Increment(), count), "other");
            epoch.Defer(static count => count[0].Increment(), count);
            epoch.Advance();
            Model.JoinAll();
            epoch.Dispose();
            Assert.Equal(2, count[0].Read());
        });

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Two_that_advance_give_nothing_back_that_a_reader_has(int first, int second) => Model.Check(
        () =>
        {
            var epoch = new Epoch();
            var shared = new Shared();
            shared.Current.Write(new Resource());
            Model.Thread(() => Read(epoch, shared), "reader");
            Model.Thread(() => Advance(epoch, first), "advances");
            Replace(epoch, shared);
            Advance(epoch, second);
            Model.JoinAll();
            epoch.Dispose();
        },
        ModelBudget.Bounded);

    // Each has to know from the epoch alone which guards there were: none has a fence of its own before it looks at them.
    [Fact]
    public void Three_that_advance_by_one_step_each_give_nothing_back_that_a_reader_has() => Model.Check(
        static () =>
        {
            var epoch = new Epoch();
            var shared = new Shared();
            shared.Current.Write(new Resource());
            Model.Thread(() => Read(epoch, shared), "reader");
            Model.Thread(() => epoch.Advance(), "second step");
            Model.Thread(() => epoch.Advance(), "third step");
            Replace(epoch, shared);
            epoch.Advance();
        },
        ModelBudget.Bounded);

    [Fact]
    public void Two_readers_have_places_of_their_own_and_each_holds_back_what_it_has() => Model.Check(
        static () =>
        {
            var epoch = new Epoch();
            var shared = new Shared();
            shared.Current.Write(new Resource());
            for (int reader = 0; reader < 2; reader++)
                Model.Thread(() => Read(epoch, shared), "reader");
            Replace(epoch, shared);
            Advance(epoch, 3);
            Model.JoinAll();
            epoch.Dispose();
        },
        ModelBudget.Bounded);

    [Fact]
    public void Guards_that_want_more_places_at_once_are_all_known() => ModelBudget.CheckAll(static () =>
    {
        var pins = new EpochPins();
        pins.Add(1);
        Model.Thread(() => pins.Add(1), "other");
        pins.Add(1);
        Model.JoinAll();
        Assert.Equal(3, pins.Count);
        Assert.False(pins.AllAt(2));
    });

    [Fact]
    public void The_end_waits_for_no_guard_and_runs_nothing_that_one_holds_back() => ModelBudget.CheckAll(static () =>
    {
        var epoch = new Epoch();
        var shared = new Shared();
        shared.Current.Write(new Resource());
        Model.Thread(
            () =>
            {
                try
                {
                    Read(epoch, shared);
                }
                catch (ObjectDisposedException)
                {
                }
            },
            "reader");
        Replace(epoch, shared);
        try
        {
            epoch.Dispose();
        }
        catch (InvalidOperationException)
        {
        }
        Model.JoinAll();
        epoch.Dispose();
        epoch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => epoch.Pin().Dispose());
    });

    [Fact]
    public void Where_nobody_is_pinned_three_steps_run_what_was_deferred_and_deferring_makes_steps_by_itself() => Model.Check(static () =>
    {
        var epoch = new Epoch();
        var count = new AtomicInt[1];
        epoch.Defer(static count => count[0].Increment(), count);
        Advance(epoch, 3);
        Assert.Equal(1, count[0].Read());
        for (int deferral = 0; deferral < 9; deferral++)
            epoch.Defer(static count => count[0].Increment(), count);
        Assert.InRange(count[0].Read(), 2, 10);

        EpochGuard guard = epoch.Pin();
        Assert.Equal(1, epoch.PinnedCount);
        bool refused = false;
        try
        {
            epoch.Dispose();
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }
        Assert.True(refused);
        guard.Dispose();
        epoch.Dispose();
        Assert.Equal(10, count[0].Read());
    });

    private static void Read(Epoch epoch, Shared shared)
    {
        using EpochGuard guard = epoch.Pin();
        // A race with the action, if that runs while the guard is there.
        shared.Current.Read()!.Content.Read();
    }

    private static void Replace(Epoch epoch, Shared shared)
    {
        Resource old = shared.Current.Exchange(new Resource())!;
        epoch.Defer(static old => old.Content.Write(-1), old);
    }

    private static void Advance(Epoch epoch, int steps)
    {
        for (int step = 0; step < steps; step++)
            epoch.Advance();
    }

    private sealed class Shared
    {
        public AtomicRef<Resource> Current;
    }

    private sealed class Resource
    {
        public Checked<int> Content;
    }
}
