using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Sorting;

/// <summary>A span that jobs of several workers have in common, by the address at which the caller of the sort holds it still.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal readonly unsafe struct PinnedSpan<T>(nint address, int length)
{
    public int Length => length;

    // SAFETY: the caller of the sort keeps the memory pinned, or has it on its stack, until all jobs are done. What lies there is unmanaged
    // or on the heap: SpanLoans refused anything else.
    public Span<T> Span => MemoryMarshal.CreateSpan(ref Unsafe.AsRef<T>((void*)address), length);

    /// <summary>The elements before <paramref name="index"/>.</summary>
    public PinnedSpan<T> Before(int index) => Slice(0, index);

    /// <summary>The elements from <paramref name="index"/> on.</summary>
    public PinnedSpan<T> From(int index) => Slice(index, length - index);

    public PinnedSpan<T> Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(length - start));
        return new PinnedSpan<T>(address + ((nint)start * Unsafe.SizeOf<T>()), count);
    }
}
