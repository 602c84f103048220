using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>A window of slots whose items are computed when they are asked for: what a fused pipeline looks like to the loop at its
/// end.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IBlock<T>
    where T : allows ref struct
{
    /// <summary>How many slots there are.</summary>
    int Length { get; }

    /// <summary>Computes the item of a slot. Runs the user's code, so it is called at most once for each slot, in rising order, or in
    /// falling order where the user turned it round.</summary>
    /// <param name="index">The slot, from zero.</param>
    /// <param name="item">The item.</param>
    /// <returns>Whether the slot holds an item. The constant true in an <see cref="Indexed"/> iterator, so that the JIT removes the
    /// branch.</returns>
    bool TryGet(int index, [MaybeNullWhen(false)] out T item);

    /// <summary>Reads a block of references as a span of <see cref="Reference"/>s, if its items lie side by side in memory.</summary>
    /// <remarks>Static, because a ref struct must implement every instance method, and this one is not to be implemented by others.</remarks>
    internal static virtual bool TryGetReferences<TSelf>(TSelf self, out ReadOnlySpan<Reference> items)
        where TSelf : IBlock<T>, allows ref struct
    {
        items = default;
        return false;
    }
}
