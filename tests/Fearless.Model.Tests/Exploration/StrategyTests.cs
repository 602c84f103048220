namespace Fearless.ModelTests.Exploration;

/// <summary>The searches that go by chance, and the one that goes by a schedule.</summary>
public class StrategyTests
{
    [Theory]
    [InlineData("", true, new int[0])]
    [InlineData("0", true, new[] { 0 })]
    [InlineData("0*3.1.1/2", true, new[] { 0, 0, 0, 1, 201 })]
    [InlineData("7/65535*2.0", true, new[] { 6553507, 6553507, 0 })]
    [InlineData("sc:0.1*2", false, new[] { 0, 1, 1 })]
    public void A_schedule_is_read_as_it_is_written(string text, bool allowsStaleReads, int[] steps)
    {
        Schedule schedule = Schedule.Parse(text);

        Assert.Equal(allowsStaleReads, schedule.AllowsStaleReads);
        Assert.Equal(steps, schedule.Steps.Select(static step => (100 * step.Option) + step.Thread));
        Assert.Equal(text, schedule.ToString());
    }

    [Theory]
    [InlineData("main")]
    [InlineData("0*")]
    [InlineData("0/1/")]
    [InlineData("0*x")]
    [InlineData("256")]
    [InlineData("8")]
    [InlineData("0*0")]
    [InlineData("0*-1")]
    [InlineData("0*1*2")]
    [InlineData("0/65536")]
    [InlineData("-1")]
    public void What_is_no_schedule_is_refused_with_its_text(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => Model.Check(LosesAnUpdate, new ModelOptions { Replay = text }));
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_seen_again_by_its_schedule_in_one_execution()
    {
        ModelFailureException found = ModelBudget.Catches(ModelFailureKind.Exception, LosesAnUpdate);
        ModelFailureException again = ModelBudget.Catches(ModelFailureKind.Exception, LosesAnUpdate, new ModelOptions { Replay = found.Replay });

        Assert.Equal(1, again.Report.Executions);
        Assert.Equal(found.Replay, again.Replay);
    }

    [Fact]
    public void A_schedule_that_ends_early_is_gone_on_with_and_one_that_succeeds_is_no_failure()
    {
        Assert.Equal(1, Model.Check(LosesAnUpdate, new ModelOptions { Replay = "0" }).Executions);
        Assert.Equal(1, Model.Check(LosesAnUpdate, new ModelOptions { Replay = "" }).Executions);
    }

    [Fact]
    public void A_schedule_of_another_program_is_told_apart()
    {
        var failure = Assert.Throws<ModelFailureException>(() => Model.Check(LosesAnUpdate, new ModelOptions { Replay = "0.5" }));
        Assert.Equal(ModelFailureKind.Nondeterminism, failure.Kind);
    }

    [Theory]
    [InlineData(ModelStrategy.Random)]
    [InlineData(ModelStrategy.Pct)]
    public void Chance_finds_a_lost_update_and_the_same_seed_finds_it_in_the_same_execution(ModelStrategy strategy)
    {
        var options = new ModelOptions { Strategy = strategy, Seed = 7, MaxExecutions = 10_000 };
        var first = Assert.Throws<ModelFailureException>(() => Model.Check(LosesAnUpdate, options));
        var second = Assert.Throws<ModelFailureException>(() => Model.Check(LosesAnUpdate, options));

        Assert.Equal(ModelFailureKind.Exception, first.Kind);
        Assert.Equal((first.Replay, first.Message), (second.Replay, second.Message));
    }

    [Theory]
    [InlineData(ModelStrategy.Random)]
    [InlineData(ModelStrategy.Pct)]
    public void Chance_reaches_every_result_and_claims_no_completeness(ModelStrategy strategy)
    {
        Outcomes<(int, int)> all = Model.Explore(StoreBuffer, ModelBudget.Everything);
        Outcomes<(int, int)> some = Model.Explore(StoreBuffer, new ModelOptions { Strategy = strategy, MaxExecutions = 3000 });

        Assert.Equal(4, all.Count);
        Assert.Equal(all.Order(), some.Order());
        Assert.Equal(3000, some.Report.Executions);
        Assert.False(some.Report.IsExhaustive);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void No_execution_follows_one_at_whose_end_the_time_is_over(int? preemptionBound)
    {
        ModelReport report = Model.Explore(StoreBuffer, new ModelOptions { MaxDuration = TimeSpan.Zero, PreemptionBound = preemptionBound }).Report;
        Assert.Equal((1, false), (report.Executions, report.IsExhaustive));
    }

    [Theory]
    [InlineData(ModelStrategy.Random)]
    [InlineData(ModelStrategy.Pct)]
    public void Other_seeds_go_other_ways(ModelStrategy strategy)
    {
        string[] tallies = [.. Enumerable.Range(1, 5).Select(seed =>
            Model.Explore(StoreBuffer, new ModelOptions { Strategy = strategy, Seed = (ulong)seed, MaxExecutions = 50 }).ToString())];
        Assert.True(tallies.Distinct().Count() > 1);
    }

    [Fact]
    public void Priorities_that_change_reach_what_those_that_stay_cannot()
    {
        // Ends badly only when the second thread runs between two steps of the first, which must therefore lose its turn and get it back.
        static bool Interrupted()
        {
            var word = new AtomicInt[1];
            bool between = false;
            Model.Thread(() =>
            {
                word[0].Write(1);
                word[0].Write(2);
            });
            Model.Thread(() => between = word[0].Read() == 1);
            Model.JoinAll();
            return between;
        }

        var options = new ModelOptions { Strategy = ModelStrategy.Pct, WeakMemory = false, MaxExecutions = 500 };
        Assert.False(Model.Explore(Interrupted, options with { PctDepth = 1 }).Contains(true));
        Assert.True(Model.Explore(Interrupted, options with { PctDepth = 2 }).Contains(true));
    }

    private static void LosesAnUpdate()
    {
        var count = new AtomicInt[1];
        Model.Thread(() => count[0].Write(count[0].Read() + 1));
        count[0].Write(count[0].Read() + 1);
        Model.JoinAll();
        Assert.Equal(2, count[0].Read());
    }

    private static (int, int) StoreBuffer()
    {
        var words = new AtomicInt[2];
        int first = 0;
        Model.Thread(() =>
        {
            words[0].Write(1);
            first = words[1].Read();
        });
        words[1].Write(1);
        int second = words[0].Read();
        Model.JoinAll();
        return (first, second);
    }
}
