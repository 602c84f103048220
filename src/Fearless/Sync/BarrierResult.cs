namespace Fearless.Sync;

/// <summary>How a wait at a <see cref="CyclicBarrier"/> ends.</summary>
public enum BarrierResult
{
    /// <summary>The time was over before all had arrived: the arrival was taken back.</summary>
    TimedOut,

    /// <summary>All have arrived, and another of them is the leader of this round.</summary>
    Released,

    /// <summary>All have arrived, and this one, which was the last, is the leader of this round.</summary>
    Leader,
}
