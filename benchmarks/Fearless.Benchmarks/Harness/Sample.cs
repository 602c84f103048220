namespace Fearless.Benchmarks.Harness;

/// <summary>One measured run.</summary>
/// <param name="WallNanoseconds">Elapsed time.</param>
/// <param name="CpuNanoseconds">Processor time of the whole process, all its threads together.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap; null where there is none.</param>
/// <param name="Check">What the work computed.</param>
internal readonly record struct Sample(long WallNanoseconds, long CpuNanoseconds, long? AllocatedBytes, ulong Check)
{
    /// <summary>How many cores the run kept busy on average.</summary>
    public double BusyCores => WallNanoseconds == 0 ? 0 : (double)CpuNanoseconds / WallNanoseconds;
}
