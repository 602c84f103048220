using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Atomics;

namespace Fearless.Channels;

/// <summary>Many slots in several arrays, none of which the collector treats as a large object: a large one, made and dropped with each
/// channel, brings on collections of the whole heap.</summary>
internal static class SlotParts<T>
{
    private const int MostBytes = 65_536;

    /// <summary>How many slots are in each array but the last: a power of two.</summary>
    public static int Length => 1 << Shift;

    private static int Shift => ModelBuild.IsActive ? 1 : BitOperations.Log2((uint)Math.Max(1, MostBytes / Unsafe.SizeOf<Slot<T>>()));

    public static Slot<T>[][] Create(int count)
    {
        var parts = new Slot<T>[(int)(((long)count + Length - 1) >> Shift)][];
        for (int part = 0; part < parts.Length; part++)
            parts[part] = new Slot<T>[Math.Min(Length, count - (part << Shift))];
        return parts;
    }

    /// <param name="parts">What <see cref="Create"/> has made.</param>
    /// <param name="index">Less than the count of slots.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Slot<T> SlotAt(Slot<T>[][] parts, long index)
    {
        // SAFETY: the index is less than the count of slots.
        Slot<T>[] part = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(parts), (nint)(index >> Shift));
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(part), (nint)(index & (Length - 1)));
    }
}
