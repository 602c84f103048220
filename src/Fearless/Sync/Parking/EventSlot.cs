using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>Sleeps on an event object; for systems that offer no wait on an address.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The unparkers may outlive the parker; the handle's own finaliser closes it.")]
internal sealed class EventSlot : ParkingSlot
{
    // RACE: a wake that comes when the sleeper has already seen the word change leaves the event set. The next sleep then returns at
    // once, its caller looks at the word, and sleeps again: the event only hints, the word decides.
    private readonly AutoResetEvent _event = new(initialState: false);

    public override void Wait(TimeSpan timeout)
    {
        using SuspendedContext suspended = SuspendedContext.Enter();
        _event.WaitOne(timeout == Timeout.InfiniteTimeSpan
            ? Timeout.Infinite
            : (int)Math.Ceiling(timeout.TotalMilliseconds));
    }

    public override void Wake() => _event.Set();
}
