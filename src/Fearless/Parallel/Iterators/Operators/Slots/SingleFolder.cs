namespace Fearless.Plumbing;

/// <summary>Takes the item of one slot.</summary>
internal ref struct SingleFolder<T> : IFolder<T>
    where T : allows ref struct
{
    public T? Item;

    public bool HasItem { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct => HasItem = block.TryGet(0, out Item);
}
