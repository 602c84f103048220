using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Rust;

/// <summary>A contender in a Rust process.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="count">How many times one run does the work.</param>
/// <param name="run">Asks the process.</param>
internal sealed class RustContender(string name, int count, Func<int, Sample> run) : Contender(name, count)
{
    public override Sample Run() => run(Count);
}
