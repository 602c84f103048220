namespace Fearless.Testing.Linearizability;

/// <summary>A run that the specification does not allow.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="History">What was seen.</param>
/// <param name="Contradiction">Why no order explains it; null when one does, but an operation never returned.</param>
/// <param name="Hung">The operation that never returned, if that is what is wrong.</param>
internal sealed record Violation<TSubject, TModel>(
    Scenario<TSubject, TModel> Scenario, History<TSubject, TModel> History, Contradiction<TSubject, TModel>? Contradiction, string? Hung)
{
    /// <summary>What the model checker says of the execution, if it was one of its.</summary>
    public ModelFailureException? Failure { get; init; }

    /// <summary>Whether the other one shows the same thing to be wrong, so that it may stand for this one.</summary>
    public bool IsLike(Violation<TSubject, TModel> other) =>
        (Hung is null) == (other.Hung is null) && (Contradiction is null) == (other.Contradiction is null) && Failure?.Kind == other.Failure?.Kind;
}
