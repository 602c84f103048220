using System.Diagnostics.Tracing;
using Fearless.Atomics;
using Fearless.Scheduling;

namespace Fearless.Plumbing;

/// <summary>What all jobs of one run share: the producer, and whether to go on. The one object that a run allocates for itself.</summary>
internal sealed class Operation<TProducer>(TProducer producer, IterationOptions options)
    where TProducer : struct
{
    private readonly IterationOptions _options = options;
    private FailureCollector _failures;

    // Relaxed, all five: counts and flags that publish nothing. Whoever has waited for a piece that saw a flag set sees it set as well.
    private AtomicInt _pieces;
    private AtomicBool _stopped;
    private AtomicBool _canceled;
    private AtomicInt _blockLength = new(1);
    private AtomicInt _leaves;

    public readonly TProducer Producer = producer;

    /// <summary>What is known of slots only while they are folded; null for most producers.</summary>
    public LiveSlots? Slots { get; init; }

    /// <summary>Who wants to know how far the run has come; null for nobody.</summary>
    public ProgressReporter? Progress { get; init; }

    public ref readonly IterationOptions Options => ref _options;

    /// <summary>How many slots a leaf folded at once in the end, the last time that one ended.</summary>
    public int BlockLength
    {
        get => _blockLength.ReadRelaxed();
        set => _blockLength.WriteRelaxed(value);
    }

    /// <summary>Whether someone wants to know how the run was split.</summary>
    public bool IsTraced { get; } = FearlessEventSource.Log.IsEnabled(EventLevel.Verbose, EventKeywords.None);

    /// <summary>Counts a leaf that has ended, if someone wants to know.</summary>
    public void CountLeaf()
    {
        if (IsTraced)
            _leaves.Increment();
    }

    /// <summary>Says how the run was split, after all its jobs have ended.</summary>
    public void Trace(long length)
    {
        if (IsTraced)
            FearlessEventSource.Log.RunEnded(length, _leaves.ReadRelaxed(), BlockLength);
    }

    /// <summary>Whether work that has not begun is to be left undone: after a failure, or once cancellation was asked for.</summary>
    public bool ShouldStop()
    {
        if (_stopped.ReadRelaxed())
            return true;
        if (!_options.CancellationToken.IsCancellationRequested)
            return false;
        _canceled.WriteRelaxed(true);
        _stopped.WriteRelaxed(true);
        return true;
    }

    /// <summary>Whether a failure or a cancellation has already left something undone, so that there is no result to combine.</summary>
    public bool Stopped => _stopped.ReadRelaxed();

    /// <summary>Whether one more piece may be worked on or wait for a worker.</summary>
    public bool MayAddPiece => _options.Degree == 0 || _pieces.ReadRelaxed() < _options.Degree;

    /// <summary>Counts one more piece, unless there are as many as there may be.</summary>
    public bool TryAddPiece()
    {
        int degree = _options.Degree;
        if (degree == 0)
            return true;
        int pieces = _pieces.ReadRelaxed();
        while (pieces < degree)
        {
            int seen = _pieces.CompareExchange(pieces, pieces + 1);
            if (seen == pieces)
                return true;
            pieces = seen;
        }
        return false;
    }

    /// <summary>Counts one piece less.</summary>
    public void RemovePiece()
    {
        if (_options.Degree != 0)
            _pieces.Decrement();
    }

    /// <summary>Keeps a failure and stops the other jobs at their next block.</summary>
    public void Fail(Exception exception)
    {
        _failures.Add(exception);
        _stopped.WriteRelaxed(true);
    }

    /// <summary>Reports how the operation ended, after all its jobs have. A failure wins over a cancellation.</summary>
    public void ThrowIfStopped()
    {
        _failures.ThrowIfAny();
        if (_canceled.ReadRelaxed())
            throw new OperationCanceledException(_options.CancellationToken);
    }
}
