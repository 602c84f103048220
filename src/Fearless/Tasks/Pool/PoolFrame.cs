namespace Fearless.Tasks;

/// <summary>A call whose body a loop on a pool runs: it waits for the end of that loop, and ends as it has ended. It is what the loop posts to
/// the caller's at its end.</summary>
internal sealed class PoolFrame<T>(Frame<T> body, WorkerPool pool) : Frame<T>
{
    private Frame<T>? _body = body;
    private PoolLoop? _loop;

    // Whether the body is a call in the caller's loop, since there are no other threads.
    private bool _isCall;

    public override string MethodName => nameof(Future<T>.RunOn);

    // A cancellation passes through it for free.
    protected override bool HasCleanup => false;

    protected override void MoveNext()
    {
        try
        {
            if (_isCall)
                Complete(_body!.GetResult());
            else if (_loop is null)
                Begin(EventLoop.Current!);
            else if (Task.IsCancelRequested && _loop.Root.EndedWithoutResult)
                EndCancelled();
            else
                Complete(_loop.Root.Finish(_body));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        if (HasEnded)
            Abandon();
    }

    protected override void Abandon() => (_body, _loop) = (null, null);

    private void Begin(EventLoop caller)
    {
        _body!.Claim();
        if (!caller.HasThreads)
        {
            _isCall = true;
            _body.BecomeCalledBy(this);
            caller.ContinueWith(_body);
            return;
        }
        // Its end may be posted at once, but is not looked at before this step is over.
        _loop = PoolLoop.Start(pool, caller, _body, this);
        Suspend(_loop);
        if (Task.IsCancelRequested)
            _loop.Cancel();
    }
}
