using Fearless.Benchmarks.Workloads.Sorting;

namespace Fearless.Benchmarks.Tests.Workloads;

public class SortInputsTests
{
    [Fact]
    public void Random_numbers_are_those_that_were_computed_in_Rust()
    {
        ulong[] sorted = [.. SortInputs.Random(SortInputs.Items).Order()];
        Assert.Equal(143_218_841_419_928UL, sorted[0]);
        Assert.Equal(9_240_413_462_672_777_725UL, sorted[25_000]);
        Assert.Equal(18_446_724_461_148_163_808UL, sorted[^1]);
    }
}
