using System.Diagnostics;

namespace Fearless.Testing.Tests.Stress;

public class StressTestTests
{
    private static readonly StressOptions Short = new() { Budget = TimeSpan.FromSeconds(0.1) };

    [Fact]
    public void The_table_shows_what_came_out_and_what_never_did()
    {
        StressReport<(int, int)> report = Cells()
            .Outcome(static cells => (cells.X, cells.Y))
            .Acceptable((1, 2), "as they wrote it")
            .Forbidden((0, 0), "nothing was written")
            .Check(Short);

        Assert.Equal([((1, 2), OutcomeGrade.Acceptable), ((0, 0), OutcomeGrade.Forbidden)], report.Rows.Select(static row => (row.Outcome, row.Grade)));
        Assert.Equal(report.Runs, report.CountOf((1, 2)));
        Assert.InRange(report.Runs, 1, long.MaxValue);
        string[] lines = report.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Matches(@"^outcome +count +share$", lines[0]);
        Assert.Matches(@"^\(1, 2\) +[\d,]+ +100.000 % +acceptable +as they wrote it$", lines[1]);
        Assert.Matches(@"^\(0, 0\) +0 +0.000 % +FORBIDDEN +nothing was written$", lines[2]);
    }

    [Fact]
    public void A_forbidden_outcome_fails_at_once()
    {
        long start = Stopwatch.GetTimestamp();

        string message = Assert.Throws<StressException>(static () => Cells()
            .Outcome(static cells => cells.X)
            .Forbidden(1, "it was written")
            .Check(new() { Budget = TimeSpan.FromMinutes(1) })).Message;

        Assert.Matches("FORBIDDEN +it was written", message);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    [Fact]
    public void An_outcome_that_nobody_declared_fails()
    {
        string message = Assert.Throws<StressException>(static () => Cells().Outcome(static cells => cells.X).Acceptable(2).Check(Short)).Message;

        Assert.Contains("UNKNOWN", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_that_was_declared_first_counts()
    {
        StressReport<int> report = Cells().Outcome(static cells => cells.X).Interesting(1, "first").Forbidden(static _ => true, "second").Check(Short);

        Assert.Equal("first", Assert.Single(report.Rows).Meaning);
    }

    [Fact]
    public void The_arbiter_sees_what_all_actors_did() => Cells()
        .Arbiter(static cells => cells.Sum = cells.X + cells.Y)
        .Outcome(static cells => cells.Sum)
        .Acceptable(3)
        .Check(Short);

    [Fact]
    public void Every_actor_comes_to_every_state_once() => StressTest
        .For(static () => new Numbers())
        .Actor(static cells => cells.X++)
        .Actor(static cells => cells.Y++)
        .Actor(static cells => cells.Sum++)
        .Outcome(static cells => (cells.X, cells.Y, cells.Sum))
        .Acceptable((1, 1, 1))
        .Check(Short);

    [Fact]
    public void What_an_actor_throws_is_the_cause_of_the_failure()
    {
        var failure = new InvalidDataException("The disk is full.");

        StressException exception = Assert.Throws<StressException>(() => StressTest
            .For(static () => new Numbers())
            .Actor(_ => throw failure)
            .Outcome(static cells => cells.X)
            .Acceptable(static _ => true)
            .Check(Short));

        Assert.Same(failure, exception.InnerException);
        Assert.Contains("The disk is full.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_that_never_returns_is_found_when_the_patience_is_over()
    {
        using var gate = new ManualResetEventSlim();

        string message = Assert.Throws<StressException>(() => StressTest
            .For(static () => new Numbers())
            .Actor(_ => gate.Wait())
            .Outcome(static cells => cells.X)
            .Acceptable(static _ => true)
            .Check(Short with { Patience = TimeSpan.FromSeconds(0.1) })).Message;
        gate.Set();

        Assert.Contains("did not return within 0.1 s", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_is_kept()
    {
        long start = Stopwatch.GetTimestamp();

        Cells().Outcome(static cells => cells.X).Acceptable(1).Check(Short);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.1, 5);
    }

    [Fact]
    public void Mistakes_are_refused()
    {
        Assert.Throws<InvalidOperationException>(static () => StressTest.For(static () => new Numbers()).Outcome(static cells => cells.X));
        Assert.Throws<ArgumentOutOfRangeException>("Budget", static () => new StressOptions { Budget = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", static () => new StressOptions { Patience = TimeSpan.Zero });
    }

    private static StressTest<Numbers> Cells() => StressTest
        .For(static () => new Numbers())
        .Actor(static cells => cells.X = 1)
        .Actor(static cells => cells.Y = 2);

    private sealed class Numbers
    {
        public int X;
        public int Y;
        public int Sum;
    }
}
