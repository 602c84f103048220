using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Tests.Harness;

public class ClaimTests
{
    private readonly Dictionary<string, ContenderResult> _results = [];

    [Fact]
    public void A_ratio_is_of_medians_and_its_spread_is_that_of_the_rounds()
    {
        Measured("ours", 10, 20, 30);
        Measured("theirs", 10, 40, 40);

        Finding finding = Judge(new Claim.Ratio("ours", "theirs", new Bar.AtMost(1)));

        Assert.Equal(new Spread(Value: 0.5, Low: 0.625, High: 0.875), finding.Figure);
    }

    [Fact]
    public void A_ratio_of_processor_times_stands_beside_it()
    {
        Measured("ours", new Sample(WallNanoseconds: 90, CpuNanoseconds: 10, AllocatedBytes: 0, Check: 0));
        Measured("theirs", new Sample(WallNanoseconds: 30, CpuNanoseconds: 20, AllocatedBytes: 0, Check: 0));

        Finding finding = Judge(new Claim.Ratio("ours", "theirs", new Bar.AtMost(1)));

        Assert.Equal(Spread.Exactly(0.5), finding.OnCpu);
        Assert.Equal(Verdict.Missed, finding.Verdict);
    }

    [Theory]
    [InlineData(3, nameof(Verdict.Met))]
    [InlineData(2, nameof(Verdict.Unclear))]
    [InlineData(1, nameof(Verdict.Missed))]
    public void A_bar_inside_the_spread_decides_nothing(double bar, string verdict)
    {
        Measured("ours", 15, 20, 25);
        Measured("theirs", 10, 10, 10);

        Assert.Equal(verdict, Judge(new Claim.Ratio("ours", "theirs", new Bar.AtMost(bar))).Verdict.ToString());
    }

    [Fact]
    public void A_speed_up_must_be_at_least_its_bar()
    {
        Measured("one", 19);
        Measured("two", 10);

        Assert.Equal(Verdict.Met, Judge(new Claim.Ratio("one", "two", new Bar.AtLeast(1.86))).Verdict);
        Assert.Equal(Verdict.Missed, Judge(new Claim.Ratio("one", "two", new Bar.AtLeast(1.95))).Verdict);
    }

    [Fact]
    public void A_claim_about_a_missing_contender_is_not_measured()
    {
        Measured("ours", 1);

        Assert.Equal(Verdict.NotMeasured, Judge(new Claim.Ratio("ours", "absent", new Bar.AtMost(1))).Verdict);
    }

    [Fact]
    public void Allocation_counts_only_what_the_other_contender_does_not_allocate()
    {
        Measured("join", new Sample(1, 1, AllocatedBytes: 176, Check: 0));
        Measured("closures", new Sample(1, 1, AllocatedBytes: 152, Check: 0));

        Finding finding = Judge(new Claim.Allocation("join", BeyondThoseOf: "closures", new Bar.AtMost(0.01)));

        Assert.Equal(24, finding.Figure?.Value);
        Assert.Equal(Verdict.Missed, finding.Verdict);
    }

    [Fact]
    public void The_share_of_a_core_is_processor_time_over_elapsed_time()
    {
        Measured("idle", new Sample(WallNanoseconds: 10_000, CpuNanoseconds: 50, AllocatedBytes: 0, Check: 0));

        Finding finding = Judge(new Claim.CpuShare("idle", new Bar.AtMost(1)));

        Assert.Equal(0.5, finding.Figure!.Value.Value, tolerance: 1e-9);
        Assert.Equal(Verdict.Met, finding.Verdict);
    }

    private Finding Judge(Claim claim) => claim.Judge(_results.GetValueOrDefault);

    private void Measured(string name, params long[] times) =>
        Measured(name, [.. times.Select(static time => new Sample(time, time, AllocatedBytes: 0, Check: 0))]);

    private void Measured(string name, params Sample[] samples) =>
        _results.Add(name, new ContenderResult(new FixedContender(name, [], samples), operations: 1, samples));
}
