using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A block whose items lie side by side in memory. Folders that have a faster way for spans ask with
/// <see cref="SpanBlock.TryGetSpan"/>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="items">The items of the block.</param>
public readonly ref struct SpanBlock<T>(ReadOnlySpan<T> items) : IBlock<T>
{
    /// <summary>The items of the block.</summary>
    public ReadOnlySpan<T> Items { get; } = items;

    /// <inheritdoc/>
    public int Length => Items.Length;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
    {
        item = Items[index];
        return true;
    }

    static bool IBlock<T>.TryGetReferences<TSelf>(TSelf self, out ReadOnlySpan<Reference> items)
    {
        // SAFETY: callers pass the type on which they call this, which is this type; a cast cannot say so, because a ref struct cannot be
        // boxed.
        items = Erasure.Items(Unsafe.As<TSelf, SpanBlock<T>>(ref self).Items);
        return true;
    }
}

/// <summary>Recognises blocks that are spans.</summary>
public static class SpanBlock
{
    /// <summary>Reads <paramref name="block"/> as a span, if it is one. The JIT decides it, so the answer costs nothing.</summary>
    /// <typeparam name="TBlock">The type of the block.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="block">Any block.</param>
    /// <param name="items">Its items, when they lie side by side in memory.</param>
    /// <returns>Whether they do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGetSpan<TBlock, T>(ref TBlock block, out ReadOnlySpan<T> items)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (typeof(TBlock) == typeof(SpanBlock<T>))
        {
            // SAFETY: the two types are the same type, by the line above; a cast cannot say so, because a ref struct cannot be boxed.
            items = Unsafe.As<TBlock, SpanBlock<T>>(ref block).Items;
            return true;
        }
        items = default;
        return false;
    }
}
