using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>The permits of a semaphore: a request is how many, and so is a lease.</summary>
[DebuggerDisplay("{AvailableCount} of {TotalCount}")]
internal sealed class SemaphoreCore(int count) : QueuedSynchronizer(count * (Available + Existing))
{
    // The state is two numbers of 31 bits: the permits that can be had, and those that there are. Two such numbers are added and taken away as
    // one, since neither passes its limits: no more can be had than there are.
    private const long Available = 1;
    private const long Existing = 1L << 31;

    public int AvailableCount => (int)(State & (Existing - 1));

    public int TotalCount => (int)(State / Existing);

    /// <summary>Gives permits back that were held.</summary>
    public void GiveBack(int count) => TryChange(count * Available);

    /// <summary>Adds permits; false when there would be more than a number can say.</summary>
    public bool TryAdd(int count) => TryChange(count * (Available + Existing));

    /// <summary>Lets permits that are held be no more.</summary>
    public void Forget(int count) => TryChange(count * -Existing);

    protected override bool TryServe(ref long state, long request)
    {
        bool isServed = (state & (Existing - 1)) >= request;
        if (isServed)
            state -= request * Available;
        return isServed;
    }

    protected override bool TryApply(ref long state, long change)
    {
        // By division, since what is taken away is negative.
        bool isApplied = (state / Existing) + (change / Existing) <= int.MaxValue;
        if (isApplied)
            state += change;
        return isApplied;
    }
}
