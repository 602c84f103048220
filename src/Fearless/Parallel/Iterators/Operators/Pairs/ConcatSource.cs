using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>One source after the other.</summary>
/// <typeparam name="TLeft">The type of the first source.</typeparam>
/// <typeparam name="TRight">The type of the second source.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TKind">Whether the number of items is known, of both.</typeparam>
public readonly ref struct ConcatSource<TLeft, TRight, T, TKind> : IParallelSource<T>
    where TLeft : IParallelSource<T>, allows ref struct
    where TRight : IParallelSource<T>, allows ref struct
    where T : allows ref struct
    where TKind : struct, IIterationKind
{
    private readonly TLeft _left;
    private readonly TRight _right;

    internal ConcatSource(TLeft left, TRight right)
    {
        _left = left;
        _right = right;
    }

    /// <inheritdoc/>
    /// <exception cref="OverflowException">Both together have more than <see cref="long.MaxValue"/> slots.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _left.Open<LeftOpened<TCallback, TResult>, TResult>(new(_right, callback));

    private readonly ref struct LeftOpened<TCallback, TResult>(TRight right, TCallback callback) : IProducerCallback<T, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TRight _right = right;
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _right.Open<BothOpened<TProducer, TCallback, TResult>, TResult>(new(producer, _callback));
    }

    private readonly ref struct BothOpened<TLeftProducer, TCallback, TResult>(TLeftProducer left, TCallback callback) : IProducerCallback<T, TResult>
        where TLeftProducer : struct, IProducer<T>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TProducer>(TProducer producer)
            where TProducer : struct, IProducer<T> => _callback.Run(new Producer<TLeftProducer, TProducer>(left, producer));
    }

    private readonly struct Producer<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right) : IProducer<T>
        where TLeftProducer : struct, IProducer<T>
        where TRightProducer : struct, IProducer<T>
    {
        private readonly long _leftLength = left.Length;
        private readonly ConcatSlots? _slots = ConcatSlots.Of(TLeftProducer.GetLiveSlots(left), left.Length, TRightProducer.GetLiveSlots(right), right.Length);

        public long Length { get; } = checked(left.Length + right.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct
        {
            if (_slots is not null && start >= Length)
            {
                (bool isLeft, long slot) = _slots.Locate(start);
                return isLeft ? left.Fold(slot, count, folder) : right.Fold(slot, count, folder);
            }
            if (start >= _leftLength)
                return right.Fold(start - _leftLength, count, folder);
            int fromLeft = (int)Math.Min(count, _leftLength - start);
            if (fromLeft == count)
                return left.Fold(start, count, folder);
            // An indexed iterator gives one block for the slots that were asked for, so the two are joined.
            if (typeof(TKind) == typeof(Indexed))
                return left.Fold(start, fromLeft, new LeftFolder<TRightProducer, TFolder>(folder, right, count - fromLeft)).Inner;

            folder = left.Fold(start, fromLeft, folder);
            while (_slots is not null && _slots.HasRest(_leftLength - 1) && !folder.IsFull)
                folder = left.Fold(_leftLength - 1, 1, folder);
            return right.Fold(0, count - fromLeft, folder);
        }

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer<TLeftProducer, TRightProducer>>(ref self)._slots;
    }

    /// <summary>Holds the end of the first while it asks for the beginning of the second, so that both come in one block.</summary>
    private ref struct LeftFolder<TRightProducer, TFolder>(TFolder inner, TRightProducer right, int fromRight) : IFolder<T>
        where TRightProducer : struct, IProducer<T>
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct =>
            Inner = right.Fold(0, fromRight, new RightFolder<TBlock, TFolder>(Inner, block)).Inner;
    }

    private ref struct RightFolder<TLeftBlock, TFolder>(TFolder inner, TLeftBlock left) : IFolder<T>
        where TLeftBlock : IBlock<T>, allows ref struct
        where TFolder : IFolder<T>, allows ref struct
    {
        public TFolder Inner = inner;
        private readonly TLeftBlock _left = left;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<T>, allows ref struct => Inner.Fold(new Block<TLeftBlock, TBlock>(_left, block));
    }

    private readonly ref struct Block<TLeftBlock, TRightBlock>(TLeftBlock left, TRightBlock right) : IBlock<T>
        where TLeftBlock : IBlock<T>, allows ref struct
        where TRightBlock : IBlock<T>, allows ref struct
    {
        private readonly TLeftBlock _left = left;
        private readonly TRightBlock _right = right;

        public int Length => _left.Length + _right.Length;

        public bool TryGet(int index, [MaybeNullWhen(false)] out T item) =>
            index < _left.Length ? _left.TryGet(index, out item) : _right.TryGet(index - _left.Length, out item);
    }
}
