using Fearless.Channels;
using Fearless.Pipelines;

namespace Fearless.ModelTests.Pipelines;

/// <summary>Whole pipelines, whose stages are threads of the model: how items get through, and how failures and cancellation end them.</summary>
public class PipelineTests
{
    [Fact]
    public void Items_pass_through_two_stages_in_order() => Check(static () =>
        Assert.Equal([10, 20], Pipeline.From([1, 2]).Sequential(static item => item * 10, capacity: 1).ToList()));

    [Fact]
    public void Items_of_a_stage_of_two_threads_all_arrive() => Check(static () =>
    {
        PipelineReport report = Pipeline.From([1, 2]).Parallel(static item => item * 10, degree: 2, capacity: 1).Run();
        Assert.Equal(PipelineOutcome.Completed, report.Outcome);
        Assert.Equal((2, 0), (report.Stages[1].Done, report.NotStarted));
    });

    [Fact]
    public void Items_are_put_in_order_again_behind_a_stage_of_two_threads() => Check(static () =>
    {
        var seen = new List<int>();
        Pipeline.From([1, 2, 3]).Parallel(static item => item, degree: 2, capacity: 1).Ordered().Sequential(seen.Add, capacity: 1).Run();
        Assert.Equal([1, 2, 3], seen);
    });

    [Fact]
    public void More_items_are_put_in_order_than_fit_between() => CheckOnce(static () =>
    {
        int[] items = [.. Enumerable.Range(1, 12)];
        var seen = new List<int>();
        Pipeline.From(items).Parallel(static item => item, degree: 2, capacity: 1).Ordered().Sequential(seen.Add, capacity: 1).Run();
        Assert.Equal(items, seen);
    });

    [Fact]
    public void What_a_thread_of_a_stage_still_sends_arrives_though_another_has_ended() => Model.Check(
        static () =>
        {
            int sum = 0;
            Pipeline.From([1]).Parallel(static item => item, degree: 2, capacity: 1).Sequential(item => { sum += item; }, capacity: 1).Run();
            Assert.Equal(1, sum);
        },
        // By chance: depth-first comes late to a thread that is interrupted in the middle of a long program.
        new ModelOptions { Strategy = ModelStrategy.Random, MaxExecutions = 1_000 });

    [Fact]
    public void Items_are_received_until_their_channel_ends_and_its_error_is_a_failure() => CheckOnce(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Close(new IOException());
            },
            "sender");
        int sum = 0;
        PipelineReport report = Pipeline.From(rx).Sequential(item => { sum += item; }, capacity: 1).Run();
        Assert.Equal(1, sum);
        Assert.IsType<IOException>(Assert.Single(report.Failures).Exception);
    });

    [Fact]
    public void A_stage_that_failed_begins_no_other_item() => CheckOnce(static () =>
    {
        int begun = 0;
        PipelineReport report = Pipeline.From([1, 2]).Sequential(_ => Fail(ref begun), capacity: 2).Run();
        AssertStopped(report, begun);
        Assert.Equal(report.Stages[0].Done, 1 + report.Stages[1].NotStarted);
    });

    [Fact]
    public void A_stage_of_many_results_that_failed_begins_no_other_item() => CheckOnce(static () =>
    {
        int begun = 0;
        PipelineReport report = Pipeline.From([1, 2]).SelectMany<int>(_ => throw Failure(ref begun), capacity: 2).Run();
        AssertStopped(report, begun);
        Assert.Equal(report.Stages[0].Done, 1 + report.Stages[1].NotStarted);
    });

    [Fact]
    public void A_source_takes_nothing_more_once_it_is_stopped() => CheckOnce(static () =>
    {
        using var source = new CancellationTokenSource();
        bool isAskedForMore = false;
        PipelineReport report = Pipeline.From(Items()).Sequential(static (int _) => { }, capacity: 1).Run(cancellationToken: source.Token);
        Assert.Equal(PipelineOutcome.Cancelled, report.Outcome);
        Assert.False(isAskedForMore);

        IEnumerable<int> Items()
        {
            source.Cancel();
            yield return 1;
            isAskedForMore = true;
        }
    });

    [Fact]
    public void An_item_of_many_results_is_given_up_when_its_stage_is_stopped() => CheckOnce(static () =>
    {
        using var source = new CancellationTokenSource();
        PipelineReport report = Pipeline.From([1]).SelectMany(Results, capacity: 1).Run(cancellationToken: source.Token);
        Assert.Equal((0, 1), (report.Stages[1].Done, report.Stages[1].NotStarted));

        IEnumerable<int> Results(int item)
        {
            source.Cancel();
            yield return item;
        }
    });

    [Fact]
    public void What_is_to_be_put_in_order_when_the_run_is_stopped_is_left_out() => CheckOnce(static () =>
    {
        using var source = new CancellationTokenSource();
        PipelineReport report = Pipeline.From([1])
            .Parallel((int _) => source.Cancel(), degree: 2, capacity: 1)
            .Ordered()
            .Run(cancellationToken: source.Token);
        Assert.Equal((1, 0, 1), (report.Stages[1].Done, report.Stages[2].Done, report.Stages[2].NotStarted));
    });

    [Fact]
    public void What_was_gathered_when_a_stage_is_stopped_is_left_out() => CheckOnce(static () =>
    {
        using var source = new CancellationTokenSource();
        PipelineReport report = Pipeline.From(Items()).Batch(2, capacity: 2).Run(cancellationToken: source.Token);
        Assert.Equal((0, 1), (report.Stages[1].Done, report.Stages[1].NotStarted));
        Assert.Equal(PipelineOutcome.Cancelled, report.Outcome);

        IEnumerable<int> Items()
        {
            yield return 1;
            source.Cancel();
        }
    });

    [Fact]
    public void A_cancelled_run_says_so_unless_it_had_done_everything() => Check(static () =>
    {
        using var source = new CancellationTokenSource();
        ModelThread other = Model.Thread(() => Model.Cancel(source), "cancels");
        PipelineReport report = Pipeline.From([1, 2]).Sequential(static (int _) => { }, capacity: 1).Run(cancellationToken: source.Token);
        bool isComplete = report.Stages[0].Done == 2 && report.Stages[1].Done == 2;
        if (!isComplete)
            Assert.Equal(PipelineOutcome.Cancelled, report.Outcome);
        Assert.Equal(report.Stages[0].Done, report.Stages[1].Done + report.Stages[1].NotStarted);
        other.Join();
    });

    private static void AssertStopped(PipelineReport report, int begun)
    {
        Assert.Equal(PipelineOutcome.Failed, report.Outcome);
        Assert.Equal(1, begun);
        Assert.Equal(1, report.Failed);
    }

    private static int Fail(ref int begun) => throw Failure(ref begun);

    private static IOException Failure(ref int begun)
    {
        begun++;
        return new IOException();
    }

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);

    // For what any order shows: threads take turns only where they wait.
    private static void CheckOnce(Action body) => Model.Check(body, ModelBudget.Bounded with { PreemptionBound = 0, MaxDuration = TimeSpan.FromSeconds(0.3) });
}
