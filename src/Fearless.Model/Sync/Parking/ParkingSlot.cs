using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The product's <c>ParkingSlot</c>, whose sleep is a step of the model.</summary>
internal sealed class ParkingSlot
{
    private AtomicInt _word;

    public ref AtomicInt Word => ref _word;

    public static ParkingSlot Create(ParkerBackend backend)
    {
        _ = backend;
        return new ParkingSlot();
    }

    public void Wait(TimeSpan timeout) => _word.SleepWhile(ParkerState.Parked, timeout);

    public void Wake() => _word.Wake();

    public void Interrupt()
    {
        if (Word.CompareAndSet(ParkerState.Parked, ParkerState.Interrupted))
            Wake();
    }
}
