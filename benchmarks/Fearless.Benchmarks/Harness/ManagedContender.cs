namespace Fearless.Benchmarks.Harness;

/// <summary>A contender in this process.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="count">How many times one run does the work.</param>
/// <param name="body">Does the work as many times as it is told, and returns the check value of the last.</param>
internal sealed class ManagedContender(string name, int count, Func<int, ulong> body) : Contender(name, count)
{
    public override void Prepare()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    public override Sample Run() => Meter.Measure(() => body(Count));
}
