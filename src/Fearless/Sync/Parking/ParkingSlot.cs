using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The word that a parker and its unparkers share, and the operating system's way to sleep on it.</summary>
/// <remarks>
/// Both ends hold the slot, and the slot holds the word: it lives as long as either end can use it. Nothing is disposed or finalised,
/// so an unpark that comes after the parker is gone touches memory that is still there.
/// </remarks>
internal abstract class ParkingSlot
{
    private const int Middle = CachePadding.Bytes / sizeof(int);

    // On the pinned heap: the operating system is given the address of the word and must find it there later. Padded on both
    // sides, because it is the one thing that the two threads write to.
    private readonly AtomicInt[] _words = GC.AllocateArray<AtomicInt>((2 * Middle) + 1, pinned: true);

    /// <summary>The state, one of <see cref="ParkerState"/>.</summary>
    public ref AtomicInt Word
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _words[Middle];
    }

    /// <summary>The address of <see cref="Word"/>. Valid while the slot is reachable: use <see cref="GC.KeepAlive"/>.</summary>
    // SAFETY: the array is on the pinned heap and never moves; whoever uses the address keeps the slot alive until it has.
    protected unsafe AtomicInt* Address => (AtomicInt*)Unsafe.AsPointer(ref _words[Middle]);

    /// <summary>Creates a slot over <paramref name="backend"/>, which must be available.</summary>
    public static ParkingSlot Create(ParkerBackend backend) => backend switch
    {
        ParkerBackend.Futex => new FutexSlot(),
        ParkerBackend.WaitOnAddress => new WaitOnAddressSlot(),
        ParkerBackend.Sleep => new SleepSlot(),
        _ => new EventSlot(),
    };

    /// <summary>Sleeps while the word is <see cref="ParkerState.Parked"/>, at
    /// most <paramref name="timeout"/>. May return early for no reason.</summary>
    /// <param name="timeout">Positive and at most a day, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public abstract void Wait(TimeSpan timeout);

    /// <summary>Ends the sleep of a thread in <see cref="Wait"/>. After the word was changed from
    /// <see cref="ParkerState.Parked"/>.</summary>
    public abstract void Wake();

    /// <summary>Makes the parked thread, if there is one, look at its reasons
    /// to stop waiting. Gives no token. Any thread, any time.</summary>
    public void Interrupt()
    {
        // RACE: it may come late and hit a later park than it was meant for; that one looks, finds no reason, and sleeps on.
        if (Word.CompareAndSet(ParkerState.Parked, ParkerState.Interrupted))
            Wake();
    }
}
