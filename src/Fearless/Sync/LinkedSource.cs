namespace Fearless;

/// <summary>The source of a scope's token, which the caller's token cancels too.</summary>
/// <remarks>Unlike .NET's own linked source it can be let go of while the caller's token is being cancelled: disposing that one waits for the
/// callbacks, which may need a lock that the waiting thread holds.</remarks>
internal sealed class LinkedSource : CancellationTokenSource
{
    private readonly bool _isLinked;
    private readonly CancellationTokenRegistration _link;

    /// <summary>Creates a source that <paramref name="caller"/> cancels.</summary>
    public LinkedSource(CancellationToken caller)
    {
        _isLinked = caller.CanBeCanceled;
        _link = caller.UnsafeRegister(static source => ((LinkedSource)source!).Cancel(), this);
    }

    /// <summary>Takes the link off, and waits for nothing.</summary>
    public void LetGo()
    {
        // RACE: the link may just be used, or was. It then still needs the source, which holds nothing that its finaliser does not free.
        if (!_isLinked || _link.Unregister())
            Dispose();
    }
}
