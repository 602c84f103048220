using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>The items of a span of another thread, by the address at which that thread holds them still.</summary>
internal readonly struct AddressProducer<T>(nint address, int length) : IMutableProducer<T>
{
    public long Length => length;

    static bool IProducer<T>.RunsForeignCode => false;

    public ReadOnlySpan<T> GetReadOnlySpan(long start, int count) => GetSpan(start, count);

    public unsafe Span<T> GetSpan(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)start, (ulong)length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(length - (int)start));

        // SAFETY: the thread that made this producer keeps the memory pinned, or has it on its stack, until every user of the producer is
        // done. Within bounds by the lines above. What lies there is unmanaged data or on the heap: SpanLoans refused anything else.
        ref T first = ref Unsafe.Add(ref Unsafe.AsRef<T>((void*)address), (nint)start);
        return MemoryMarshal.CreateSpan(ref first, count);
    }

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        folder.Fold(new SpanBlock<T>(GetReadOnlySpan(start, count)));
        return folder;
    }
}
