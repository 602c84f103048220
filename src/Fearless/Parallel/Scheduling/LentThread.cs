using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>Where there is one thread: a pool's worker, which has none of its own, executes jobs on it while whoever queued them, or waits for them, lends
/// it.</summary>
/// <remarks>
/// <para>A job from outside of the pool is executed before the call that queues it returns, and so is all that it has spawned by then, unless the thread is
/// lent to that worker already: then what the worker has queued is left for later, because what is below on the stack may hold a lock that it needs.</para>
/// <para>Nothing is left behind: the first to lend the thread to a worker takes it back when there is nothing queued any more.</para>
/// <para>INVARIANT: a worker has one thread at a time. Where the switch says that there is one thread and it is not so, others wait for their turn.</para>
/// </remarks>
internal static class LentThread
{
    // Those that the current thread is lent to, the innermost last. A worker may be there twice.
    [ThreadStatic]
    private static List<Worker>? t_borrowers;

    /// <summary>Executes <paramref name="job"/>, which is from outside of the pool.</summary>
    public static void Execute(Scheduler scheduler, Job job)
    {
        using var loan = new Loan(scheduler);
        loan.Worker.ExecuteForeign(job, migrated: false);
    }

    /// <summary>Executes what is queued until <paramref name="completion"/> is set, or nothing is left.</summary>
    public static void ExecuteUntil(Scheduler scheduler, ref Completion completion)
    {
        if (completion.IsSet)
            return;
        using var loan = new Loan(scheduler);
        while (!completion.IsSet && TryExecuteNext(loan.Worker))
        {
        }
    }

    /// <summary>Executes a job that a worker which has this thread has queued. False when there is none.</summary>
    public static bool TryExecuteQueued()
    {
        // Each job that is executed while another waits is on top of that one.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        if (Worker.Current is { } current && TryExecuteNext(current))
            return true;
        for (int index = (t_borrowers?.Count ?? 0) - 1; index >= 0; index--)
        {
            Worker borrower = t_borrowers![index];
            if (borrower.Jobs.TakeAny() is not { } job)
                continue;
            Execute(borrower.Scheduler, job);
            return true;
        }
        return false;
    }

    private static bool TryExecuteNext(Worker worker)
    {
        if (worker.Jobs.TakeAny() is not { } job)
            return false;
        worker.ExecuteForeign(job, worker.Jobs.Migrated);
        return true;
    }

    /// <summary>The time for which the thread is lent to the worker of a pool.</summary>
    private readonly ref struct Loan : IDisposable
    {
        private readonly Worker? _lender;
        private readonly ISurroundings? _surroundings;
        private readonly bool _isFirst;

        public Loan(Scheduler scheduler)
        {
            Worker = scheduler.Workers[0];
            Monitor.Enter(Worker);
            _lender = Worker.Current;
            _surroundings = Worker.Surroundings;
            List<Worker> borrowers = t_borrowers ??= [];
            _isFirst = !borrowers.Contains(Worker);
            borrowers.Add(Worker);
            Worker.Attach();
            // A job is inside of nothing, as it would be on another thread.
            Worker.Surroundings = _lender is null ? SynchronizationContext.Current as ISurroundings : _lender.Surroundings;
        }

        public Worker Worker { get; }

        public void Dispose()
        {
            while (_isFirst && TryExecuteNext(Worker))
            {
            }
            Worker.Surroundings = _surroundings;
            t_borrowers!.RemoveAt(t_borrowers.Count - 1);
            if (_lender is null)
                Worker.Detach();
            else
                _lender.Attach();
            Monitor.Exit(Worker);
        }
    }
}
