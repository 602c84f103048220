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
        if (_consumer.IsFull || _operation.ShouldStop())
            return;
        try
        {
            while (!TryFork(context) && !TryFinish(context))
                _splitter.Feed();
        }
        catch (Exception exception)
        {
            // Caught in the job that failed and not in the join above it, so that every failure is kept, in the order in which they came.
            _operation.Fail(exception);
        }
    }

    private bool TryFork(ForkContext context)
    {
        if (!TryCut(context, out long middle))
            return false;

        var right = new DriveJob<TProducer, T, TConsumer>(_operation, middle, _end, _splitter, _consumer.Split(middle - _start));
        var left = new DriveJob<TProducer, T, TConsumer>(_operation, _start, middle, _splitter, _consumer);
        context.Join(ref left, ref right);

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

    /// <summary>Folds block after block. Returns false when a worker is hungry and the rest should be split for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFinish(ForkContext context)
    {
        Operation<TProducer> operation = _operation;
        SplitPolicy? policy = operation.Options.Policy;
        var block = new BlockLength();
        while (true)
        {
            long remaining = _end - _start;
            int count = (int)Math.Min(policy?.BlockLength(_start, remaining) ?? block.Slots, remaining);
            _consumer = operation.Producer.Fold(_start, count, _consumer);
            _start += count;
            operation.Progress?.Add(count);
            if (_start == _end || _consumer.IsFull || operation.ShouldStop())
                return true;
            // A policy's tree is its own: nobody's hunger changes it.
            if (context.Poll() && policy is null && Splitter.CanSplit(_end - _start, operation.Options))
                return false;

            block.Adapt();
        }
    }
}
