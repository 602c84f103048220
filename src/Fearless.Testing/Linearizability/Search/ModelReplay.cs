namespace Fearless.Testing.Linearizability;

/// <summary>A specification in the state that an order of operations leads to.</summary>
/// <remarks>A model is never copied: after a step back, the order is done again from the start, and only if the model is needed.</remarks>
internal sealed class ModelReplay<TSubject, TModel>(Func<TModel> create)
{
    private readonly List<HistoryStep<TSubject, TModel>> _order = [];
    private TModel _model = create();
    private bool _isCurrent = true;

    /// <summary>The specification as it is after the order.</summary>
    public TModel Model
    {
        get
        {
            if (!_isCurrent)
                Replay();
            return _model;
        }
    }

    /// <summary>Asks whether <paramref name="step"/> may come next; if so it is the last of the order now.</summary>
    public Answer TryAdvance(HistoryStep<TSubject, TModel> step)
    {
        Answer answer = Apply(step);
        if (answer.IsAccepted)
            _order.Add(step);
        else
            _isCurrent = false;
        return answer;
    }

    /// <summary>Asks whether <paramref name="step"/> might come next, and leaves the order as it is.</summary>
    public Answer Ask(HistoryStep<TSubject, TModel> step)
    {
        Answer answer = Apply(step);
        _isCurrent = false;
        return answer;
    }

    /// <summary>Takes the last step of the order back.</summary>
    public void StepBack()
    {
        bool hadEffect = !_order[^1].HasNoEffect;
        _order.RemoveAt(_order.Count - 1);
        if (hadEffect)
            _isCurrent = false;
    }

    private Answer Apply(HistoryStep<TSubject, TModel> step) => step.HasNoEffect ? Answer.Accepted : step.Invocation.Apply(Model, step.Outcome);

    private void Replay()
    {
        _model = create();
        foreach (HistoryStep<TSubject, TModel> step in _order)
        {
            if (!step.HasNoEffect && !step.Invocation.Apply(_model, step.Outcome).IsAccepted)
                throw new InvalidOperationException(
                    $"The specification answered {step.Invocation} in one way, and otherwise when the same operations were done again. "
                    + "Make it depend on nothing but the operations, and let each model start from the same state.");
        }
        _isCurrent = true;
    }
}
