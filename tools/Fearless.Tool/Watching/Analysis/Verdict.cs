using Fearless.Tool.Framework;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>Where time could be saved, and with what.</summary>
/// <param name="Cause">What it goes to.</param>
/// <param name="Place">The path or lock that has the largest part.</param>
/// <param name="Share">The share of the time that goes there: of the program's, and for a lock of all threads'.</param>
/// <param name="Workload">What kind of work that is.</param>
/// <param name="Approach">With what it should be done.</param>
/// <param name="GainAtMost">How many times as fast the program could be at most; infinite where only what it waits for sets a limit.</param>
/// <param name="Text">What was measured and what to do, as sentences.</param>
internal sealed record Verdict(Cause Cause, string Place, double Share, Workload Workload, Approach Approach, double GainAtMost, string Text);
