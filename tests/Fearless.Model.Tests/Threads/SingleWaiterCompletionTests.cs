using Fearless.Sync;

namespace Fearless.ModelTests.Threads;

public class SingleWaiterCompletionTests
{
    [Fact]
    public void A_wait_sees_the_event_and_what_came_before_it_whenever_it_begins() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        Model.Thread(state.Complete, "completes");
        state.Done.Wait();
        Assert.Equal(7, state.Data.Read());
    });

    [Fact]
    public void Whoever_sees_that_it_has_happened_sees_what_came_before_it() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        Model.Thread(state.Complete, "completes");
        if (state.Done.IsSet)
            Assert.Equal(7, state.Data.Read());
    });

    [Fact]
    public void A_wait_whose_time_is_over_may_be_followed_by_another()
    {
        Outcomes<bool> outcomes = Model.Explore(static () =>
        {
            var state = new State();
            Model.Thread(state.Complete, "completes");
            bool happened = state.Done.Wait(Deadline.After(TimeSpan.FromSeconds(1)), CancellationToken.None);
            if (!happened)
                state.Done.Wait();
            Assert.Equal(7, state.Data.Read());
            return happened;
        }, ModelBudget.Everything);

        Assert.True(outcomes.Report.IsExhaustive);
        Assert.Equal([false, true], outcomes.Order());
    }

    [Fact]
    public void A_wait_that_is_cancelled_leaves_nobody_behind() => ModelBudget.CheckAll(static () =>
    {
        var state = new State();
        using var source = new CancellationTokenSource();
        Model.Thread(state.Complete, "completes");
        Model.Thread(() => Model.Cancel(source), "cancels");
        try
        {
            Assert.True(state.Done.Wait(Deadline.Never, source.Token));
        }
        catch (OperationCanceledException)
        {
            state.Done.Wait();
        }
        Assert.Equal(7, state.Data.Read());
        Model.JoinAll();
    });

    private sealed class State
    {
        public SingleWaiterCompletion Done;
        public Checked<int> Data;

        public void Complete()
        {
            Data.Write(7);
            Done.Set();
            Done.Set();
        }
    }
}
