namespace Fearless.Tasks;

/// <summary>Arms that wait at once, each a task of one scope, until the first of them wins: the others are then cancelled, and waited for.
/// </summary>
/// <remarks>Whoever wins decides that in the same step in which it came, so no other one has a turn in between. What comes all the same, since a
/// wait for something foreign is not cut short, and a method may return a result although it is cancelled, is given up. An operation on a channel
/// can be carried out by another thread at any time: then what won before is given up.</remarks>
internal sealed class Contest<TResult>
{
    private readonly TaskScope _scope = new(EventLoop.Required, CancellationToken.None);
    private Arm<TResult>? _winner;

    // Of arms that failed and left it to the others, which counts when that were all.
    private FailureCollector _misses;
    private int _remaining;

    private bool WasCancelled => _winner is null && !_scope.HasFailed && _remaining > 0;

    /// <summary>Runs <paramref name="arms"/>, which have their first turns in this order.</summary>
    /// <returns>What the winner makes of what has come. Fails with the first failure of an arm.</returns>
    public static async Future<TResult> RunAsync(IEnumerable<Arm<TResult>> arms)
    {
        // Without clean-up code, which a loop over the arms would be, so that a cancellation passes through it for free.
        var contest = new Contest<TResult>();
        contest.Begin(arms);
        await contest._scope.Joined();
        if (contest.WasCancelled)
            await Executor.Yield(); // With this task, which ends here.
        if (contest is { _scope.HasFailed: true, _winner: { } winner })
            await contest.GiveUpAfterFailure(winner);
        return contest.Finish();
    }

    /// <summary>Something has come for <paramref name="arm"/>, which wins unless another one has.</summary>
    public async Future OfferAsync(Arm<TResult> arm)
    {
        if (_winner is null)
            Win(arm);
        else
            await arm.GiveUpAsync();
    }

    /// <summary>An operation was carried out for <paramref name="arm"/>, which wins though another one has: what cannot be undone would be lost
    /// otherwise. Once.</summary>
    public async Future ClaimAsync(Arm<TResult> arm)
    {
        Arm<TResult>? before = _winner;
        Win(arm);
        if (before is not null)
            await before.GiveUpAsync();
    }

    /// <summary>The arm has failed, and leaves it to the others. False when somebody has won, or all are cancelled: it is then a failure like any
    /// other.</summary>
    public bool TryMiss(Exception exception)
    {
        if (_scope.IsCancelled)
            return false;
        _misses.Add(exception);
        _remaining--;
        return true;
    }

    private void Begin(IEnumerable<Arm<TResult>> arms)
    {
        foreach (Arm<TResult> arm in arms)
        {
            _ = _scope.Spawn(arm.RunAsync(this));
            _remaining++;
        }
    }

    private void Win(Arm<TResult> arm)
    {
        _winner = arm;
        _scope.Cancel();
    }

    private async Future GiveUpAfterFailure(Arm<TResult> winner)
    {
        try
        {
            await winner.GiveUpAsync();
        }
        catch (Exception exception)
        {
            _scope.Fail(exception);
        }
    }

    private TResult Finish()
    {
        _scope.ThrowIfFailed();
        if (_winner is null)
            _misses.ThrowIfAny();
        return _winner!.Finish();
    }
}
