namespace Fearless.Tasks;

/// <summary>What few scopes have, apart, since each loop on a pool has a scope, and is there for one small task most often.</summary>
internal sealed class ScopeParts
{
    /// <summary>The token that cancels the scope, from outside of the loop.</summary>
    public CancellationToken CallerToken { get; init; }

    public CancellationTokenRegistration CallerLink { get; set; }

    public UnobservedFailures? Unobserved { get; set; }

    public ScopeDeadline? Deadline { get; set; }

    /// <summary>Of the scope's own token, once it was asked for.</summary>
    public CancellationTokenSource? Source { get; set; }

    /// <summary>The scope has ended.</summary>
    public void End(EventLoop loop)
    {
        CallerLink.Unregister();
        if (Deadline is not null)
            loop.Timers.Remove(Deadline);
        Source?.Dispose();
    }
}
