using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>All that a run found.</summary>
/// <param name="Machine">Where and with what it ran.</param>
/// <param name="Pace">How it ran.</param>
/// <param name="PoolIsStandIn">Whether the pool only calls its jobs, so that the figures of C# mean nothing.</param>
/// <param name="Results">What was measured.</param>
internal sealed record Report(IReadOnlyList<Fact> Machine, Pace Pace, bool PoolIsStandIn, IReadOnlyList<ComparisonResult> Results);
