using System.Runtime.CompilerServices;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Tests.Harness;

public class MeterTests
{
    [Fact]
    public void A_sample_holds_the_bytes_and_the_result_of_its_run()
    {
        Sample sample = Meter.Measure(static () => (ulong)Allocate(1_000_000).Length);

        Assert.Equal(1_000_000UL, sample.Check);
        Assert.True(sample.AllocatedBytes >= 1_000_000, $"{sample.AllocatedBytes} bytes");
        Assert.True(sample.WallNanoseconds > 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Allocate(int length) => new byte[length];
}
