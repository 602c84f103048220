namespace Fearless.Sync;

/// <summary>Sleeps for a time, and cannot be woken: for systems that have one thread, which nobody could wake.</summary>
internal sealed class SleepSlot : ParkingSlot
{
    public override void Wait(TimeSpan timeout) => Thread.Sleep(timeout == Timeout.InfiniteTimeSpan
        ? timeout
        : TimeSpan.FromMilliseconds(Math.Ceiling(timeout.TotalMilliseconds)));

    // Whoever calls this is the thread itself, and does not sleep.
    public override void Wake()
    {
    }
}
