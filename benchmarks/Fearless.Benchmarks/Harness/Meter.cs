using System.Diagnostics;

namespace Fearless.Benchmarks.Harness;

/// <summary>Measures a run in this process.</summary>
internal static class Meter
{
    /// <summary>Runs <paramref name="body"/> once and measures it.</summary>
    public static Sample Measure(Func<ulong> body)
    {
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        ulong check = body();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        TimeSpan cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;

        return new Sample((long)wall.TotalNanoseconds, (long)cpu.TotalNanoseconds, allocated, check);
    }
}
