using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Idle;

/// <summary>Works, then measures this process while nobody does.</summary>
internal sealed class IdleContender(string name, Contender work, TimeSpan time) : Contender(name, count: 1)
{
    /// <summary>Time for the compiler's and the collector's threads to finish what the work left them.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    public override Sample Run()
    {
        work.Run();
        Thread.Sleep(Settle);
        return Meter.Measure(() =>
        {
            Thread.Sleep(time);
            return 0;
        });
    }
}
