using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Brings the continuations of one wait home to a loop, one at a time: it is used again, where posting each to the context would allocate.
/// </summary>
internal sealed class LoopStep(LoopContext loop) : Work, ILoopStep, IThreadPoolWorkItem
{
    private Action<object?>? _continuation;
    private object? _state;

    public bool IsOf(ILoopContext other) => other == loop;

    public void Prepare(Action<object?> continuation, object? state) => (_continuation, _state) = (continuation, state);

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
        Action<object?> continuation = _continuation!;
        object? state = _state;
        // The continuation ends the wait, whose next use may prepare this again.
        (_continuation, _state) = (null, null);
        continuation(state);
    }
}
