using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>Who holds a lock for reading and for writing. The requests, and the leases, are the constants.</summary>
/// <remarks>The state is the sum of those that hold it: <see cref="Read"/> for each reader, <see cref="UpgradableRead"/> for the one that may be
/// beside them, or <see cref="Write"/> alone.</remarks>
[DebuggerDisplay("readers: {ReaderCount}, upgradable: {IsHeldUpgradably}, written: {IsWritten}")]
internal sealed class RwLockCore() : QueuedSynchronizer(0)
{
    public const long Read = 1;
    public const long UpgradableRead = 1L << 40;
    public const long Write = 1L << 41;

    /// <summary>From <see cref="UpgradableRead"/>, which it holds, to <see cref="Write"/>.</summary>
    public const long Upgrade = -1;

    public int ReaderCount => (int)(State & (UpgradableRead - 1));

    public bool IsHeldUpgradably => (State & UpgradableRead) != 0;

    public bool IsWritten => (State & Write) != 0;

    /// <summary>Gives back what is held, or holds less of it: the difference between what is held from now on and before.</summary>
    public void Change(long difference) => TryChange(difference);

    protected override bool TryServe(ref long state, long request)
    {
        bool isServed = request switch
        {
            Read => state < Write,
            UpgradableRead => state < UpgradableRead,
            Upgrade => state == UpgradableRead,
            _ => state == 0,
        };
        if (isServed)
            state += request == Upgrade ? Write - UpgradableRead : request;
        return isServed;
    }

    protected override bool TryApply(ref long state, long change)
    {
        state += change;
        return true;
    }

    // Those who wait cannot be served before it has given back what it holds, and it gives nothing back before it is served.
    protected override bool GoesFirst(long state, long request) => request == Upgrade;
}
