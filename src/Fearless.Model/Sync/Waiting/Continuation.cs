using System.Threading.Tasks.Sources;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The product's <c>Continuation&lt;TResult&gt;</c>, over the checker's memory: its users are seen when they are at it together, complete it
/// twice, or come with the number of another use.</summary>
internal struct Continuation<TResult>
{
    private static readonly object Completed = new();

    // Null, what goes on when it is completed (a ModelTaskStep), or Completed.
    private AtomicRef<object> _state;
    private Checked<TResult> _result;
    private Checked<Exception?> _failure;
    private Checked<short> _version;

    public readonly short Version => _version.Read();

    public void Complete(TResult result)
    {
        _result.Write(result);
        Complete();
    }

    public void Fail(Exception failure)
    {
        _failure.Write(failure);
        Complete();
    }

    public TResult End(short version)
    {
        ThrowIfOther(version);
        if (_state.Read() != Completed)
            throw new InvalidOperationException("This wait is not completed.");
        if (_failure.Read() is { } failure)
            throw failure;
        TResult result = _result.Take();
        _version.Write((short)(version + 1));
        _state.Write(null);
        return result;
    }

    public readonly ValueTaskSourceStatus GetStatus(short version)
    {
        ThrowIfOther(version);
        return _state.Read() != Completed ? ValueTaskSourceStatus.Pending
            : _failure.Read() is null ? ValueTaskSourceStatus.Succeeded
            : ValueTaskSourceStatus.Faulted;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short version, ValueTaskSourceOnCompletedFlags flags)
    {
        ThrowIfOther(version);
        var step = new ModelTaskStep(ModelTaskLoop.Current, continuation, state);
        object? before = _state.CompareExchange(null, step);
        if (before == Completed)
            step.Post();
        else if (before is not null)
            throw new InvalidOperationException("This wait is awaited twice.");
    }

    private void Complete()
    {
        object? before = _state.Exchange(Completed);
        if (before == Completed)
            throw new InvalidOperationException("This wait was completed twice.");
        ((ModelTaskStep?)before)?.Post();
    }

    private readonly void ThrowIfOther(short version)
    {
        if (version != _version.Read())
            throw new InvalidOperationException("This wait serves another use by now.");
    }
}
