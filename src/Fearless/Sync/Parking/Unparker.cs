using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Wakes the thread that waits on one <see cref="Parker"/>. Any number of threads may share it.</summary>
/// <remarks>It stays valid, and harmless to use, when the parker is no longer in use.</remarks>
[DebuggerDisplay("{_slot.Word.ReadRelaxed()}")]
public sealed class Unparker : IWakeable
{
    private readonly ParkingSlot _slot;

    internal Unparker(ParkingSlot slot) => _slot = slot;

    /// <summary>Gives the parker its token, and wakes the thread that is parked on it, if there is one.</summary>
    /// <remarks>
    /// A parker holds one token at most: giving it a second one before the first was taken changes nothing. What this thread wrote
    /// before is seen by the thread that takes the token. Never blocks, allocates or throws; a system call only when a thread sleeps.
    /// </remarks>
    public void Unpark()
    {
        // ORDERING: full fence; pairs with the read-modify-writes that take the token. Release is needed
        // to publish the caller's writes even when a token is there already: the park that takes it may
        // be the one that was to see them. Hence an exchange in every case, and not a look first.
        if (_slot.Word.Exchange(ParkerState.Notified) == ParkerState.Parked)
            _slot.Wake();
    }

    void IWakeable.Wake() => Unpark();
}
