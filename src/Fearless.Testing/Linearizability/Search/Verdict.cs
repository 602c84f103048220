namespace Fearless.Testing.Linearizability;

/// <summary>What a search has found.</summary>
/// <param name="IsExplained">Whether some order explains the history.</param>
/// <param name="Order">That order; or, when there is none, the longest beginning of one. Each step by its chain.</param>
/// <param name="Steps">How many steps were tried.</param>
internal readonly record struct Verdict(bool IsExplained, int[] Order, long Steps);
