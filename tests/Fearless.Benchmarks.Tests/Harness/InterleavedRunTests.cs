using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Tests.Harness;

public class InterleavedRunTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Each_round_runs_every_contender_and_starts_with_another()
    {
        InterleavedRun.Of(Compare(Contender("a"), Contender("b"), Contender("c")), Rounds(3));

        Assert.Equal(["a", "b", "c", "b", "c", "a", "c", "a", "b"], _log);
    }

    [Fact]
    public void A_wrong_check_value_stops_the_run()
    {
        var wrong = new FixedContender("wrong", _log, new Sample(1, 1, 0, Check: 41));

        var exception = Assert.Throws<CheckFailedException>(() => InterleavedRun.Of(Compare(wrong), Rounds(1)));

        Assert.Contains("wrong computed 41 instead of 42", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warm_up_and_lead_in_run_but_are_not_samples()
    {
        var pace = new Pace(WarmUp: TimeSpan.FromTicks(1), LeadIn: TimeSpan.FromTicks(1), Rounds: 2);

        ComparisonResult result = InterleavedRun.Of(Compare(Contender("a")), pace);

        Assert.Equal(2, result.Contenders[0].Samples.Count);
        Assert.True(_log.Count > 2, $"{_log.Count} runs");
    }

    private static Pace Rounds(int rounds) => Pace.Once with { Rounds = rounds };

    private static Comparison Compare(params Contender[] contenders) =>
        new("work", Workers: null, "operation", Operations: 1) { Expected = 42, Contenders = contenders, Claims = [] };

    private FixedContender Contender(string name) => new(name, _log, new Sample(1, 1, 0, Check: 42));
}
