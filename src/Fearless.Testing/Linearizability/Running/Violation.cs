namespace Fearless.Testing.Linearizability;

/// <summary>A run that the specification does not allow.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="History">What was seen.</param>
/// <param name="Contradiction">Why no order explains it; null when one does, but an operation never returned.</param>
/// <param name="Hung">The operation that never returned, if that is what is wrong.</param>
internal sealed record Violation<TSubject, TModel>(
    Scenario<TSubject, TModel> Scenario, History<TSubject, TModel> History, Contradiction<TSubject, TModel>? Contradiction, string? Hung);
