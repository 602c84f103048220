using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Says which spans may be lent to other threads by address.</summary>
internal static class SpanLending
{
    /// <summary>Refuses a span of references that lies on a stack; anything else may be read by another thread at its pinned address.</summary>
    /// <exception cref="ArgumentException">The span holds references and lies on the stack of this thread.</exception>
    public static void ThrowIfReferencesOnStack<T>(ReadOnlySpan<T> span)
    {
        // TODO-SEAM
        _ = span;
        _ = RuntimeHelpers.IsReferenceOrContainsReferences<T>();
    }
}
