namespace Fearless.Plumbing;

/// <summary>What is made of each so many items of an indexed source.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
/// <typeparam name="TMaker">The type of what makes it.</typeparam>
/// <typeparam name="TChunk">The type of what it makes.</typeparam>
public readonly ref struct ChunkSource<TSource, T, TMaker, TChunk> : IParallelSource<TChunk>
    where TSource : IParallelSource<T>, allows ref struct
    where T : allows ref struct
    where TMaker : struct, IChunkMaker<T, TChunk>
{
    private readonly TSource _source;
    private readonly int _size;
    private readonly TMaker _maker;

    internal ChunkSource(TSource source, int size, TMaker maker)
    {
        _source = source;
        _size = size;
        _maker = maker;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<TChunk, TResult>, allows ref struct => _source.Open<Callback<TCallback, TResult>, TResult>(new(callback, _size, _maker));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback, int size, TMaker maker) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<TChunk, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _callback.Run(new Producer<TProducer>(producer, size, maker));
    }

    private readonly struct Producer<TProducer>(TProducer producer, int size, TMaker maker) : IProducer<TChunk>
        where TProducer : struct, IProducer<T>
    {
        public long Length => ChunkRange.Count(producer.Length, size);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<TChunk>, allows ref struct
        {
            folder.Fold(new Block<TProducer>(producer, size, start, count, maker));
            return folder;
        }
    }

    /// <summary>Makes the chunk of a slot when it is asked for.</summary>
    private readonly struct Block<TProducer>(TProducer producer, int size, long start, int length, TMaker maker) : IBlock<TChunk>
        where TProducer : struct, IProducer<T>
    {
        public int Length => length;

        public bool TryGet(int index, out TChunk item)
        {
            long first = (start + index) * size;
            int count = (int)Math.Min(size, producer.Length - first);
            item = maker.Make(producer, first, count);
            return true;
        }
    }
}
