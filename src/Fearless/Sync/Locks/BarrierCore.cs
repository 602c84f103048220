using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>Who has arrived at a barrier. A request is <see cref="Arrive"/>, or, for one that has, the round that it waits for the end of; and so
/// is a lease.</summary>
[DebuggerDisplay("{ArrivedCount} of {participantCount}")]
internal sealed class BarrierCore(int participantCount) : QueuedSynchronizer(0)
{
    /// <summary>The lease of the one who was the last.</summary>
    public const long Arrive = -1;

    // The state is the number of arrivals, of 31 bits, and above it the round. Rounds come again after billions, when nobody waits any more.
    private const long NextRound = 1L << 31;

    public int ParticipantCount => participantCount;

    public int ArrivedCount => (int)(State & (NextRound - 1));

    protected override bool TryServe(ref long state, long request)
    {
        if (request != Arrive)
            return RoundOf(state) != request;
        if (!IsLast(state))
            return false;
        state = RoundOf(state) + NextRound;
        return true;
    }

    // Nobody changes anything but by arriving.
    protected override bool TryApply(ref long state, long change) => false;

    protected override bool GoesFirst(long state, long request) => request == Arrive && IsLast(state);

    protected override void Join(ref long state, ref long request)
    {
        request = RoundOf(state);
        state++;
    }

    protected override bool TryWithdraw(ref long state, long request)
    {
        if (RoundOf(state) != request)
            return false;
        state--;
        return true;
    }

    private static long RoundOf(long state) => state & -NextRound;

    private bool IsLast(long state) => (state & (NextRound - 1)) == participantCount - 1;
}
