using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Where a body returns: what is known there, and the value.</summary>
internal sealed class Returns
{
    // Each number that is returned, with what is known there.
    private readonly List<Branch> _numbers = [];

    private bool _any;

    public State? State { get; private set; }

    public Value Value { get; private set; } = Value.Unknown;

    public void Add(State? state, Value value, Scope scope)
    {
        if (state is null)
            return;
        if (value.Number is { } number)
            _numbers.Add(new Branch(state.Facts, number));
        Value = _any ? Value.Join(value, (x, y) => x is null || y is null ? null : EitherOf(scope)) : value;
        _any = true;
        State = State is null ? state : State.Join(state, scope);
    }

    private Polynomial EitherOf(Scope scope)
    {
        Facts common = _numbers.Aggregate(_numbers[0].Facts, static (common, branch) => common.Common(branch.Facts));
        return Polynomial.Of(new Symbol("either", scope) { Branches = [.. _numbers.Select(branch => branch with { Facts = branch.Facts.Except(common) })] });
    }
}
