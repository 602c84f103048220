using Fearless.Atomics;
using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>Runs an asynchronous function on one thread of the model: what it awaits of this library goes on on that thread, which sleeps
/// until then.</summary>
/// <remarks>In place of the thread pool, which the checker does not see into. Whoever completes a wait and the code that awaited it run at the
/// same time, on two threads of the model, as with the pool. What is awaited outside of <see cref="Run"/> goes on on the pool.</remarks>
internal sealed class ModelTaskLoop
{
    private static readonly object Key = new();

    private readonly Parker _parker = ThreadParker.Current;
    private AtomicRef<ModelTaskStep> _posted;
    private bool _isRunning;

    /// <summary>That of this thread; null outside of <see cref="Run"/>.</summary>
    public static ModelTaskLoop? Current => ModelThread.Current is { } thread && OfThread(thread) is { _isRunning: true } loop ? loop : null;

    /// <summary>Runs <paramref name="function"/> to its end.</summary>
    public static void Run(Func<Task> function)
    {
        ModelTaskLoop loop = OfThread(ModelThread.Current!);
        loop._isRunning = true;
        Task task = function();
        while (!task.IsCompleted)
        {
            if (loop._posted.Exchange(null) is { } step)
                RunAll(step);
            else
                loop._parker.ParkUninterruptibly();
        }
        loop._isRunning = false;
        task.GetAwaiter().GetResult();
    }

    /// <summary>Lets the thread go on with <paramref name="step"/>. Any thread.</summary>
    public void Post(ModelTaskStep step)
    {
        ModelTaskStep? top;
        do
        {
            top = _posted.ReadRelaxed();
            step.Next = top;
        }
        while (!_posted.CompareAndSet(top, step));
        _parker.Unparker.Unpark();
    }

    private static ModelTaskLoop OfThread(ModelThread thread) => thread.Local(Key, static () => new ModelTaskLoop());

    // The last one that was posted comes first. A function awaits one thing at a time; of several, any order is one that the pool may have.
    private static void RunAll(ModelTaskStep? step)
    {
        while (step is not null)
        {
            ModelTaskStep? next = step.Next;
            step.Run();
            step = next;
        }
    }
}
