using System.Runtime.ExceptionServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>A struct job that was moved to the heap so that another worker can execute it; its owner waits for it.</summary>
internal abstract class HeapJob : Job
{
    /// <summary>Set when the job was executed.</summary>
    public Completion Done;

    // Written before Done is set, read after.
    private ExceptionDispatchInfo? _failure;

    private Checked<long> _firstPart;
    private AtomicRef<Worker> _executor;

    /// <summary>Rethrows what the job threw, as it was. Only after <see cref="Done"/>.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>The worker that executes the job, if one does, and the place in its deque from which on there are only parts of this
    /// job.</summary>
    public Worker? Executor(out long firstPart)
    {
        // ORDERING: acquire, pairs with the release in Execute: whoever sees the executor sees the place.
        Worker? executor = _executor.Read();
        firstPart = executor is null ? 0 : _firstPart.Read();
        return executor;
    }

    public sealed override void Execute(Worker worker, bool migrated)
    {
        _firstPart.Write(worker.Mark());
        _executor.Write(worker);
        try
        {
            Invoke(new ForkContext(worker, migrated));
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        Done.Set();
    }

    protected abstract void Invoke(ForkContext context);
}
