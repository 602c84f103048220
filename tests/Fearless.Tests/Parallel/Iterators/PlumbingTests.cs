using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Operators written outside the library, one of each sort that the plumbing has to carry.</summary>
public class PlumbingTests
{
    [Fact]
    public void Two_spans_go_in_lockstep_with_ref_structs_for_items() =>
        Gen.Select(Gen.Int.Array[0, 200], Gen.Int.Array[0, 200], RandomTree.Gen).Sample(static (left, right, tree) =>
        {
            // A sequence of pairs of rows: neither the spans nor the pairs could lie on the heap.
            var pairs = new ParallelIterator<ZipSource<ChunksSource<SpanSource<int>, int>, Span<int>, SpanSource<int>, int>, Pair<Span<int>, int>, Indexed>(
                new(left.AsSpan().Par().Chunks(3).Source, right.AsSpan().Par().Source));
            long[] actual = pairs.WithPolicy(tree).Select(static pair => (long)pair.Left[0] + pair.Right).ToArray();
            Assert.Equal(left.Chunk(3).Zip(right, static (row, x) => (long)row[0] + x), actual);
        });

    [Fact]
    public void A_slot_may_hold_any_number_of_items() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 100], RandomTree.Gen).Sample(static (counts, tree) =>
        {
            var repeated = new ParallelIterator<RepeatSource<ArraySource<int>>, int, Unindexed>(new(counts.Par().Source));
            int[] expected = [.. counts.SelectMany(static count => Enumerable.Repeat(count, count))];
            Assert.Equal(expected, repeated.WithPolicy(tree).ToArray());
            Assert.Equal(expected.Where(static x => x % 2 == 0).Sum(), repeated.WithPolicy(tree).Where(static x => x % 2 == 0).Sum());
        });

    public readonly ref struct Pair<TLeft, TRight>(TLeft left, TRight right)
        where TLeft : allows ref struct
        where TRight : allows ref struct
    {
        public TLeft Left { get; } = left;
        public TRight Right { get; } = right;
    }

    public readonly ref struct ZipSource<TLeft, TA, TRight, TB>(TLeft left, TRight right) : IParallelSource<Pair<TA, TB>>
        where TLeft : IParallelSource<TA>, allows ref struct
        where TRight : IParallelSource<TB>, allows ref struct
        where TA : allows ref struct
        where TB : allows ref struct
    {
        private readonly TLeft _left = left;
        private readonly TRight _right = right;

        public TResult Open<TCallback, TResult>(TCallback callback)
            where TCallback : IProducerCallback<Pair<TA, TB>, TResult>, allows ref struct =>
            _left.Open<LeftOpened<TCallback, TResult>, TResult>(new(callback, _right));

        private readonly ref struct LeftOpened<TCallback, TResult>(TCallback callback, TRight right) : IProducerCallback<TA, TResult>
            where TCallback : IProducerCallback<Pair<TA, TB>, TResult>, allows ref struct
        {
            private readonly TCallback _callback = callback;
            private readonly TRight _right = right;

            public TResult Run<TProducer>(TProducer producer)
                where TProducer : struct, IProducer<TA> =>
                _right.Open<BothOpened<TProducer, TCallback, TResult>, TResult>(new(_callback, producer));
        }

        private readonly ref struct BothOpened<TLeftProducer, TCallback, TResult>(TCallback callback, TLeftProducer left) : IProducerCallback<TB, TResult>
            where TLeftProducer : struct, IProducer<TA>
            where TCallback : IProducerCallback<Pair<TA, TB>, TResult>, allows ref struct
        {
            private readonly TCallback _callback = callback;

            public TResult Run<TProducer>(TProducer producer)
                where TProducer : struct, IProducer<TB> => _callback.Run(new ZipProducer<TLeftProducer, TA, TProducer, TB>(left, producer));
        }
    }

    private readonly struct ZipProducer<TLeft, TA, TRight, TB>(TLeft left, TRight right) : IProducer<Pair<TA, TB>>
        where TLeft : struct, IProducer<TA>
        where TRight : struct, IProducer<TB>
        where TA : allows ref struct
        where TB : allows ref struct
    {
        public long Length => Math.Min(left.Length, right.Length);

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<Pair<TA, TB>>, allows ref struct =>
            left.Fold(start, count, new LeftFolder<TFolder, TRight, TA, TB>(folder, right, start, count)).Inner;
    }

    private ref struct LeftFolder<TFolder, TRight, TA, TB>(TFolder inner, TRight right, long start, int count) : IFolder<TA>
        where TFolder : IFolder<Pair<TA, TB>>, allows ref struct
        where TRight : struct, IProducer<TB>
        where TA : allows ref struct
        where TB : allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TA>, allows ref struct =>
            Inner = right.Fold(start, count, new RightFolder<TFolder, TBlock, TA, TB>(Inner, block)).Inner;
    }

    private ref struct RightFolder<TFolder, TLeftBlock, TA, TB>(TFolder inner, TLeftBlock left) : IFolder<TB>
        where TFolder : IFolder<Pair<TA, TB>>, allows ref struct
        where TLeftBlock : IBlock<TA>, allows ref struct
        where TA : allows ref struct
        where TB : allows ref struct
    {
        public TFolder Inner = inner;
        private readonly TLeftBlock _left = left;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<TB>, allows ref struct => Inner.Fold(new ZipBlock<TLeftBlock, TA, TBlock, TB>(_left, block));
    }

    private readonly ref struct ZipBlock<TLeft, TA, TRight, TB>(TLeft left, TRight right) : IBlock<Pair<TA, TB>>
        where TLeft : IBlock<TA>, allows ref struct
        where TRight : IBlock<TB>, allows ref struct
        where TA : allows ref struct
        where TB : allows ref struct
    {
        private readonly TLeft _left = left;
        private readonly TRight _right = right;

        public int Length => _left.Length;

        public bool TryGet(int index, out Pair<TA, TB> item)
        {
            _left.TryGet(index, out TA? left);
            _right.TryGet(index, out TB? right);
            item = new(left!, right!);
            return true;
        }
    }

    public readonly struct RepeatSource<TSource>(TSource source) : IParallelSource<int>
        where TSource : struct, IParallelSource<int>
    {
        public TResult Open<TCallback, TResult>(TCallback callback)
            where TCallback : IProducerCallback<int, TResult>, allows ref struct => source.Open<Opened<TCallback, TResult>, TResult>(new(callback));

        private readonly ref struct Opened<TCallback, TResult>(TCallback callback) : IProducerCallback<int, TResult>
            where TCallback : IProducerCallback<int, TResult>, allows ref struct
        {
            private readonly TCallback _callback = callback;

            public TResult Run<TProducer>(TProducer producer)
                where TProducer : struct, IProducer<int> => _callback.Run(new RepeatProducer<TProducer>(producer));
        }
    }

    private readonly struct RepeatProducer<TProducer>(TProducer producer) : IProducer<int>
        where TProducer : struct, IProducer<int>
    {
        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<int>, allows ref struct => producer.Fold(start, count, new RepeatFolder<TFolder>(folder)).Inner;
    }

    private ref struct RepeatFolder<TFolder>(TFolder inner) : IFolder<int>
        where TFolder : IFolder<int>, allows ref struct
    {
        public TFolder Inner = inner;

        public readonly bool IsFull => Inner.IsFull;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<int>, allows ref struct
        {
            int length = block.Length;
            for (int index = 0; index < length && !Inner.IsFull; index++)
            {
                if (block.TryGet(index, out int count))
                    Inner.Fold(new SpanBlock<int>(Enumerable.Repeat(count, count).ToArray()));
            }
        }
    }
}
