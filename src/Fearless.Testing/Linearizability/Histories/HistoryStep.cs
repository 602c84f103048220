namespace Fearless.Testing.Linearizability;

/// <summary>An operation that was invoked, how it ended, and what had ended before it began.</summary>
/// <param name="Invocation">What was invoked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="After">For each chain of the history, how many of its steps precede this one. Not less than those of the step
/// before.</param>
internal sealed record HistoryStep<TSubject, TModel>(Invocation<TSubject, TModel> Invocation, Outcome Outcome, int[] After)
{
    /// <summary>Whether it gave up because another operation was in its way, so that it explains itself and has no effect.</summary>
    public bool GaveUp { get; init; }

    /// <summary>Whether any order may have it anywhere, because it changed nothing.</summary>
    public bool HasNoEffect => GaveUp || Outcome.Kind == OutcomeKind.Cancelled;

    /// <summary>What happened in a line: <c>TryDequeue() = 3</c>.</summary>
    public override string ToString() => Outcome switch
    {
        { Kind: OutcomeKind.Returned, Value: Nothing } => Invocation.ToString(),
        { Kind: OutcomeKind.Returned } => $"{Invocation} = {Outcome}",
        _ => $"{Invocation} {Outcome}",
    };
}
