namespace Fearless.Tasks;

/// <summary>Cancels a scope at a time.</summary>
internal sealed class ScopeDeadline(TaskScope scope) : Timed
{
    public override void OnTime(EventLoop loop) => scope.CancelForLateness();

    public override void Run(EventLoop loop) => throw new InvalidOperationException("A deadline is told of its time and never queued.");
}
