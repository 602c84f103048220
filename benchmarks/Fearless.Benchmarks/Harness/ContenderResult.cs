namespace Fearless.Benchmarks.Harness;

/// <summary>What one contender measured.</summary>
internal sealed class ContenderResult(Contender contender, long operations, Sample[] samples)
{
    public string Name => contender.Name;

    /// <summary>Operations of one run.</summary>
    public long Operations { get; } = operations * contender.Count;

    public IReadOnlyList<Sample> Samples => samples;

    /// <summary>Nanoseconds an operation, in the order of the rounds.</summary>
    public double[] Times { get; } = [.. samples.Select(sample => (double)sample.WallNanoseconds / (operations * contender.Count))];

    /// <summary>The same for the processor time of all threads: what other programs on the machine disturb least.</summary>
    public double[] CpuTimes { get; } = [.. samples.Select(sample => (double)sample.CpuNanoseconds / (operations * contender.Count))];

    public Quartiles CpuTime => Quartiles.Of(CpuTimes);

    public Quartiles Time => Quartiles.Of(Times);

    public double BusyCores => Quartiles.Of([.. samples.Select(sample => sample.BusyCores)]).Median;

    /// <summary>Bytes an operation; null where nothing is measured.</summary>
    public double? AllocatedBytes => samples.Any(sample => sample.AllocatedBytes is null)
        ? null
        : Quartiles.Of([.. samples.Select(sample => (double)sample.AllocatedBytes!.Value / Operations)]).Median;
}
