using System.Collections.Concurrent;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>Starts the threads of a pool's workers, calls the user's handlers on them, and ends them.</summary>
internal sealed class WorkerThreads(WorkerPoolOptions options)
{
    private readonly ConcurrentQueue<PoolThread> _threads = new();

    /// <summary>Starts a thread for each worker, except for worker 0 if that is the current thread; and none where there is no other: then the worker
    /// is lent it (<see cref="LentThread"/>).</summary>
    public void Start(Scheduler scheduler)
    {
        try
        {
            foreach (Worker worker in scheduler.Workers)
            {
                if (worker.Index == 0 && options.UseCurrentThread)
                    worker.Attach();
                else if (!SingleThread.IsOn)
                    Start(worker, options.ThreadName?.Invoke(worker.Index) ?? $"Fearless worker {worker.Index}");
            }
        }
        catch
        {
            // What came first wins, whatever is thrown while the others are ended; an interrupt comes up at the next wait.
            End(scheduler).RestoreInterrupt();
            throw;
        }
    }

    /// <summary>Starts a thread for a spare. Called by one thread at a time.</summary>
    public void StartSpare(Worker spare) => StartOwn(spare, $"Fearless spare worker {spare.Index - spare.Scheduler.Size}");

    /// <summary>Tells every worker to end and waits until all have.</summary>
    /// <returns>What was thrown meanwhile: to be raised when everything else is done, too.</returns>
    public DeferredFailure End(Scheduler scheduler)
    {
        var deferred = new DeferredFailure();
        scheduler.End();
        foreach (Worker worker in scheduler.Workers)
            AwaitEnd(worker);
        foreach (PoolThread thread in _threads)
            thread.Join(ref deferred);
        if (options.UseCurrentThread)
            Worker.Detach();
        return deferred;
    }

    private void AwaitEnd(Worker worker)
    {
        if (worker.Index != 0 || !options.UseCurrentThread)
            ThreadWaiter.WaitFor(ref worker.Exited);
    }

    private void Start(Worker worker, string name)
    {
        if (options.StartThread is not { } start)
        {
            StartOwn(worker, name);
            return;
        }

        // The thread that StartThread is called on, until it returns.
        var starter = new AtomicRef<Thread>(Thread.CurrentThread);
        start(new WorkerThread(worker.Index, name, options.StackSize, options.Priority, () =>
        {
            if (Worker.Current is not null || starter.Read() == Thread.CurrentThread)
            {
                throw new InvalidOperationException(
                    "WorkerThread.Run was called on a worker, or inside StartThread itself, and would hold that thread. Call it on a thread of the worker's own.");
            }
            Run(worker);
        }));
        starter.Write(null);
    }

    private void StartOwn(Worker worker, string name) =>
        _threads.Enqueue(PoolThread.Start(() => Run(worker), name, options.StackSize, options.Priority));

    private void Run(Worker worker)
    {
        // The pool may have ended, or its constructor failed, before this thread came so far.
        if (worker.Claimed.Exchange(true))
            return;
        worker.Attach();
        try
        {
            WorkerStacks.Add(worker);
            FearlessEventSource.Log.WorkerStarted(worker.Index);
            Call(options.OnWorkerStart, worker);
            if (worker.IsSpare)
                worker.RunAsSpare();
            else
                worker.Run(ref worker.Ended);
            Call(options.OnWorkerExit, worker);
            FearlessEventSource.Log.WorkerEnded(worker.Index);
        }
        finally
        {
            // Whatever escapes, to a thread that is not ours: nobody else may be taken for this worker.
            WorkerStacks.Remove(worker);
            Worker.Detach();
        }
        worker.Exited.Set();
    }

    private static void Call(Action<int>? handler, Worker worker)
    {
        try
        {
            handler?.Invoke(worker.Index);
        }
        catch (Exception failure)
        {
            worker.Pool.ReportFailure(failure);
        }
    }
}
