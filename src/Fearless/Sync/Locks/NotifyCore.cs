using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>Those who wait to be notified, and a notification that waits for one of them. A request is the round in which the wait began.</summary>
[DebuggerDisplay("round: {Round}, notified: {HasNotification}")]
internal sealed class NotifyCore() : QueuedSynchronizer(0)
{
    // The state is the round, which each notification of all ends, and a bit for the notification that nobody has taken yet.
    private const long Notification = 1;
    private const long NextRound = 2;

    /// <summary>For one who begins to wait.</summary>
    public long Round => RoundOf(State);

    public bool HasNotification => (State & Notification) != 0;

    public void NotifyOne() => TryChange(Notification);

    public void NotifyAll() => TryChange(NextRound);

    protected override bool TryServe(ref long state, long request)
    {
        if (RoundOf(state) != request)
            return true;
        bool isServed = (state & Notification) != 0;
        state &= ~Notification;
        return isServed;
    }

    protected override bool TryApply(ref long state, long change)
    {
        // A notification that comes to one that is there changes nothing, and is a change all the same: who takes that one has to see what was
        // done before either.
        if (change == Notification)
            state |= Notification;
        else
            state += NextRound;
        return true;
    }

    // It was notified before it came to the queue.
    protected override bool GoesFirst(long state, long request) => RoundOf(state) != request;

    protected override bool TryWithdraw(ref long state, long request) => RoundOf(state) == request;

    private static long RoundOf(long state) => state & ~Notification;
}
