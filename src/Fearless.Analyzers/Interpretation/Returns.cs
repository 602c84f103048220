using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Where a body returns: what is known there, and the value.</summary>
internal sealed class Returns
{
    public State? State { get; private set; }

    public Value Value { get; private set; } = Value.Unknown;

    private bool _any;

    public void Add(State? state, Value value, Scope scope)
    {
        if (state is null)
            return;
        Value = _any ? Value.Join(value, (x, y) => x is null || y is null ? null : Polynomial.Of(new Symbol("either", scope))) : value;
        _any = true;
        State = State is null ? state : State.Join(state, scope);
    }
}
