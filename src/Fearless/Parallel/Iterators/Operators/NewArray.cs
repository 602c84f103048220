using System.Runtime.CompilerServices;

using Fearless.Plumbing;

namespace Fearless;

/// <summary>Makes arrays for results: every place is written before anyone sees the array, or nobody ever sees it.</summary>
internal static class NewArray
{
    /// <summary>A new array, or the shared empty one.</summary>
    /// <exception cref="InvalidOperationException">An array cannot be so long.</exception>
    public static T[] Of<T>(long length)
    {
        SlotCount.ThrowIfNegative(length);
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"An array cannot hold {length} items. Consume the iterator in parts, or reduce it instead.");
        return length == 0 ? []
            : RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? new T[length]
            : GC.AllocateUninitializedArray<T>((int)length);
    }
}
