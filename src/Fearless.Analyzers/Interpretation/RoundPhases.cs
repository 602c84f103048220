using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// The phases of barriers that are passed in a loop: where the first round passes one so many times, whichever way it takes, and each later
/// round does the same, the phase of a round is known by its number.
/// </summary>
/// <remarks>A loop is taken not to be told to run less than no rounds.</remarks>
internal sealed class RoundPhases(Interpreter interpreter, Timing before)
{
    private readonly Dictionary<Place, Polynomial> _steps = [];
    private bool _isFirst = true;

    // Where the round began that is being executed.
    private Timing? _begun;

    /// <summary>A later round begins, or what comes after as many: its number is known.</summary>
    public void Begin(Polynomial? number)
    {
        if (interpreter.State is not { } state || _steps.Count == 0)
            return;
        ImmutableDictionary<Place, Polynomial?> phases = state.Timing.Phases;
        foreach (KeyValuePair<Place, Polynomial> step in _steps)
            phases = phases.SetItem(step.Key, number is not null && before.PhaseOf(step.Key) is { } first ? first + step.Value * number : null);
        _begun = state.Timing with { Phases = phases };
        interpreter.State = state with { Timing = _begun };
    }

    /// <summary>A round has ended. Of a barrier that a later one passes otherwise than the first, nothing is known.</summary>
    public void End()
    {
        if (interpreter.State is not { Timing: var ended })
            return;
        Timing begun = _begun ?? before;
        foreach (Place barrier in ended.Phases.Keys)
        {
            Polynomial? step = ended.PhaseOf(barrier) is { } last && begun.PhaseOf(barrier) is { } first ? last - first : null;
            if (_isFirst && step is { Value: > 0 })
                _steps[barrier] = step;
            else if (_steps.TryGetValue(barrier, out Polynomial? usual) && !usual.Equals(step))
                interpreter.Races.Signals.Reset(barrier);
        }
        _isFirst = false;
    }
}
