using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class ParkerTests
{
    [Fact]
    public void A_token_that_comes_at_any_moment_ends_the_park_and_shows_what_was_written_before_it() => ModelBudget.CheckAll(static () =>
    {
        var parker = new Parker();
        var data = new Checked<int>[1];
        Model.Thread(() =>
        {
            data[0].Write(1);
            parker.Unparker.Unpark();
        });
        parker.Park();
        Assert.Equal(1, data[0].Read());
    });

    [Fact]
    public void Two_tokens_are_one_and_both_publish() => ModelBudget.CheckAll(static () =>
    {
        var parker = new Parker();
        var state = new State();
        for (int thread = 0; thread < 2; thread++)
        {
            Model.Thread(() =>
            {
                state.Count.Increment();
                parker.Unparker.Unpark();
            });
        }
        while (state.Count.ReadRelaxed() < 2)
            parker.Park();
    });

    [Fact]
    public void A_timed_park_takes_the_token_or_leaves_it_for_the_next()
    {
        Outcomes<bool> outcomes = Model.Explore(static () =>
        {
            var parker = new Parker();
            Model.Thread(parker.Unparker.Unpark);
            bool taken = parker.Park(TimeSpan.FromSeconds(1));
            if (!taken)
                parker.Park();
            Assert.False(parker.Park(TimeSpan.Zero));
            return taken;
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([false, true], outcomes.Order());
    }

    [Fact]
    public void A_cancelled_park_ends_and_no_token_is_lost()
    {
        Outcomes<bool> outcomes = Model.Explore(static () =>
        {
            var parker = new Parker();
            using var source = new CancellationTokenSource();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(parker.Unparker.Unpark, "unparker");
            bool cancelled = false;
            try
            {
                parker.Park(source.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled = true;
                parker.Park();
            }
            Model.JoinAll();
            Assert.False(parker.Park(TimeSpan.Zero));
            return cancelled;
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([false, true], outcomes.Order());
    }

    [Fact]
    public void A_park_that_nobody_ends_is_found()
    {
        ModelFailureException failure = ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () => new Parker().Park());
        Assert.Contains("sleeps on", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_that_is_set_after_the_unpark_is_found() => ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () =>
    {
        var parker = new Parker();
        var state = new State();
        Model.Thread(() =>
        {
            parker.Unparker.Unpark();
            state.Count.Write(1);
        });
        while (state.Count.Read() == 0)
            parker.Park();
    });

    private sealed class State
    {
        public AtomicInt Count;
    }
}
