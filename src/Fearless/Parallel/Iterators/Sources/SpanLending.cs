using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>Says which spans may be lent to other threads by address.</summary>
internal static class SpanLending
{
    // The greatest stack that a thread commonly has.
    private const nuint StackReach = 16 << 20;

    /// <summary>Refuses a span of references that lies on a stack; anything else may be read by another thread at its pinned address.</summary>
    /// <remarks>
    /// Goes by distance: what lies less than a stack's size above this frame is taken to be on it, because stacks grow downwards. The
    /// collector's heap is reserved far from the stacks; were a part of it that near, a span of references in it would be refused though it need not be.
    /// </remarks>
    /// <exception cref="ArgumentException">The span holds references and lies on the stack of this thread.</exception>
    public static unsafe void ThrowIfReferencesOnStack<T>(ReadOnlySpan<T> span)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() || span.IsEmpty)
            return;
        byte here;
        // SAFETY: compared, never dereferenced. An object may move between the two lines, but from heap to heap.
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));
        if (address - (nuint)(&here) < StackReach)
            throw new ArgumentException(
                $"A span of {typeof(T)} that lies on the stack cannot be lent to other threads: .NET does not allow a thread to read references from another "
                + "thread's stack. Iterate over an array instead: `new T[]` or `span.ToArray()`.",
                nameof(span));
    }
}
