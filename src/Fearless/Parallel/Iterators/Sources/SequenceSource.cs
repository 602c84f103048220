using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Integers at equal distances.</summary>
/// <typeparam name="T">The type of the integers.</typeparam>
public readonly struct SequenceSource<T> : IParallelSource<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly T _first;
    private readonly T _step;
    private readonly long _count;

    internal SequenceSource(T first, T step, long count)
    {
        _first = first;
        _step = step;
        _count = count;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new Producer(_first, _step, _count));

    private static T At(T first, T step, long index) => unchecked(first + (T.CreateTruncating(index) * step));

    private readonly struct Producer(T first, T step, long count) : IProducer<T>
    {
        public long Length => count;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct
        {
            folder.Fold(new Block(At(first, step, start), step, count));
            return folder;
        }
    }

    private readonly struct Block(T first, T step, int length) : IBlock<T>
    {
        public int Length => length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, out T item)
        {
            item = At(first, step, index);
            return true;
        }
    }
}
