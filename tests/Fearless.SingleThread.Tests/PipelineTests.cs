using Fearless.Pipelines;

namespace Fearless.SingleThread.Tests;

/// <summary>Pipelines whose stages take turns on the one thread.</summary>
public class PipelineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(null)]
    public void Every_item_goes_through_every_stage_in_order(int? capacity)
    {
        var results = new List<int>();
        PipelineReport report = Pipeline.From(Enumerable.Range(0, 1000))
            .Parallel(static number => number * 2, degree: 3, capacity)
            .Where(static number => number % 3 == 0, capacity)
            .SelectMany(static number => new[] { number, number + 1 }, capacity)
            .Parallel(static number => -number, degree: 2, capacity)
            .Ordered()
            .Batch(7, capacity: capacity)
            .SelectMany(static batch => batch, capacity)
            .Sequential(results.Add, capacity)
            .Run();
        Assert.Equal(PipelineOutcome.Completed, report.Outcome);
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(static number => number * 2).Where(static number => number % 3 == 0).SelectMany(static number => new[] { -number, -number - 1 }),
            results);
        Assert.Equal([1000, 1000, 1000, 334, 668, 668, 668, 96, 668], report.Stages.Select(static stage => stage.Done));
        Assert.All(report.Stages, static stage => Assert.Equal(0, stage.NotStarted));
    }

    [Fact]
    public void Branches_get_every_item_and_their_results_come_together()
    {
        List<int> results = Pipeline.From(Enumerable.Range(0, 100))
            .Broadcast(
                static branch => branch.Parallel(static number => number, capacity: 1),
                static branch => branch.Parallel(static number => number + 1000, capacity: 1).Ordered())
            .ToList();
        Assert.Equal([.. Enumerable.Range(0, 100), .. Enumerable.Range(1000, 100)], results.Order());
    }

    [Fact]
    public void Asynchronous_stages_and_sources_have_an_executor_for_each_item()
    {
        List<int> results = Pipeline.From(Numbers())
            .Async(
                static async (number, cancellationToken) =>
                {
                    await Executor.Delay(TimeSpan.FromMilliseconds(1));
                    cancellationToken.ThrowIfCancellationRequested();
                    return number * 2;
                },
                degree: 4,
                capacity: 1)
            .ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(static number => number * 2), results);

        static async IAsyncEnumerable<int> Numbers()
        {
            for (int number = 0; number < 10; number++)
            {
                await Executor.Delay(TimeSpan.FromMilliseconds(1));
                yield return number;
            }
        }
    }

    [Fact]
    public void A_failure_stops_what_is_before_it_and_every_item_is_accounted_for()
    {
        PipelineReport report = Pipeline.From(Enumerable.Range(0, 1000))
            .Parallel(static number => number == 100 ? throw new InvalidDataException() : number, capacity: 5)
            .Sequential(static _ => { }, capacity: 5)
            .Run();
        Assert.Equal(PipelineOutcome.Failed, report.Outcome);
        Assert.IsType<InvalidDataException>(Assert.Single(report.Failures).Exception);
        StageReport source = report.Stages[0], first = report.Stages[1], last = report.Stages[2];
        Assert.True(source.Done < 1000, $"The source gave {source.Done}.");
        Assert.Equal(source.Produced, first.Done + first.Failed + first.NotStarted);
        Assert.Equal(100, last.Done);
    }

    [Fact]
    public async Task A_run_that_is_to_be_awaited_has_ended_when_the_call_returns()
    {
        Thread here = Thread.CurrentThread;
        Task<List<Thread>> run = Pipeline.From([1, 2]).Parallel(static _ => Thread.CurrentThread).ToListAsync();
        Assert.True(run.IsCompleted);
        Assert.Equal([here, here], await run);
    }
}
