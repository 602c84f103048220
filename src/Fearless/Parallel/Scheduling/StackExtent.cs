using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>Where a thread's stack lies; nowhere at first.</summary>
internal readonly struct StackExtent(nuint low, nuint size)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool Contains(void* address) => (nuint)address - low < size;
}
