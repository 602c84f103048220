namespace Fearless.Plumbing;

/// <summary>Puts items into a new array.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct ArrayChunk<T> : IChunkMaker<T, T[]>
{
    /// <inheritdoc/>
    public T[] Make<TProducer>(TProducer producer, long start, int count)
        where TProducer : struct, IProducer<T> => producer.Fold(start, count, new ChunkFolder<T>(new T[count])).Items;
}
