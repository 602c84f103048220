using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>The model has no descriptors.</summary>
internal static class EpollSlot
{
    public static ParkingSlot Create(EpollReactor reactor) => throw new NotSupportedException($"The model has no {reactor}.");
}
