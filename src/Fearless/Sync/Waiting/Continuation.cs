using System.Threading.Tasks.Sources;

namespace Fearless.Sync;

/// <summary>The awaiting side of an asynchronous wait, and where its code runs: in the loop of the task that awaits, in a fresh call on the
/// thread pool, or where the awaiter's context says, never on the stack of whoever completes the wait.</summary>
/// <remarks>
/// All that this library knows of continuations is in this file, so that the build for the model checker can put its own in its place. A
/// mutable struct: keep it in a field that is not <c>readonly</c>.
/// </remarks>
internal struct Continuation<TResult>
{
    private static readonly Action<object?> PostStep = static step => ((ILoopStep)step!).Post();

    private ManualResetValueTaskSourceCore<TResult> _core;

    // Written before the continuation can be seen. RACE: whoever completes the wait may still read false; the continuation then takes the way
    // over the pool. INVARIANT: false until then: one left over from the use before would have another's code run where it must not.
    private bool _isBrief;

    // Kept for the next use.
    private ILoopStep? _step;

    /// <summary>Stands for the present use; a value task that is used again after its end has another one and is refused.</summary>
    public readonly short Version => _core.Version;

    /// <summary>Completes the wait. Once for each use; the last thing that the completing thread does with it.</summary>
    public void Complete(TResult result)
    {
        // A continuation of an async method goes to the pool as it is: queueing it allocates nothing.
        _core.RunContinuationsAsynchronously = !_isBrief;
        _core.SetResult(result);
    }

    /// <summary>Completes the wait with a failure, in place of a result. The last use: there is no end of it.</summary>
    public void Fail(Exception failure)
    {
        _core.RunContinuationsAsynchronously = !_isBrief;
        _core.SetException(failure);
    }

    /// <summary>The result, and the end of this use.</summary>
    public TResult End(short version)
    {
        TResult result = _core.GetResult(version);
        _isBrief = false;
        _core.Reset();
        return result;
    }

    public readonly ValueTaskSourceStatus GetStatus(short version) => _core.GetStatus(version);

    public void OnCompleted(Action<object?> continuation, object? state, short version, ValueTaskSourceOnCompletedFlags flags)
    {
        // What the awaiter of a value task hands over is the awaiting method's own continuation as the state.
        _isBrief = state is Action { Target: IBriefTarget };
        if (!_isBrief
            && (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0
            && SynchronizationContext.Current is ILoopContext loop)
        {
            if (_step is null || !_step.IsOf(loop))
                _step = loop.CreateStep();
            _step.Prepare(continuation, state);
            (continuation, state) = (PostStep, _step);
            flags &= ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext;
            _isBrief = true;
        }
        _core.OnCompleted(continuation, state, version, flags);
    }
}
