using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The items of two indexed sources in turn.</summary>
/// <typeparam name="TLeft">The type of the first source.</typeparam>
/// <typeparam name="TRight">The type of the second source.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct InterleaveSource<TLeft, TRight, T> : IParallelSource<T>
    where TLeft : IParallelSource<T>, allows ref struct
    where TRight : IParallelSource<T>, allows ref struct
    where T : allows ref struct
{
    private readonly BothSources<TLeft, T, TRight, T> _both;
    private readonly InterleaveRest _rest;

    internal InterleaveSource(TLeft left, TRight right, InterleaveRest rest)
    {
        _both = new(left, right);
        _rest = rest;
    }

    /// <inheritdoc/>
    /// <exception cref="OverflowException">Both together have more than <see cref="long.MaxValue"/> slots.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _both.Open<Callback<TCallback, TResult>, TResult>(new(_rest, callback));

    private readonly ref struct Callback<TCallback, TResult>(InterleaveRest rest, TCallback callback) : IBothCallback<T, T, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right)
            where TLeftProducer : struct, IProducer<T>
            where TRightProducer : struct, IProducer<T> =>
            _callback.Run(new Producer<TLeftProducer, TRightProducer>(left, right, new(left.Length, right.Length, rest)));
    }

    private readonly struct Producer<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right, Interleaving slots) : IProducer<T>
        where TLeftProducer : struct, IProducer<T>
        where TRightProducer : struct, IProducer<T>
    {
        public long Length => slots.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct
        {
            (SlotRange fromLeft, SlotRange fromRight) = slots.Locate(start, count);
            if (fromRight.Count == 0)
                return left.Fold(fromLeft.Start, fromLeft.Count, folder);
            if (fromLeft.Count == 0)
                return right.Fold(fromRight.Start, fromRight.Count, folder);
            var join = new Join(start % 2 == 0, slots.CountInTurn(start, count), slots.IsLeftLonger);
            return BothBlocks<T, T, T, Join>.Fold(left, fromLeft, right, fromRight, join, folder);
        }
    }

    private readonly struct Join(bool isLeftFirst, int countInTurn, bool isLeftLonger) : IBlockJoin<T, T, T>
    {
        public TFolder Fold<TLeftBlock, TRightBlock, TFolder>(TLeftBlock left, TRightBlock right, TFolder folder)
            where TLeftBlock : IBlock<T>, allows ref struct
            where TRightBlock : IBlock<T>, allows ref struct
            where TFolder : IFolder<T>, allows ref struct
        {
            folder.Fold(new Block<TLeftBlock, TRightBlock>(left, right, isLeftFirst, countInTurn, isLeftLonger));
            return folder;
        }
    }

    private readonly ref struct Block<TLeftBlock, TRightBlock>(TLeftBlock left, TRightBlock right, bool isLeftFirst, int countInTurn, bool isLeftLonger)
        : IBlock<T>
        where TLeftBlock : IBlock<T>, allows ref struct
        where TRightBlock : IBlock<T>, allows ref struct
    {
        private readonly TLeftBlock _left = left;
        private readonly TRightBlock _right = right;

        public int Length => _left.Length + _right.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
        {
            if (index < countInTurn)
                return index % 2 == 0 == isLeftFirst ? _left.TryGet(index / 2, out item) : _right.TryGet(index / 2, out item);
            // What follows is of the longer one, and all of the other comes before it.
            return isLeftLonger ? _left.TryGet(index - _right.Length, out item) : _right.TryGet(index - _left.Length, out item);
        }
    }
}
