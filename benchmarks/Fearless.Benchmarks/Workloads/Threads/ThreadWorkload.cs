using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Threads;

/// <summary>What it costs to start scoped threads that do nothing, and to join them.</summary>
/// <param name="threads">How many live at a time.</param>
internal sealed class ThreadWorkload(int threads) : IWorkload
{
    private const string Rust = "std::thread::scope";

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"threads-{threads}");

    public string Description { get; } =
        string.Create(CultureInfo.InvariantCulture, $"spawn and join, {threads} scoped thread{(threads == 1 ? "" : "s")} at a time");

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        int count = 96 / threads;
        yield return new Comparison(Name, Workers: null, "thread", threads)
        {
            Expected = (ulong)threads,
            Contenders =
            [
                .. arena.Rust(Rust, arena.Workers[0], count, $"{Name}/scope"),
                Arena.Outside(ScopedThreads.Name, count, () => ScopedThreads.Run(threads)),
                Arena.Outside(PlainThreads.Name, count, () => PlainThreads.Run(threads)),
            ],
            Claims =
            [
                new Claim.Ratio(ScopedThreads.Name, Rust, new Bar.AtMost(1)),
                new Claim.Ratio(PlainThreads.Name, Rust, Bar: null),
            ],
        };
    }
}
