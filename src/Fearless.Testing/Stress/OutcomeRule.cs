namespace Fearless.Testing.Stress;

/// <summary>What is thought of some outcomes.</summary>
/// <param name="Matches">Says of an outcome whether it is one of them.</param>
/// <param name="Outcome">The only one, if there is but one.</param>
/// <param name="Grade">What is thought of them.</param>
/// <param name="Meaning">What they mean.</param>
internal sealed record OutcomeRule<TOutcome>(Func<TOutcome, bool> Matches, (bool IsKnown, TOutcome? Value) Outcome, OutcomeGrade Grade, string Meaning);
