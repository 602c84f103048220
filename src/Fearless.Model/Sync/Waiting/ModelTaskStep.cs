namespace Fearless.Sync;

/// <summary>What goes on when a wait is completed.</summary>
/// <param name="loop">Where; null for the thread pool.</param>
/// <param name="continuation">The code.</param>
/// <param name="state">Its argument.</param>
internal sealed class ModelTaskStep(ModelTaskLoop? loop, Action<object?> continuation, object? state)
{
    /// <summary>The step that was posted before.</summary>
    public ModelTaskStep? Next { get; set; }

    public void Post()
    {
        if (loop is not null)
            loop.Post(this);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static step => step.Run(), this, preferLocal: false);
    }

    public void Run() => continuation(state);
}
