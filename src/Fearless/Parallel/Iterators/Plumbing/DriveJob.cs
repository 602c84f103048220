using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The slots from start to end of an operation, and what they fold into: splits itself in two, or folds block after block.</summary>
internal struct DriveJob<TProducer, T, TConsumer> : IForkJob
    where TProducer : struct, IProducer<T>
    where T : allows ref struct
    where TConsumer : struct, IConsumer<TConsumer, T>
{
    private readonly Operation<TProducer> _operation;
    private readonly long _end;
    private long _start;
    private Splitter _splitter;
    private TConsumer _consumer;

    // Whether whoever runs this job goes on afterwards as the piece that it counts as.
    private bool _keepsPiece;

    public DriveJob(Operation<TProducer> operation, long start, long end, Splitter splitter, TConsumer consumer)
    {
        _operation = operation;
        _start = start;
        _end = end;
        _splitter = splitter;
        _consumer = consumer;
    }

    /// <summary>What was folded, once the job is done.</summary>
    public readonly TConsumer Consumer => _consumer;

    public void Execute(ForkContext context)
    {
        try
        {
            while (!IsOver())
            {
                if (TryFork(context))
                    return;
                if (TryFinish(context))
                    break;
                _splitter.Feed();
            }
            if (!_keepsPiece)
                _operation.RemovePiece();
        }
        catch (Exception exception)
        {
            // Caught in the job that failed and not in the join above it, so that every failure is kept, in the order in which they came.
            _operation.Fail(exception);
        }
    }

    private readonly bool IsOver() => _consumer.IsFull || _operation.ShouldStop() || (_operation.Slots?.AreSpent(_start, _end) ?? false);

    private bool TryFork(ForkContext context)
    {
        DriveJob<TProducer, T, TConsumer> left, right;
        bool isShared = true;
        if (TryCut(context, out long middle))
        {
            isShared = _operation.TryAddPiece();
            // A policy's tree is its own, however many workers there may be: then this one runs both parts.
            if (!isShared && _operation.Options.Policy is null)
                return false;
            right = new(_operation, middle, _end, _splitter, _consumer.Split(middle - _start));
            left = new(_operation, _start, middle, _splitter, _consumer);
        }
        else if (TryDivide(context, out long slot))
        {
            // Both are parts of one slot, and so where they lie is the same to a consumer that counts slots.
            right = new(_operation, slot, slot + 1, _splitter, _consumer.Split(0));
            left = new(_operation, _start, _end, _splitter, _consumer);
        }
        else
        {
            return false;
        }
        if (isShared)
        {
            left._keepsPiece = _keepsPiece;
            context.Join(ref left, ref right);
        }
        else
        {
            left._keepsPiece = true;
            right._keepsPiece = _keepsPiece;
            left.Execute(context);
            right.Execute(context);
        }

        _consumer = left._consumer;
        if (!_operation.Stopped)
            _consumer.Combine(right._consumer);
        return true;
    }

    private bool TryCut(ForkContext context, out long middle)
    {
        ref readonly IterationOptions options = ref _operation.Options;
        if (options.Policy is { } policy)
        {
            middle = policy.Cut(_start, _end);
            return middle > _start && middle < _end;
        }
        long length = _end - _start;
        middle = _start + (length / 2);
        return _splitter.TrySplit(length, context.Migrated, context.Pool.Size, options);
    }

    private bool TryDivide(ForkContext context, out long slot)
    {
        slot = 0;
        // Halving bounds how deep the forks of a range nest; nothing does that for divisions but the stack.
        if (_operation.Slots is not { } slots
            || _end - _start != 1
            || !(_operation.Options.Policy is { } policy ? policy.Divides(_start) : _splitter.TrySpend(context.Migrated, context.Pool.Size))
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack()
            || !_operation.TryAddPiece())
            return false;
        if (slots.TryDivide(_start, out slot))
            return true;
        _operation.RemovePiece();
        return false;
    }

    /// <summary>Folds block after block. Returns false when a worker is hungry and the rest should be split for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFinish(ForkContext context)
    {
        Operation<TProducer> operation = _operation;
        SplitPolicy? policy = operation.Options.Policy;
        var block = new BlockLength(operation.BlockLength);
        long first = _start;
        while (true)
        {
            long remaining = _end - _start;
            int count = (int)Math.Min(policy?.BlockLength(_start, remaining) ?? block.Slots, remaining);
            _consumer = operation.Producer.Fold(_start, count, _consumer);
            bool hasRest = operation.Slots?.HasRest(_start + count - 1) ?? false;
            Advance(hasRest ? count - 1 : count);
            if (_start == _end || IsOver())
            {
                operation.BlockLength = block.Slots;
                operation.CountLeaf();
                if (_start > first && ShortRun<TProducer, T, TConsumer>.Teaches(operation.Producer.Length))
                    ShortRun<TProducer, T, TConsumer>.Learn(_start - first, block.SinceBeginning);
                return true;
            }
            // A policy's tree is its own: nobody's hunger changes it.
            bool isHungry = context.Poll();
            if (policy is null ? isHungry && operation.MayAddPiece && (hasRest || Splitter.CanSplit(_end - _start, operation.Options)) : hasRest && policy.Divides(_start))
                return false;

            block.Adapt();
        }
    }

    private void Advance(int slots)
    {
        // Slots that came up on the way are parts of others, which count.
        if (_operation.Progress is { } progress && _start < _operation.Producer.Length)
            progress.Add(slots);
        _start += slots;
    }
}
