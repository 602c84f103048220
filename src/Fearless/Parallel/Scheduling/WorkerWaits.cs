using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>How one worker waits for what others do, and what it executes meanwhile: parts of that, and hardly anything else. Worker's
/// thread only.</summary>
/// <remarks>The README of this folder says why, section 2.</remarks>
internal sealed class WorkerWaits(Worker worker)
{
    /// <summary>How deep jobs that join each other may nest on one stack.</summary>
    private const int MaxForeignDepth = 256;

    /// <summary>Rounds of a wait in which no part of the job is asked for, a microsecond or so: what is all but done is better waited for than
    /// split.</summary>
    private const int PatientRounds = ModelBuild.IsActive ? 0 : 10;

    // How often the thread is inside of something that blocks.
    private int _blockingDepth;

    /// <summary>Whether the thread is inside of something that blocks.</summary>
    public bool IsBlocking => _blockingDepth > 0;

    /// <summary>Takes <paramref name="job"/> back out of the deque, and passes on what was pushed after it. False when a thief has it, or
    /// it is done.</summary>
    public bool TryReclaim(HeapJob job)
    {
        // Everything under the job is older, and thieves take the oldest first: once the job is gone so is everything under it.
        while (!job.Done.IsSet && worker.Jobs.TryPop() is { } popped)
        {
            if (ReferenceEquals(popped, job))
            {
                worker.TookBack();
                return true;
            }
            PassOn(popped);
        }
        return false;
    }

    /// <summary>Executes <paramref name="job"/>, unless someone has begun to, for a caller that waits for it; it may still be
    /// queued.</summary>
    public void Join(SpawnedJob job)
    {
        // Chains of jobs that join each other nest; a long one goes on with a spare, which has a stack of its own.
        if (worker.ForeignDepth >= MaxForeignDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        worker.ExecuteForeign(job, migrated: false);
        // Most often it was queued here and last, and need not lie about.
        worker.Jobs.DropIfNewest(job);
    }

    /// <summary>Executes <paramref name="job"/> on top of a frame that waits for what it is a part of. A detached job is no part of
    /// anything and goes to others.</summary>
    private void ExecutePart(Job job, bool migrated)
    {
        if (job.IsDetached)
            PassOn(job);
        else
            worker.Execute(job, migrated);
    }

    /// <summary>Gives others a job that this worker must not execute on top of what waits here.</summary>
    private void PassOn(Job job)
    {
        if (job is not SpawnedJob { IsBegun: true })
            worker.Scheduler.Inject(job);
    }

    /// <summary>Waits for <paramref name="job"/>, which another worker took, and executes parts of it meanwhile: jobs that it forked or
    /// spawned, and no others.</summary>
    /// <remarks>
    /// Nothing unrelated ever runs on top of a waiting frame: a lock that the frame holds is not entered again, nothing below can be waited
    /// for by what runs above, and the stack grows no deeper than it would sequentially. SOURCE: Wagner and Calder, "Leapfrogging: a
    /// portable technique for implementing efficient futures", PPoPP 1993.
    /// </remarks>
    public void For(HeapJob job)
    {
        for (int round = 0; round < WorkerSearch.Rounds; round++)
        {
            if (job.Done.IsSet)
                return;
            if ((worker.Jobs.TakeAddressed() ?? worker.Jobs.StealPart(job, mayAsk: round >= PatientRounds)) is { } part)
            {
                ExecutePart(part, worker.Jobs.Migrated);
                round = 0;
            }
            else
            {
                WorkerSearch.Pause(round);
            }
        }
        WaitBlocking(ref job.Done, Deadline.Never, CancellationToken.None);
    }

    /// <summary>Waits until <paramref name="completion"/> is set, and executes meanwhile what this worker itself queued from
    /// <paramref name="notBefore"/> on.</summary>
    public void For(ref Completion completion, long notBefore)
    {
        for (int round = 0; round < WorkerSearch.Rounds; round++)
        {
            if (completion.IsSet)
                return;
            if (worker.Jobs.TakeOwn(notBefore) is { } job)
            {
                ExecutePart(job, worker.Jobs.Migrated);
                round = 0;
            }
            else
            {
                WorkerSearch.Pause(round);
            }
        }
        WaitBlocking(ref completion, Deadline.Never, CancellationToken.None);
    }

    /// <summary>Waits until <paramref name="completion"/> is set, <paramref name="deadline"/> has passed, or
    /// <paramref name="cancellationToken"/> is cancelled.</summary>
    public void For(ref Completion completion, Deadline deadline, CancellationToken cancellationToken)
    {
        // Wakes the worker, which then looks at the token itself.
        CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static sleeper => ((Sleeper)sleeper!).Wake(), worker.Sleeper);
        WaitBlocking(ref completion, deadline, cancellationToken);
        registration.Unregister();
    }

