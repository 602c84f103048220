using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Two indexed sources in lockstep.</summary>
/// <typeparam name="TLeft">The type of the first source.</typeparam>
/// <typeparam name="TFirst">The type of its items.</typeparam>
/// <typeparam name="TRight">The type of the second source.</typeparam>
/// <typeparam name="TSecond">The type of its items.</typeparam>
/// <typeparam name="TCombiner">The type of what makes one item of two.</typeparam>
/// <typeparam name="T">The type of the items that it makes.</typeparam>
public readonly ref struct ZipSource<TLeft, TFirst, TRight, TSecond, TCombiner, T> : IParallelSource<T>
    where TLeft : IParallelSource<TFirst>, allows ref struct
    where TRight : IParallelSource<TSecond>, allows ref struct
    where TFirst : allows ref struct
    where TSecond : allows ref struct
    where TCombiner : struct, ICombiner<TFirst, TSecond, T>
    where T : allows ref struct
{
    private readonly TLeft _left;
    private readonly TRight _right;
    private readonly TCombiner _combiner;
    private readonly bool _isExact;

    internal ZipSource(TLeft left, TRight right, TCombiner combiner, bool isExact)
    {
        _left = left;
        _right = right;
        _combiner = combiner;
        _isExact = isExact;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The lengths differ, and must not.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _left.Open<LeftOpened<TCallback, TResult>, TResult>(new(this, callback));

    /// <summary>Whether both have as many slots.</summary>
    internal bool HaveSameLength() =>
        _left.Open<LengthCallback<TFirst>, long>(default) == _right.Open<LengthCallback<TSecond>, long>(default);

    private readonly ref struct LeftOpened<TCallback, TResult>(
        ZipSource<TLeft, TFirst, TRight, TSecond, TCombiner, T> source, TCallback callback) : IProducerCallback<TFirst, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly ZipSource<TLeft, TFirst, TRight, TSecond, TCombiner, T> _source = source;
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TFirst> =>
            _source._right.Open<BothOpened<TProducer, TCallback, TResult>, TResult>(new(producer, _source._combiner, _source._isExact, _callback));
    }

    private readonly ref struct BothOpened<TLeftProducer, TCallback, TResult>(TLeftProducer left, TCombiner combiner, bool isExact, TCallback callback)
        : IProducerCallback<TSecond, TResult>
        where TLeftProducer : struct, IProducer<TFirst>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<TSecond>
        {
            if (isExact && left.Length != producer.Length)
                throw new InvalidOperationException($"The sequences have {left.Length} and {producer.Length} items, and must have as many. Use Zip to stop at the shorter one.");
            return _callback.Run(new Producer<TLeftProducer, TProducer>(left, producer, combiner));
        }
    }

    private readonly struct Producer<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right, TCombiner combiner) : IProducer<T>
        where TLeftProducer : struct, IProducer<TFirst>
        where TRightProducer : struct, IProducer<TSecond>
    {
        public long Length => Math.Min(left.Length, right.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct =>
            left.Fold(start, count, new LeftFolder<TRightProducer, TFolder>(folder, right, combiner, start, count)).Inner;
    }

    /// <summary>Holds the block of the first while it asks the second for the same slots.</summary>
    private ref struct LeftFolder<TRightProducer, TFolder>(TFolder inner, TRightProducer right, TCombiner combiner, long start, int count) : IFolder<TFirst>
        where TRightProducer : struct, IProducer<TSecond>
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TFirst>, allows ref struct =>
            Inner = right.Fold(start, count, new RightFolder<TBlock, TFolder>(Inner, block, combiner)).Inner;
    }

    private ref struct RightFolder<TLeftBlock, TFolder>(TFolder inner, TLeftBlock left, TCombiner combiner) : IFolder<TSecond>
        where TLeftBlock : IBlock<TFirst>, allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;
        private readonly TLeftBlock _left = left;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TSecond>, allows ref struct => Inner.Fold(new Block<TLeftBlock, TBlock>(_left, block, combiner));
    }

    private readonly ref struct Block<TLeftBlock, TRightBlock>(TLeftBlock left, TRightBlock right, TCombiner combiner) : IBlock<T>
        where TLeftBlock : IBlock<TFirst>, allows ref struct
        where TRightBlock : IBlock<TSecond>, allows ref struct
    {
        private readonly TLeftBlock _left = left;
        private readonly TRightBlock _right = right;
        private readonly TCombiner _combiner = combiner;

        public int Length => _left.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
        {
            // Both are indexed: each slot has its item.
            _left.TryGet(index, out TFirst? first);
            _right.TryGet(index, out TSecond? second);
            item = _combiner.Combine(first!, second!);
            return true;
        }
    }
}
