using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>A contender that measures the part of itself that is of interest.</summary>
internal sealed class MeasuredContender(string name, Func<Sample> run) : Contender(name, count: 1)
{
    public override void Prepare()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    public override Sample Run() => run();
}