    /// <summary>Sleeps until <paramref name="completion"/> is set, <paramref name="deadline"/> has passed, or
    /// <paramref name="cancellationToken"/> is cancelled, while a spare may stand in; only jobs addressed to this worker are executed
    /// meanwhile.</summary>
    private void WaitBlocking(ref Completion completion, Deadline deadline, CancellationToken cancellationToken)
    {
        if (SingleThread.IsOn)
        {
            WaitAlone(ref completion, deadline, cancellationToken);
            return;
        }
        if (TryRegister(ref completion) is not { } waiter)
            return;
        EnterBlocking();
        while (!completion.IsSet && !cancellationToken.IsCancellationRequested && !deadline.HasPassed)
        {
            // Without a spare nobody else might do it: then anything goes that the stack has room for.
            bool mustHelpOut = worker.Scheduler.MustHelpOut;
            bool mayHelpOut = mustHelpOut && RuntimeHelpers.TryEnsureSufficientExecutionStack();
            if (mayHelpOut && worker.Jobs.TakeAny() is { } any)
            {
                if (worker.Scheduler.HasVisibleWork)
                    worker.Scheduler.WorkArrived();
                worker.ExecuteForeign(any, worker.Jobs.Migrated);
                continue;
            }

            worker.Jobs.TrimWhenEmpty();
            worker.Sleeper.Fall(WorkerState.Blocked);
            // ORDERING: Fall is a full fence before these looks; pairs with the exchange in Completion.Set, the fence in
            // PushAddressed, the exchange in Scheduler.WakeSpare, and the token's own state, which is set before its callbacks wake this worker.
            bool wouldHelpOut = mayHelpOut || (!mustHelpOut && worker.Scheduler.MustHelpOut);
            if (completion.IsSet || cancellationToken.IsCancellationRequested || worker.Jobs.AnyAddressed
                || (wouldHelpOut && worker.Scheduler.HasVisibleWork))
                worker.Sleeper.Wake();
            worker.Sleeper.Sleep(deadline);
            if (worker.Jobs.TakeAddressed() is { } addressed)
                worker.Execute(addressed, migrated: false);
        }
        ExitBlocking();
        if (!completion.IsSet && waiter.TryAbandon())
            completion.Sweep();
    }

    /// <summary>As <see cref="WaitBlocking"/> where there is one thread, on which whatever is queued is executed meanwhile.</summary>
    /// <exception cref="PlatformNotSupportedException">Nothing is, and there is no limit.</exception>
    private static void WaitAlone(ref Completion completion, Deadline deadline, CancellationToken cancellationToken)
    {
        while (!completion.IsSet && !cancellationToken.IsCancellationRequested && !deadline.HasPassed)
        {
            if (!LentThread.TryExecuteQueued())
                ThreadParker.Current.ParkUninterruptibly(deadline);
        }
    }

    /// <summary>Has <paramref name="completion"/> wake this worker. Null when it is set.</summary>
    private WorkerWaiter? TryRegister(ref Completion completion)
    {
        try
        {
            var waiter = new WorkerWaiter(worker);
            return completion.TryRegister(waiter) ? waiter : null;
        }
        catch (OutOfMemoryException)
        {
            // A wait must not end early, whatever happens: others still work for it.
            while (!completion.IsSet)
                Spin.Yield();
            return null;
        }
    }

    /// <summary>Says that this worker is about to block: its forks become visible to others, and a spare may stand in for it.
    /// Nests.</summary>
    public void EnterBlocking()
    {
        if (_blockingDepth++ == 0)
            worker.Scheduler.EnterBlocking();
        worker.PublishNext();
        worker.PublishAll();
    }

    /// <summary>Ends what <see cref="EnterBlocking"/> began.</summary>
    public void ExitBlocking()
    {
        if (--_blockingDepth == 0)
            worker.Scheduler.ExitBlocking();
    }
}
