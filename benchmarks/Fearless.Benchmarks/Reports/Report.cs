using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Reports;

/// <summary>All that a run found.</summary>
/// <param name="Machine">Where and with what it ran.</param>
/// <param name="Pace">How it ran.</param>
/// <param name="Results">What was measured.</param>
internal sealed record Report(IReadOnlyList<Fact> Machine, Pace Pace, IReadOnlyList<ComparisonResult> Results);
