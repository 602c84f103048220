using System.Runtime.InteropServices;

namespace Fearless.Sync;

/// <summary>Sleeps in Windows' WaitOnAddress.</summary>
internal sealed unsafe partial class WaitOnAddressSlot : ParkingSlot
{
    private const uint Infinite = uint.MaxValue;

    public override void Wait(TimeSpan timeout)
    {
        int parked = ParkerState.Parked;
        // Rounded up, so that a wait of less than a millisecond is not a busy loop.
        uint milliseconds = timeout == Timeout.InfiniteTimeSpan
            ? Infinite
            : (uint)Math.Ceiling(timeout.TotalMilliseconds);

        // SAFETY: compares and queues in one step, as a futex does; `parked` is read during the call only.
        _ = WaitOnAddress(Address, &parked, sizeof(int), milliseconds);
        GC.KeepAlive(this);
    }

    public override void Wake()
    {
        WakeByAddressSingle(Address);
        GC.KeepAlive(this);
    }

    [LibraryImport("api-ms-win-core-synch-l1-2-0.dll")]
    private static partial int WaitOnAddress(void* address, void* compareAddress, nuint addressSize, uint milliseconds);

    [LibraryImport("api-ms-win-core-synch-l1-2-0.dll")]
    private static partial void WakeByAddressSingle(void* address);
}
