using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>Those who wait to be notified, and a notification that waits for one of them. A request is <see cref="Begin"/>, or, for one that waits,
/// the round in which it began to.</summary>
[DebuggerDisplay("notified: {HasNotification}, waited for: {HasWaiters}")]
internal sealed class NotifyCore() : QueuedSynchronizer(0)
{
    public const long Begin = -1;

    // The state is the round, which each notification of all ends, and a bit for the notification that nobody has taken yet.
    private const long Notification = 1;
    private const long NextRound = 2;

    public bool HasNotification => (State & Notification) != 0;

    public void NotifyOne() => TryChange(Notification);

    public void NotifyAll() => TryChange(NextRound);

    protected override bool TryServe(ref long state, long request)
    {
        if (request != Begin && RoundOf(state) != request)
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

    protected override void Join(ref long state, ref long request) => request = RoundOf(state);

    // Later it has been notified.
    protected override bool TryWithdraw(ref long state, long request) => RoundOf(state) == request;

    private static long RoundOf(long state) => state & ~Notification;
}
