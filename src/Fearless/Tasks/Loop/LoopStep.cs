using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Brings the continuations of one wait home to a loop, one at a time: it is used again, where posting each to the context would allocate.
/// </summary>
internal sealed class LoopStep(LoopContext loop) : Work, ILoopStep, IThreadPoolWorkItem
{
    private Checked<Action<object?>?> _continuation;
    private Checked<object?> _state;

    public bool IsOf(ILoopContext other) => other == loop;

    public void Prepare(Action<object?> continuation, object? state)
    {
        _continuation.Write(continuation);
        _state.Write(state);
    }

    public void Post()
    {
        if (!loop.TryPost(this))
            OnLoopEnded();
    }

    public override void Run(EventLoop inLoop)
    {
        try
        {
            Execute();
        }
        catch (Exception exception)
        {
            inLoop.Root.Fail(exception);
        }
    }

    // Whoever outlives the loop goes on where all other code does.
    public override void OnLoopEnded() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        // The continuation ends the wait, whose next use may prepare this again: what it was is taken out first.
        Action<object?> continuation = _continuation.Take()!;
        continuation(_state.Take());
    }
}
