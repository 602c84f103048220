using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Tests.Harness;

/// <summary>Reports samples that were decided beforehand, the last one again and again, and writes down when it ran.</summary>
internal sealed class FixedContender(string name, List<string> log, params Sample[] samples) : Contender(name, count: 1)
{
    private int _runs;

    public override Sample Run()
    {
        log.Add(Name);
        return samples[Math.Min(_runs++, samples.Length - 1)];
    }
}
