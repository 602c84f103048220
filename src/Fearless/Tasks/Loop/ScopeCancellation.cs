namespace Fearless.Tasks;

/// <summary>The cancellation of a scope by a token that another thread may have cancelled.</summary>
internal sealed class ScopeCancellation(TaskScope scope) : Work
{
    /// <summary>Has the scope cancelled. Any thread, once.</summary>
    // RACE: the loop may have ended, and the scope with it.
    public void Post() => scope.Loop.TryPost(this);

    public override void Run(EventLoop loop) => scope.CancelAll();
}
