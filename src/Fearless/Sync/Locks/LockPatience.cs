using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>How long one wait for a lock has patience with those who take it first.</summary>
/// <remarks>A mutable struct: keep it in a field, or a variable, that is not <c>readonly</c>.</remarks>
internal struct LockPatience
{
    // SOURCE: async-lock, src/mutex.rs, and parking_lot: half a millisecond. Under the model checker one lost race is enough.
    private static readonly long Limit = ModelBuild.IsActive ? 0 : Stopwatch.Frequency / 2000;

    private long _since;
    private bool _isStarving;

    /// <summary>The wait begins.</summary>
    public void Begin()
    {
        _since = ModelBuild.IsActive ? 0 : Stopwatch.GetTimestamp();
        _isStarving = false;
    }

    /// <summary>It was woken, and another had the lock first.</summary>
    public void LoseRace(Synchronizer synchronizer)
    {
        if (_isStarving || (!ModelBuild.IsActive && Stopwatch.GetTimestamp() - _since < Limit))
            return;
        _isStarving = true;
        synchronizer.AddStarving();
    }

    /// <summary>It has ended, however.</summary>
    public void End(Synchronizer synchronizer)
    {
        if (!_isStarving)
            return;
        _isStarving = false;
        synchronizer.RemoveStarving();
    }
}
