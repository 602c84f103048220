using CsCheck;
using Fearless.Channels;
using Fearless.Pipelines;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class PipelineCancellationTests
{
    [Fact]
    public void At_any_item_it_ends_the_run_and_every_item_is_accounted_for() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 3], Gen.Int[1, 40]).Sample(
            static (at, place, capacity) => Patience.Ends(() =>
            {
                using var source = new CancellationTokenSource();
                List<int> results = [];
                int Check(int stage, int item)
                {
                    if (stage == place && item == at)
                        source.Cancel();
                    return item;
                }

                PipelineReport report = Pipeline.From(Enumerable.Range(0, 300))
                    .Sequential(x => Check(0, x))
                    .Parallel(x => Check(1, x), degree: 3)
                    .Async((x, _) => new ValueTask<int>(Check(2, x)), degree: 2)
                    .Ordered()
                    .Sequential(x => results.Add(Check(3, x)))
                    .With(new PipelineOptions { Capacity = capacity })
                    .Run(cancellationToken: source.Token);

                Accounts.Balance(report);
                Assert.Empty(report.Failures);
                Assert.Equal(results.Order(), results);
                Assert.Equal(results.Count, report.Completed);
                if (at >= 300)
                    Assert.Equal(PipelineOutcome.Completed, report.Outcome);
                // At the last items there may have been nothing left to stop.
                if (report.Outcome == PipelineOutcome.Completed)
                    Assert.Equal(300, report.Completed);
                else
                    Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(report.ThrowIfFailed).CancellationToken);
            }),
            iter: 200);

    [Fact]
    public void A_token_that_was_cancelled_before_lets_no_item_be_taken()
    {
        PipelineReport report = Pipeline.From([1, 2, 3]).Sequential(static x => x).Run(cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal(PipelineOutcome.Cancelled, report.Outcome);
        Assert.Equal(0, report.Stages[0].Done);
        Assert.Throws<OperationCanceledException>(() => Pipeline.From([1]).ToList(cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Waits_for_a_channel_an_asynchronous_source_or_a_call_end()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        var (full, _) = Channel.Rendezvous<int>();
        async IAsyncEnumerable<int> Never([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            await Task.Delay(Timeout.Infinite, token);
            yield return 1;
        }
        Pipeline<int>[] pipelines =
        [
            Pipeline.From(rx).Sequential(static x => x),
            Pipeline.From(Never()).Sequential(static x => x),
            Pipeline.From([1, 2]).SendTo(full),
            Pipeline.From([1, 2]).Async(static async (_, token) => await Task.Delay(Timeout.Infinite, token), degree: 1),
        ];
        foreach (Pipeline<int> pipeline in pipelines)
        {
            using var source = new CancellationTokenSource();
            PipelineReport report = null!;
            Patience.Ends(() => report = pipeline
                .With(new PipelineOptions { ProgressInterval = TimeSpan.FromMilliseconds(1) })
                .Run(new InlineProgress(_ => source.Cancel()), source.Token));

            Assert.Equal(PipelineOutcome.Cancelled, report.Outcome);
            Accounts.Balance(report);
        }
        tx.Dispose();
        rx.Dispose();
        full.Dispose();
    }

    [Fact]
    public void A_failure_is_not_hidden_by_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        PipelineReport report = Pipeline.From([1, 2, 3])
            .Sequential(_ =>
            {
                source.Cancel();
                throw new IOException();
            })
            .Run(cancellationToken: source.Token);

        Assert.Equal(PipelineOutcome.Failed, report.Outcome);
        Assert.Throws<IOException>(report.ThrowIfFailed);
    }
}
