namespace Fearless.Tool.Framework;

/// <summary>What a workload should be done with.</summary>
/// <param name="Approach">With what.</param>
/// <param name="Reason">Why, as the end of a sentence.</param>
internal sealed record Recommendation(Approach Approach, string Reason);
