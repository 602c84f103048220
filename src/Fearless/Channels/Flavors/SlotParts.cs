using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>Many slots in several arrays, each of which is made when the first value comes to it: room that is never used costs a reference
/// for every few thousand values.</summary>
/// <remarks>None of the arrays is one that the collector treats as a large object: those, made and dropped with each channel, bring on
/// collections of the whole heap. And an array that was just made is still in the cache when it is filled, which one of many megabytes is
/// not.</remarks>
internal static class SlotParts<T>
{
    private const int MostBytes = 65_536;

    /// <summary>How many slots are in each array: a power of two.</summary>
    public static int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 << Shift;
    }

    // In line it is a constant.
    private static int Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ModelBuild.IsActive ? 1 : BitOperations.Log2((uint)Math.Max(1, MostBytes / Unsafe.SizeOf<Slot<T>>()));
    }

    /// <summary>Parts for so many slots, none of them made.</summary>
    public static AtomicRef<Slot<T>[]>[] Create(int count) => new AtomicRef<Slot<T>[]>[(int)(((long)count + Length - 1) >> Shift)];

    /// <summary>A slot, if its part is made; before that no value ever came to it.</summary>
    /// <param name="parts">What <see cref="Create"/> has made.</param>
    /// <param name="index">Less than the count of slots.</param>
    /// <param name="isMade">Whether there is such a slot. Otherwise the null reference is returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Slot<T> TryFind(AtomicRef<Slot<T>[]>[] parts, long index, out bool isMade)
    {
        // SAFETY: the index is less than the count of slots.
        // ORDERING: relaxed; nothing is read after it but what lies in the part, which .NET orders by itself.
        Slot<T>[]? part = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(parts), (nint)(index >> Shift)).ReadRelaxed();
        isMade = part is not null;
        return ref isMade
            ? ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(part!), (nint)(index & (Length - 1)))
            : ref Unsafe.NullRef<Slot<T>>();
    }

    /// <summary>Makes the part of a slot, if nobody else has.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it, and nothing was changed.</exception>
    // ORDERING: a full fence; publishes the part, before the tail goes beyond the slot and a receiver looks for it.
    public static void Make(AtomicRef<Slot<T>[]>[] parts, long index)
    {
        ref AtomicRef<Slot<T>[]> part = ref parts[index >> Shift];
        if (part.ReadRelaxed() is null)
            part.CompareAndSet(null, new Slot<T>[Length]);
    }
}
