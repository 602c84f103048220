using System.Runtime.ExceptionServices;
using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>A struct job that was moved to the heap so that another worker can execute it; its owner waits for it.</summary>
internal abstract class HeapJob : Job
{
    /// <summary>Set when the job was executed.</summary>
    public Completion Done;

    // Written before Done is set, read after.
    private protected ExceptionDispatchInfo? Failure;

    // RACE: a hint for the one who waits; it may read null, or see the executor a moment late.
    private protected AtomicRef<Worker> ExecutingWorker;

    /// <summary>The worker that executes the job, once one does: the first place to look for parts of the job that are still to be done.</summary>
    public Worker? Executor => ExecutingWorker.ReadRelaxed();

    /// <summary>Rethrows what the job threw, as it was. Only after <see cref="Done"/>.</summary>
    public void ThrowIfFailed() => Failure?.Throw();

    /// <summary>What the job threw, if it did. Only after <see cref="Done"/>.</summary>
    public Exception? Exception => Failure?.SourceException;
}
