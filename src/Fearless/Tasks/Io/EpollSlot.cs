using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Sleeps in epoll: a loop that waits for descriptors and for other threads at once.</summary>
/// <remarks>What a descriptor has become ready for is a reason to wake as good as any, so it gives the token itself.</remarks>
internal sealed class EpollSlot(EpollReactor reactor) : ParkingSlot
{
    public static ParkingSlot Create(EpollReactor reactor) => new EpollSlot(reactor);

    public override void Wait(TimeSpan timeout)
    {
        int milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Ceiling(timeout.TotalMilliseconds);
        if (reactor.Collect(milliseconds))
            Word.Exchange(ParkerState.Notified);
    }

    public override void Wake() => reactor.Wake();
}
