namespace Fearless.Testing.Linearizability;

/// <summary>Holds a history against a specification.</summary>
internal sealed class HistoryVerifier<TSubject, TModel>(Specification<TSubject, TModel> specification)
{
    /// <summary>Returns what cannot be explained, or null when an order explains the history.</summary>
    public Contradiction<TSubject, TModel>? FindContradiction(History<TSubject, TModel> history)
    {
        History<TSubject, TModel> ordered = HistoryOrders.For(WithStepsThatGaveUp(history), specification.Consistency);
        if (specification.Keys.Count == 0)
            return Search(ordered, null);
        foreach ((object key, History<TSubject, TModel> part) in HistoryPartition.Divide(ordered, specification.KeyOf))
        {
            if (Search(part, key) is { } contradiction)
                return contradiction;
        }
        return null;
    }

    private Contradiction<TSubject, TModel>? Search(History<TSubject, TModel> history, object? key)
    {
        Verdict verdict = new LinearizationSearch<TSubject, TModel>(history, specification.CreateModel, specification.Snapshot).Run();
        return verdict.IsExplained ? null : new(history, key, verdict);
    }

    private static History<TSubject, TModel> WithStepsThatGaveUp(History<TSubject, TModel> history)
    {
        if (!history.Chains.Any(static steps => steps.Any(SaysThatItGaveUp)))
            return history;
        return new([.. history.Chains.Select((steps, chain) => steps
            .Select((step, index) => SaysThatItGaveUp(step) && history.Overlaps(chain, index) ? step with { GaveUp = true } : step)
            .ToArray())]);
    }

    private static bool SaysThatItGaveUp(HistoryStep<TSubject, TModel> step) =>
        step.Invocation.Operation.GivesUp is { } givesUp && step.Outcome.Kind == OutcomeKind.Returned && givesUp(step.Outcome.Value);
}
