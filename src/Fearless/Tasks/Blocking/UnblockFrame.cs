namespace Fearless.Tasks;

/// <summary>The wait for a call that a thread of a pool makes.</summary>
internal sealed class UnblockFrame<T>(BlockingPool pool, Func<CancellationToken, T> function, bool takesToken) : Frame<T>
{
    private Func<CancellationToken, T>? _function = function;
    private BlockingCall<T>? _call;

    // A cancellation passes through it for free.
    protected override bool HasCleanup => false;

    protected override void MoveNext()
    {
        try
        {
            if (_call is null)
                Begin(EventLoop.Current!);
            else
                Complete(_call.Result);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        if (HasEnded)
            Abandon();
    }

    protected override void Abandon() => (_function, _call) = (null, null);

    private void Begin(EventLoop loop)
    {
        CancellationToken cancellationToken = takesToken ? loop.Tokens.Of(Task) : CancellationToken.None;
        if (!loop.HasThreads)
        {
            if (Task.IsCancelRequested)
                EndCancelled();
            else
                Complete(_function!(cancellationToken));
            return;
        }
        _call = new BlockingCall<T>(pool, _function!, loop, this, cancellationToken);
        // Its end may be posted at once, but is not looked at before this step is over.
        if (TrySuspend(loop, _call))
            pool.Add(_call);
    }
}
