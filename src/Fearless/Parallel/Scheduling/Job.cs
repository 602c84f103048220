namespace Fearless.Scheduling;

/// <summary>Work that waits in a deque, or in the injector, until a worker executes it. Each job is handed out once.</summary>
internal abstract class Job
{
    /// <summary>Whether nobody further down on the stack of the worker that queued it waits for it: such a job is never run on top of a
    /// waiting frame.</summary>
    public virtual bool IsDetached => false;

    /// <summary>Does the work on <paramref name="worker"/>'s thread. Never throws: what user code throws is kept and surfaces where the job
    /// is waited for.</summary>
    /// <param name="worker">The worker that took the job.</param>
    /// <param name="migrated">Whether that worker is another one than the worker that made the job.</param>
    public abstract void Execute(Worker worker, bool migrated);
}
