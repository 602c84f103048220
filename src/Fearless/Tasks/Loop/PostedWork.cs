namespace Fearless.Tasks;

/// <summary>A call that ordinary asynchronous code wants to be made on a loop's thread.</summary>
internal sealed class PostedWork(SendOrPostCallback callback, object? state) : Work, IThreadPoolWorkItem
{
    /// <summary>A call of <paramref name="continuation"/>.</summary>
    public PostedWork(Action continuation)
        : this(static continuation => ((Action)continuation!)(), continuation)
    {
    }

    public override void Run(EventLoop loop)
    {
        try
        {
            callback(state);
        }
        catch (Exception exception)
        {
            // Of an async void method, for example: there is nobody else to tell.
            loop.Root.Fail(exception);
        }
    }

    // Whoever outlives the loop goes on where all other code does.
    public override void OnLoopEnded() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Makes the call where there is no loop any more.</summary>
    public void Execute() => callback(state);
}
