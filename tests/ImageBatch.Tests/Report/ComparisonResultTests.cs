using ImageBatch.Report;

namespace ImageBatch.Tests.Report;

public class ComparisonResultTests
{
    [Fact]
    public void Speed_ups_are_taken_within_each_round()
    {
        var fast = new ComparisonResult.Timing(Comparison.Fearless, [1, 4]);
        var result = new ComparisonResult(10, 2, [new ComparisonResult.Timing(Comparison.Sequential, [2, 6]), fast]);
        Assert.Equal([2, 1.5], result.SpeedUps(fast));
    }

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5)]
    public void Medians_are_medians(double[] values, double expected) => Assert.Equal(expected, ComparisonResult.Median(values));
}
