namespace Fearless.Tool.Findings.Facts;

/// <summary>What an asynchronous method awaits, or passes on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Callee">The method that is awaited, if it has source.</param>
/// <param name="Work">What is run on the pool, if it is seen.</param>
internal readonly record struct WaitFact(WaitKind Kind, MethodKey? Callee = null, MethodFacts? Work = null);
