using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless;

/// <summary>The check that whoever lends a span to another thread makes first.</summary>
internal static unsafe class SpanLoans
{
    /// <summary>Refuses a span of references, or of structs that hold references, that lies on the current thread's stack.</summary>
    /// <returns>Whether the span lies on the current thread's stack, where it does not move.</returns>
    /// <remarks>
    /// SAFETY: this is where the rule is kept that no managed reference on another thread's stack is ever read. The collector scans a stack
    /// while its own thread stands still, and orders nothing between that thread's plain stores and another's reads. Unmanaged data is no
    /// concern of the collector. A span of references that this thread got as a loan lies on the heap, because its lender checked.
    /// SOURCE: dotnet/runtime docs/design/specs/Memory-model.md, "Cross-thread access to local variables".
    /// </remarks>
    /// <exception cref="ArgumentException">It is such a span.</exception>
    public static bool ThrowIfReferencesOnStack<T>(ReadOnlySpan<T> span)
    {
        if (span.IsEmpty)
            return false;
        bool onStack = StackBounds.Contains(Unsafe.AsPointer(ref MemoryMarshal.GetReference(span)));
        if (onStack && RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            throw new ArgumentException(
                $"A span of {typeof(T)} that lies on the stack cannot be lent to another thread: .NET does not allow a thread to read "
                + "references from another thread's stack. Lend an array instead: `new T[]` or `span.ToArray()`.",
                nameof(span));
        return onStack;
    }
}
