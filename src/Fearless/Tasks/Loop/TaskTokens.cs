namespace Fearless.Tasks;

/// <summary>The cancellation tokens of tasks that asked for one: few do, so they are kept apart. One thread's.</summary>
internal sealed class TaskTokens
{
    private readonly Dictionary<Frame, CancellationTokenSource> _sources = [];

    /// <summary>The token of <paramref name="task"/>, made when it is first asked for.</summary>
    public CancellationToken Of(Frame task)
    {
        if (_sources.TryGetValue(task, out CancellationTokenSource? source))
            return source.Token;
        source = new CancellationTokenSource();
        if (task.IsCancelRequested)
            source.Cancel();
        _sources.Add(task, source);
        task.MarkHasToken();
        return source.Token;
    }

    /// <summary>Cancels the token of <paramref name="task"/>. What its callbacks throw is a failure of the scope.</summary>
    public void Cancel(Frame task)
    {
        try
        {
            _sources[task].Cancel();
        }
        catch (Exception exception)
        {
            task.Scope.FailTask(exception);
        }
    }

    /// <summary>The task has ended.</summary>
    public void Forget(Frame task)
    {
        if (_sources.Remove(task, out CancellationTokenSource? source))
            source.Dispose();
    }
}
