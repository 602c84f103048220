using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Tests.Harness;

public class QuartilesTests
{
    [Fact]
    public void Quartiles_interpolate_between_neighbours() =>
        Assert.Equal(new Quartiles(Min: 1, Lower: 1.75, Median: 2.5, Upper: 3.25), Quartiles.Of([4, 1, 3, 2]));

    [Fact]
    public void One_value_is_all_its_quartiles() => Assert.Equal(new Quartiles(7, 7, 7, 7), Quartiles.Of([7]));

    [Fact]
    public void No_value_has_no_quartiles() => Assert.Throws<ArgumentException>(() => Quartiles.Of([]));
}
