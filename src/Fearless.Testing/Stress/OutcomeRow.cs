namespace Fearless.Testing;

/// <summary>A row of the table that a stress test ends with.</summary>
/// <typeparam name="TOutcome">The type of the outcome.</typeparam>
/// <param name="Outcome">What came out.</param>
/// <param name="Count">How often.</param>
/// <param name="Grade">What is thought of it.</param>
/// <param name="Meaning">What it means.</param>
public sealed record OutcomeRow<TOutcome>(TOutcome Outcome, long Count, OutcomeGrade Grade, string Meaning)
    where TOutcome : notnull;
