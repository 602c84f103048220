namespace Fearless.Tasks;

/// <summary>Tells of the end of a task that was detached, unless it was a success.</summary>
internal sealed class DetachedEnd(Frame task, string name, Action<string, Exception> onError) : Work
{
    public override void Run(EventLoop loop)
    {
        if (task.HasCompleted)
            return;
        task.Scope.OnObserved(task);
        try
        {
            onError(name, task.Failure ?? new OperationCanceledException("The task was cancelled, because its executor ends."));
        }
        catch (Exception exception)
        {
            // There is nobody else to tell.
            loop.Root.Fail(exception);
        }
    }
}
