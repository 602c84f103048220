using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Holds up what is deferred in an <see cref="Epoch"/>, until disposed.</summary>
/// <remarks>Never copy it: each guard is disposed once.</remarks>
public ref struct EpochGuard
{
    private ref AtomicLong _pin;

    internal EpochGuard(ref AtomicLong pin) => _pin = ref pin;

    /// <summary>Lets deferred actions go on. Once; again it does nothing.</summary>
    public void Dispose()
    {
        if (Unsafe.IsNullRef(ref _pin))
            return;
        // ORDERING: release; what was done while pinned comes before the actions that were held up.
        _pin.Write(EpochPins.Free);
        _pin = ref Unsafe.NullRef<AtomicLong>();
    }
}
