using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>Brings ordinary asynchronous code that was started on a loop's thread back to it after each of its awaits.</summary>
internal sealed class LoopContext(EventLoop loop) : SynchronizationContext
{
    private AtomicInt _operations;

    /// <summary>Whether an <c>async void</c> method that was started here has not ended.</summary>
    public bool HasOperations => _operations.Read() != 0;

    public override void Post(SendOrPostCallback d, object? state)
    {
        var work = new PostedWork(d, state);
        // Whoever outlives the loop goes on where all other code does.
        if (!loop.TryPost(work))
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (EventLoop.Current == loop)
        {
            d(state);
            return;
        }
        using var done = new ManualResetEventSlim();
        var failures = new FailureCollector();
        Post(
            _ =>
            {
                try
                {
                    d(state);
                }
                catch (Exception exception)
                {
                    failures.Add(exception);
                }
                done.Set();
            },
            null);
        done.Wait();
        failures.ThrowIfAny();
    }

    public override SynchronizationContext CreateCopy() => this;

    public override void OperationStarted() => _operations.Increment();

    public override void OperationCompleted()
    {
        // ORDERING: a full fence before the unpark; the loop looks at the count before it parks.
        if (_operations.Decrement() == 0)
            loop.Wake();
    }
}
