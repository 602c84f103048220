using System.Runtime.ExceptionServices;

namespace Fearless.Tasks;

/// <summary>A call for whose end a frame waits.</summary>
internal sealed class BlockingCall<T>(
    BlockingPool pool, Func<CancellationToken, T> function, EventLoop loop, Frame waiter, CancellationToken cancellationToken)
    : BlockingCall, ILeaf
{
    // What the caller has in its async locals, as for every other way to start something.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    private T _result = default!;
    private ExceptionDispatchInfo? _failure;

    /// <summary>What the function returned or threw. After the waiter was resumed.</summary>
    public T Result
    {
        get
        {
            _failure?.Throw();
            return _result;
        }
    }

    /// <summary>The waiter's task was cancelled: a call that has not begun is not made. One that has is waited for.</summary>
    bool ILeaf.TryRelease(Frame waiter) => pool.TryRemove(this);

    public override void Execute()
    {
        if (_context is null)
            Call();
        else
            ExecutionContext.Run(_context, static call => ((BlockingCall<T>)call!).Call(), this);
        // ORDERING: what was written above happens before the run of what is posted. The loop cannot have ended: it waits for the frame.
        loop.TryPost(waiter);
    }

    private void Call()
    {
        try
        {
            _result = function(cancellationToken);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
