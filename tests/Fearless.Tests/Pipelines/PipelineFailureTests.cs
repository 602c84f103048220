using Fearless.Pipelines;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class PipelineFailureTests
{
    private const int Items = 500;
    private const int Poison = 137;

    public static TheoryData<FailurePolicy, string> Places
    {
        get
        {
            var places = new TheoryData<FailurePolicy, string>();
            foreach (FailurePolicy policy in Enum.GetValues<FailurePolicy>())
            {
                foreach (string place in new[] { "source", "first", "parallel", "async", "filter", "expand", "sink" })
                    places.Add(policy, place);
            }
            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_failure_anywhere_leaves_every_item_accounted_for(FailurePolicy policy, string place) => Patience.Ends(() =>
    {
        for (int round = 0; round < 20; round++)
        {
            int FailIn(string stage, int item) => stage == place && item == Poison ? throw new IOException(place) : item;
            IEnumerable<int> Source()
            {
                for (int item = 0; item < Items; item++)
                    yield return FailIn("source", item);
            }
            List<int> results = [];

            PipelineReport report = Pipeline.From(Source(), name: "source")
                .Sequential(x => FailIn("first", x), name: "first")
                .Parallel(x => FailIn("parallel", x), degree: 3, name: "parallel")
                .Async(
                    async ValueTask<int> (x, _) =>
                    {
                        await Task.Yield();
                        return FailIn("async", x);
                    },
                    degree: 3,
                    name: "async")
                .Where(x => FailIn("filter", x) >= 0, name: "filter")
                .Ordered()
                .SelectMany<int>(x => [FailIn("expand", x)], name: "expand")
                .Sequential(x => results.Add(FailIn("sink", x)), name: "sink")
                .With(new PipelineOptions { OnFailure = policy, Capacity = 1 + (round * 3) })
                .Run();

            Accounts.Balance(report);
            Assert.Equal(PipelineOutcome.Failed, report.Outcome);
            PipelineFailure failure = Assert.Single(report.Failures);
            Assert.Equal(place, failure.Stage);
            Assert.Equal(place, Assert.IsType<IOException>(failure.Exception).Message);
            Assert.Equal(place == "source" ? null : Poison, failure.Item);
            Assert.Equal(1, Assert.Single(report.Stages, static stage => stage.Failed > 0).Failed);
            Assert.Same(failure.Exception, Assert.Throws<IOException>(report.ThrowIfFailed));
            Assert.Equal(results.Count, report.Completed);
            Assert.Equal(results.Order(), results);
            int at = report.Stages.ToList().FindIndex(stage => stage.Name == place);
            switch (policy)
            {
                case FailurePolicy.Continue:
                    Assert.Equal(0, report.NotStarted);
                    Assert.Equal(Enumerable.Range(0, place == "source" ? Poison : Items).Where(static x => x != Poison), results);
                    break;
                case FailurePolicy.FinishDownstream:
                    Assert.All(report.Stages.Skip(at + 1), static stage => Assert.Equal(0, stage.NotStarted));
                    break;
            }
        }
    });

    [Fact]
    public void A_failing_stage_begins_nothing_more_and_what_is_behind_it_finishes()
    {
        using var reached = new ManualResetEventSlim();
        int begun = 0;
        List<int> results = [];
        PipelineReport report = null!;

        Patience.Ends(() => report = Pipeline.From(Enumerable.Range(0, 100))
            .Sequential(x =>
            {
                begun++;
                return x == 10 ? throw new IOException() : x;
            })
            .Sequential(x =>
            {
                if (x == 0)
                    reached.Await();
                results.Add(x);
            })
            .With(new PipelineOptions { Capacity = 20 })
            .Run(new InlineProgress(progress =>
            {
                // The last stage is held until the one before it has failed.
                if (progress.Stages[1].Failed > 0)
                    reached.Set();
            })));

        Assert.Equal(11, begun);
        Assert.Equal(Enumerable.Range(0, 10), results);
        Accounts.Balance(report);
        Assert.Equal(report.Stages[0].Done - 11, report.NotStarted);
        Assert.NotInRange(report.Stages[0].Done, 33, 100);
    }

    [Fact]
    public void Stop_all_begins_nothing_more_anywhere()
    {
        using var begun = new ManualResetEventSlim();
        using var failed = new ManualResetEventSlim();
        List<int> results = [];
        PipelineReport report = null!;

        Patience.Ends(() => report = Pipeline.From(Enumerable.Range(0, 100))
            .Sequential(x =>
            {
                if (x < 10)
                    return x;
                begun.Await();
                throw new IOException();
            })
            .Sequential(x =>
            {
                begun.Set();
                failed.Await();
                results.Add(x);
            })
            .With(new PipelineOptions { OnFailure = FailurePolicy.StopAll })
            .Run(new InlineProgress(progress =>
            {
                if (progress.Stages[1].NotStarted > 0)
                    failed.Set();
            })));

        Assert.Equal([0], results);
        Accounts.Balance(report);
        Assert.Equal(9, report.Stages[2].NotStarted);
    }

    [Fact]
    public void A_failing_progress_callback_stops_the_run_and_is_reported_once()
    {
        using var told = new ManualResetEventSlim();
        PipelineReport report = null!;

        Patience.Ends(() => report = Pipeline.From(Endless())
            .Sequential(_ => told.Await())
            .With(new PipelineOptions { ProgressInterval = TimeSpan.FromMilliseconds(1), Capacity = 3 })
            .Run(new InlineProgress(_ =>
            {
                told.Set();
                throw new IOException("progress");
            })));

        Accounts.Balance(report);
        Assert.Equal(PipelineOutcome.Failed, report.Outcome);
        Assert.Equal("progress", Assert.Single(report.Failures).Stage);
        Assert.Throws<IOException>(report.ThrowIfFailed);
    }

    [Fact]
    public void All_failures_are_kept_and_the_first_is_thrown_with_the_others_on_it()
    {
        PipelineReport report = Pipeline.From(Enumerable.Range(0, 40))
            .Parallel(static int (x) => x % 4 == 0 ? throw new IOException($"{x}") : x, degree: 4)
            .With(new PipelineOptions { OnFailure = FailurePolicy.Continue })
            .Run();

        Assert.Equal(10, report.Failures.Count);
        Assert.Equal(10, report.Failed);
        Assert.Equal(30, report.Completed);
        Exception thrown = Assert.Throws<IOException>(report.ThrowIfFailed);
        Assert.Equal(report.Failures.Select(static failure => failure.Exception), [thrown, .. thrown.GetSuppressed()]);
        Assert.Equal(
            Enumerable.Range(0, 40).Where(static x => x % 4 == 0).Select(static x => (object)x), report.Failures.Select(static f => f.Item!).Order());
    }

    [Fact]
    public void A_failure_in_a_branch_stops_the_split_and_the_other_branch_ends()
    {
        PipelineReport report = null!;
        Patience.Ends(() => report = Pipeline.From(Endless())
            .Broadcast(
                copies => copies.Sequential(static x => x),
                copies => copies.Sequential(static int (x) => x == 1000 ? throw new IOException() : x))
            .Run());

        Assert.Equal(PipelineOutcome.Failed, report.Outcome);
        Assert.Equal(0, report.Stages[^1].NotStarted);
    }

    [Fact]
    public void To_list_throws_what_a_stage_threw()
    {
        Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 10)).Parallel(static int (x) => x == 5 ? throw new IOException() : x);

        Assert.Throws<IOException>(() => pipeline.ToList());
        Assert.Throws<IOException>(() => pipeline.ToArray());
    }

    private static IEnumerable<int> Endless()
    {
        for (int item = 0; ; item++)
            yield return item;
    }
}
