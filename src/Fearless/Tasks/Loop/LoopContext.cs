using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A loop as ordinary asynchronous code sees it: what was started in it is brought back after each of its awaits.</summary>
internal abstract class LoopContext : SynchronizationContext, ILoopContext
{
    private AtomicInt _operations;

    /// <summary>Whether an <c>async void</c> method that was started here has not ended.</summary>
    public bool HasOperations => _operations.Read() != 0;

    /// <summary>Has <paramref name="work"/> run. Any thread. False when the loop has ended.</summary>
    public abstract bool TryPost(Work work);

    /// <summary>Wakes the loop, to look again at what it waits for. Any thread.</summary>
    public abstract void Wake();

    public sealed override void Post(SendOrPostCallback d, object? state)
    {
        var work = new PostedWork(d, state);
        if (!TryPost(work))
            work.OnLoopEnded();
    }

    public sealed override void Send(SendOrPostCallback d, object? state)
    {
        if (EventLoop.Current == this)
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

    public ILoopStep CreateStep() => new LoopStep(this);

    public sealed override SynchronizationContext CreateCopy() => this;

    public sealed override void OperationStarted() => _operations.Increment();

    public sealed override void OperationCompleted()
    {
        // ORDERING: a full fence before the unpark; the loop looks at the count before it parks.
        if (_operations.Decrement() == 0)
            Wake();
    }
}
