using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>A span on its way to another thread: an address and a length, which may lie on the heap where a span may not.</summary>
/// <remarks>
/// The lender keeps the memory where it is: it pins it until the borrower has called <see cref="Take"/>, or for as long as the borrower
/// works. <see cref="SpanLoans"/> has the lender's check.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="address">The first element, which does not move until <see cref="Take"/> has returned.</param>
/// <param name="length">The number of elements.</param>
internal readonly unsafe struct SpanLoan<T>(void* address, int length)
{
    private readonly void* _address = address;

    /// <summary>The number of elements.</summary>
    public int Length => length;

    /// <summary>The borrower's own span over the memory. Once it is returned,
    /// the collector sees it: the lender may unpin an array.</summary>
    // SAFETY: not inlined, so that what comes back is a managed reference in the borrower's frame. Inlined, the compiler could keep
    // the bare address over a later call, say the one that tells the lender to unpin, and make the reference only then.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Span<T> Take() => MemoryMarshal.CreateSpan(ref Unsafe.AsRef<T>(_address), length);
}
