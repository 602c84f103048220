using System.Diagnostics;

namespace Fearless.Benchmarks.Harness;

/// <summary>Measures a run in this process.</summary>
internal static class Meter
{
    /// <summary>Runs <paramref name="body"/> once and measures it.</summary>
    public static Sample Measure(Func<ulong> body)
    {
        Reading before = Read();
        return before.Until(body());
    }

    /// <summary>What the clocks show now; for code that measures a part of itself.</summary>
    public static Reading Read() =>
        new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());

    /// <summary>What the clocks showed.</summary>
    public readonly record struct Reading(long Allocated, TimeSpan Cpu, long Timestamp)
    {
        /// <summary>What has passed since.</summary>
        public Sample Until(ulong check)
        {
            TimeSpan wall = Stopwatch.GetElapsedTime(Timestamp);
            TimeSpan cpu = Environment.CpuUsage.TotalTime - Cpu;
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - Allocated;
            return new Sample((long)wall.TotalNanoseconds, (long)cpu.TotalNanoseconds, allocated, check);
        }
    }
}
