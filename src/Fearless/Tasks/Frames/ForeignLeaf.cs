using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>The wait of a frame for an awaitable that is not this library's, such as a <see cref="Task"/>.</summary>
/// <remarks>It is never cut short: an operation that was begun may have a result that must not be lost. Operations that take the task's token
/// end by that.</remarks>
internal sealed class ForeignLeaf : ILeaf, IBriefTarget
{
    private readonly EventLoop _loop;
    private readonly Frame _frame;

    public ForeignLeaf(EventLoop loop, Frame frame)
    {
        _loop = loop;
        _frame = frame;
        Continuation = Wake;
    }

    /// <summary>Resumes the frame, on its loop's thread. For the awaitable to call, from any thread, once for each wait.</summary>
    public Action Continuation { get; }

    bool ILeaf.TryRelease(Frame waiter) => false;

    private void Wake()
    {
        // The loop cannot have ended: it waits for the task.
        if (EventLoop.Current == _loop)
            _loop.Push(_frame);
        else
            _loop.TryPost(_frame);
    }
}
