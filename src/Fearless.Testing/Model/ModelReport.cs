namespace Fearless.Testing;

/// <summary>What a model check has explored.</summary>
/// <param name="Executions">How many executions were run.</param>
/// <param name="IsExhaustive">Whether that was all that the program can do, up to equivalence, within the model's limits. False when a bound, a
/// budget or a random strategy has left something out.</param>
/// <param name="MaxSteps">The number of steps of the longest execution.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ModelReport(long Executions, bool IsExhaustive, int MaxSteps, TimeSpan Duration);
