using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers the items that fulfil a predicate, and the others.</summary>
internal struct PartitionConsumer<T>(Func<T, bool> predicate) : IConsumer<PartitionConsumer<T>, T>
{
    private readonly Func<T, bool> _predicate = predicate;
    private GatherConsumer<T> _matching;
    private GatherConsumer<T> _others;

    public readonly GatherConsumer<T> Matching => _matching;

    public readonly GatherConsumer<T> Others => _others;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            if (ErasedCall.Invoke(_predicate, item))
                _matching.Add(item);
            else
                _others.Add(item);
        }
    }

    public readonly PartitionConsumer<T> Split(long leftSlots) => new(_predicate);

    public void Combine(PartitionConsumer<T> right)
    {
        _matching.Combine(right._matching);
        _others.Combine(right._others);
    }
}
