namespace Fearless.Plumbing;

/// <summary>Fills an array with the items of one block.</summary>
internal readonly struct ChunkFolder<T>(T[] items) : IFolder<T>
{
    public T[] Items => items;

    public bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        SlotCount.ThrowIfOther(items.Length, block.Length);
        if (SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> span))
        {
            span.CopyTo(items);
            return;
        }
        for (int index = 0; index < items.Length; index++)
        {
            if (!block.TryGet(index, out T? item))
                SlotCount.ThrowIsMissing();
            items[index] = item!;
        }
    }
}
