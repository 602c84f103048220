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
    private readonly BothSources<TLeft, T, TRight, T> _both;

    internal ConcatSource(TLeft left, TRight right) => _both = new(left, right);

    /// <inheritdoc/>
    /// <exception cref="OverflowException">Both together have more than <see cref="long.MaxValue"/> slots.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _both.Open<Callback<TCallback, TResult>, TResult>(new(callback));

    private readonly ref struct Callback<TCallback, TResult>(TCallback callback) : IBothCallback<T, T, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right)
            where TLeftProducer : struct, IProducer<T>
            where TRightProducer : struct, IProducer<T> => _callback.Run(new Producer<TLeftProducer, TRightProducer>(left, right));
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
                return BothBlocks<T, T, T, Join>.Fold(left, new(start, fromLeft), right, new(0, count - fromLeft), default, folder);

            folder = left.Fold(start, fromLeft, folder);
            while (_slots is not null && _slots.HasRest(_leftLength - 1) && !folder.IsFull)
                folder = left.Fold(_leftLength - 1, 1, folder);
            return right.Fold(0, count - fromLeft, folder);
        }

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer<TLeftProducer, TRightProducer>>(ref self)._slots;
    }

    private readonly struct Join : IBlockJoin<T, T, T>
    {
        public TFolder Fold<TLeftBlock, TRightBlock, TFolder>(TLeftBlock left, TRightBlock right, TFolder folder)
            where TLeftBlock : IBlock<T>, allows ref struct
            where TRightBlock : IBlock<T>, allows ref struct
            where TFolder : IFolder<T>, allows ref struct
        {
            folder.Fold(new Block<TLeftBlock, TRightBlock>(left, right));
            return folder;
        }
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
