using Fearless.Plumbing;

namespace Fearless;

/// <summary>Computes the item of one slot, on the calling thread.</summary>
internal readonly struct ElementAtCallback<T>(long index) : IProducerCallback<T, (bool IsFound, T? Item)>
{
    public (bool IsFound, T? Item) Run<TProducer>(TProducer producer)
        where TProducer : struct, IProducer<T> =>
        index >= 0 && index < producer.Length ? (true, producer.Fold(index, 1, default(Folder)).Item) : default;

    private struct Folder : IFolder<T>
    {
        public T? Item { get; private set; }

        public readonly bool IsFull => false;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct
        {
            block.TryGet(0, out T? item);
            Item = item;
        }
    }
}
