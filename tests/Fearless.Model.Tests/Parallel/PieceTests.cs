using Fearless.Plumbing;

namespace Fearless.ModelTests.Parallel;

/// <summary>What the pieces of one run share, without a pool: gates, the best place of a search, the count of pieces, and why a run ended.</summary>
public class PieceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void As_many_items_pass_a_gate_as_are_taken_and_are_held_back_as_are_skipped(bool takes) => ModelBudget.CheckAll(() =>
    {
        var gate = new CountGate<int>(takes ? GateSide.Before : GateSide.Behind, 1);
        bool other = false;
        Model.Thread(() => other = gate.Admits(1), "other");
        bool own = gate.Admits(2);
        Model.JoinAll();
        Assert.True(own ^ other);
    });

    [Fact]
    public void A_gate_that_an_item_has_turned_stays_so() => ModelBudget.CheckAll(static () =>
    {
        var take = new RefusalGate<int>(GateSide.Before, static item => item == 0);
        var skip = new RefusalGate<int>(GateSide.Behind, static item => item == 0);
        Model.Thread(
            () =>
            {
                take.Admits(1);
                skip.Admits(1);
            },
            "other");
        take.Admits(0);
        skip.Admits(0);
        Model.JoinAll();
        Assert.False(take.Admits(0));
        Assert.True(skip.Admits(0));
    });

    [Fact]
    public void The_best_place_that_was_found_stays() => ModelBudget.CheckAll(static () =>
    {
        var state = new SearchState<FirstEnd>();
        Model.Thread(() => state.Found(1), "other");
        state.Found(2);
        Model.JoinAll();
        Assert.True(state.IsBeaten(2));
        Assert.False(state.IsBeaten(1));
    });

    [Fact]
    public void Two_that_find_that_it_is_time_report_once_and_all_is_counted() => ModelBudget.CheckAll(static () =>
    {
        var clock = new SetClock();
        var reports = new Reports();
        var reporter = new ProgressReporter(reports, total: 4, clock);
        reporter.Add(1);
        Assert.Empty(reports.Completed);
        clock.Now = 1;
        Model.Thread(() => reporter.Add(1), "other");
        reporter.Add(1);
        Model.JoinAll();
        Assert.InRange(Assert.Single(reports.Completed), 2, 3);
        clock.Now = 2;
        reporter.Add(1);
        Assert.Equal(4, reports.Completed[^1]);
    });

    [Fact]
    public void There_are_no_more_pieces_than_the_degree_says() => ModelBudget.CheckAll(static () =>
    {
        var operation = new Operation<Unit>(default, new IterationOptions { Degree = 1 });
        bool other = false;
        Model.Thread(() => other = operation.TryAddPiece(), "other");
        bool own = operation.TryAddPiece();
        Model.JoinAll();
        Assert.True(own ^ other);
        Assert.False(operation.MayAddPiece);
    });

    [Fact]
    public void As_many_pieces_may_come_as_have_gone() => ModelBudget.CheckAll(static () =>
    {
        var operation = new Operation<Unit>(default, new IterationOptions { Degree = 2 });
        Assert.True(operation.TryAddPiece() && operation.TryAddPiece());
        Model.Thread(operation.RemovePiece, "other");
        operation.RemovePiece();
        Model.JoinAll();
        Assert.True(operation.TryAddPiece() && operation.TryAddPiece());
        Assert.False(operation.TryAddPiece());
    });

    [Fact]
    public void A_failure_in_one_piece_stops_the_others_and_is_thrown() => ModelBudget.CheckAll(static () =>
    {
        var operation = new Operation<Unit>(default, default);
        Model.Thread(() => operation.Fail(new IOException()), "other");
        Model.JoinAll();
        Assert.True(operation.ShouldStop());
        Assert.Throws<IOException>(operation.ThrowIfStopped);
    });

    [Fact]
    public void What_a_piece_left_undone_for_a_cancellation_is_thrown() => ModelBudget.CheckAll(static () =>
    {
        using var source = new CancellationTokenSource();
        var operation = new Operation<Unit>(default, new IterationOptions { CancellationToken = source.Token });
        bool isStopped = false;
        Model.Thread(() => Model.Cancel(source), "canceller");
        ModelThread piece = Model.Thread(() => isStopped = operation.ShouldStop(), "piece");
        piece.Join();
        if (isStopped)
            Assert.Throws<OperationCanceledException>(operation.ThrowIfStopped);
        else
            operation.ThrowIfStopped();
        Model.JoinAll();
    });

    private sealed class Reports : IProgress<ParallelProgress>
    {
        public List<long> Completed { get; } = [];

        public void Report(ParallelProgress value) => Completed.Add(value.Completed);
    }

    // It says what it is told, in seconds.
    private sealed class SetClock : TimeProvider
    {
        public long Now { get; set; }

        public override long GetTimestamp() => Now * TimestampFrequency;
    }
}
