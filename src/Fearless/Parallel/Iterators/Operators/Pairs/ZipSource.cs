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
    private readonly BothSources<TLeft, TFirst, TRight, TSecond> _both;
    private readonly TCombiner _combiner;
    private readonly bool _isExact;

    internal ZipSource(TLeft left, TRight right, TCombiner combiner, bool isExact)
        : this(new(left, right), combiner, isExact)
    {
    }

    private ZipSource(BothSources<TLeft, TFirst, TRight, TSecond> both, TCombiner combiner, bool isExact)
    {
        _both = both;
        _combiner = combiner;
        _isExact = isExact;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The lengths differ, and must not.</exception>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => _both.Open<Callback<TCallback, TResult>, TResult>(new(_combiner, _isExact, callback));

    /// <summary>Less than zero if the first has fewer slots than the second, zero if both have as many.</summary>
    internal ZipSource<TLeft, TFirst, TRight, TSecond, TOther, T> With<TOther>(TOther combiner)
        where TOther : struct, ICombiner<TFirst, TSecond, T> => new(_both, combiner, _isExact);

    internal int CompareLengths() => _both.Open<LengthsCallback, int>(default);

    private readonly struct LengthsCallback : IBothCallback<TFirst, TSecond, int>
    {
        public int Run<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right)
            where TLeftProducer : struct, IProducer<TFirst>
            where TRightProducer : struct, IProducer<TSecond> => left.Length.CompareTo(right.Length);
    }

    private readonly ref struct Callback<TCallback, TResult>(TCombiner combiner, bool isExact, TCallback callback) : IBothCallback<TFirst, TSecond, TResult>
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        private readonly TCallback _callback = callback;

        public TResult Run<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right)
            where TLeftProducer : struct, IProducer<TFirst>
            where TRightProducer : struct, IProducer<TSecond>
        {
            if (isExact && left.Length != right.Length)
                throw new InvalidOperationException($"The sequences have {left.Length} and {right.Length} items, and must have as many. Use Zip to stop at the shorter one.");
            return _callback.Run(new Producer<TLeftProducer, TRightProducer>(left, right, new(combiner)));
        }
    }

    private readonly struct Producer<TLeftProducer, TRightProducer>(TLeftProducer left, TRightProducer right, Join join) : IProducer<T>
        where TLeftProducer : struct, IProducer<TFirst>
        where TRightProducer : struct, IProducer<TSecond>
    {
        public long Length => Math.Min(left.Length, right.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct =>
            BothBlocks<TFirst, TSecond, T, Join>.Fold(left, new(start, count), right, new(start, count), join, folder);
    }

    private readonly struct Join(TCombiner combiner) : IBlockJoin<TFirst, TSecond, T>
    {
        public TFolder Fold<TLeftBlock, TRightBlock, TFolder>(TLeftBlock left, TRightBlock right, TFolder folder)
            where TLeftBlock : IBlock<TFirst>, allows ref struct
            where TRightBlock : IBlock<TSecond>, allows ref struct
            where TFolder : IFolder<T>, allows ref struct
        {
            folder.Fold(new Block<TLeftBlock, TRightBlock>(left, right, combiner));
            return folder;
        }
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
