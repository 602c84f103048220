namespace Fearless.Testing.Linearizability;

/// <summary>Looks for an order of a history's operations that the specification accepts and that puts none before its
/// predecessors.</summary>
/// <remarks>
/// Depth first: of the operations that nothing left precedes, one for each chain at most, take one that the specification lets end as it
/// did; when none is left to take, go back. An operation that has not returned may be taken, or never. Exponential at worst, as the problem
/// is.
/// <para>SOURCE: Wing and Gong, "Testing and verifying concurrent objects", 1993; the dead ends that are never entered twice from Lowe,
/// "Testing for linearizability", 2017.</para>
/// </remarks>
internal sealed class LinearizationSearch<TSubject, TModel>
{
    // Deciding a hundred million steps takes minutes; a history that needs more is too long for a test.
    private const long MostSteps = 100_000_000;

    private readonly HistoryStep<TSubject, TModel>[][] _chains;
    private readonly ModelReplay<TSubject, TModel> _replay;
    private readonly DeadEnds<TModel> _deadEnds;
    private readonly List<int> _order = [];

    // INVARIANT: _position[c] is how often c is in _order; the steps at and behind it are left.
    private readonly int[] _position;
    private int _completeLeft;
    private int[] _longest = [];
    private long _steps;

    public LinearizationSearch(History<TSubject, TModel> history, Func<TModel> createModel, Func<TModel, object>? snapshot)
    {
        _chains = history.Chains;
        _replay = new(createModel);
        _deadEnds = new(snapshot);
        _position = new int[_chains.Length];
        _completeLeft = _chains.Sum(static steps => steps.Count(static step => step.Outcome.IsComplete));
    }

    public Verdict Run()
    {
        int next = 0;
        while (true)
        {
            if (_completeLeft == 0 && MayWaitingStepsWait())
                return new(true, [.. _order], _steps);
            if (TryAdvance(next))
            {
                next = 0;
                continue;
            }
            if (_order.Count > _longest.Length)
                _longest = [.. _order];
            if (_order.Count == 0)
                return new(false, _longest, _steps);
            _deadEnds.Add(_position, CurrentModel);
            next = StepBack() + 1;
        }
    }

    /// <summary>Whether nothing that is left precedes the next step of <paramref name="chain"/>.</summary>
    public static bool IsMinimal(HistoryStep<TSubject, TModel>[][] chains, int[] position, int chain)
    {
        if (position[chain] == chains[chain].Length)
            return false;
        int[] after = chains[chain][position[chain]].After;
        for (int other = 0; other < after.Length; other++)
        {
            if (position[other] < after[other])
                return false;
        }
        return true;
    }

    private TModel CurrentModel() => _replay.Model;

    private bool TryAdvance(int first)
    {
        for (int chain = first; chain < _chains.Length; chain++)
        {
            if (!IsMinimal(_chains, _position, chain))
                continue;
            if (++_steps > MostSteps)
                throw new InvalidOperationException(
                    $"A history could not be decided in {MostSteps:N0} steps. Use fewer operations per thread, divide the history by key with "
                    + "DividedBy, or let the specification implement ISequentialModel.");
            HistoryStep<TSubject, TModel> step = _chains[chain][_position[chain]];
            if (step.Outcome.Kind == OutcomeKind.Waiting || !_replay.TryAdvance(step).IsAccepted)
                continue;
            Take(chain, step);
            if (!_deadEnds.Contains(_position, CurrentModel))
                return true;
            StepBack();
        }
        return false;
    }

    private void Take(int chain, HistoryStep<TSubject, TModel> step)
    {
        _position[chain]++;
        _order.Add(chain);
        if (step.Outcome.IsComplete)
            _completeLeft--;
    }

    private int StepBack()
    {
        int chain = _order[^1];
        _order.RemoveAt(_order.Count - 1);
        if (_chains[chain][--_position[chain]].Outcome.IsComplete)
            _completeLeft++;
        _replay.StepBack();
        return chain;
    }

    /// <summary>Whether the specification, too, lets every operation wait that waits still.</summary>
    private bool MayWaitingStepsWait()
    {
        for (int chain = 0; chain < _chains.Length; chain++)
        {
            if (_position[chain] < _chains[chain].Length
                && _chains[chain][_position[chain]] is { Outcome.Kind: OutcomeKind.Waiting } waiting
                && _replay.Ask(waiting).IsAccepted)
                return false;
        }
        return true;
    }
}
