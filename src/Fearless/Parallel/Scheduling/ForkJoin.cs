using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>The fork and the join themselves: see the README of this folder for the protocol.</summary>
[SkipLocalsInit] // Else jobs that are inlined here would have their locals cleared whatever their own methods say.
internal static unsafe class ForkJoin
{
    /// <summary>Forks <paramref name="right"/> at <paramref name="fork"/>, runs <paramref name="left"/>, then runs <paramref name="right"/> or
    /// waits for the worker that took it.</summary>
    public static void Join<TLeft, TRight>(Worker worker, Fork* fork, ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        // SAFETY: the job is pinned until this method is left, on every path, and its entry is dead by then. Only this thread reads the
        // entry. On a stack, where jobs nearly always are, pinning is free.
#pragma warning disable CS8500
        fixed (TRight* job = &right)
#pragma warning restore CS8500
        {
            worker.OpenFork(fork, job, &HeapJob<TRight>.Copy);
            try
            {
                Fork* next = worker.NeedsAttention(fork) ? worker.Attend() : fork + 1;
                left.Execute(new ForkContext(worker, next));
            }
            catch (Exception failure)
            {
                // Neither the worker nor the reference: what a handler names is kept in the frame, not in a register, all the way.
                FinishAfterFailure(fork, ref *job, failure);
                throw;
            }

            if (worker.TryEndPrivateFork(fork))
                right.Execute(new ForkContext(worker, fork));
            else
                FinishPublished(worker, fork, ref right);
            return; // From here, so that the compiler need not end the pinning first.
        }
    }

    /// <summary>Forks and joins two calls, which come and go in registers.</summary>
    // Not inlined: what keeps the code of the calls from being unloaded lives in the caller's frame, and an inlined handler would not know.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (TLeft Left, TRight Right) Join<TLeftCall, TRightCall, TLeft, TRight>(TLeftCall left, TRightCall right)
        where TLeftCall : struct, ICall<TLeft>
        where TRightCall : struct, ICall<TRight>
    {
        // SAFETY: the call is a parameter by value, so it lies in this frame or in the caller's, which stay where they are, and its entry is
        // dead when this one is left, on every path. Only this thread reads the entry. The fork is of the call alone: a job with room for
        // the result would have to be cleared first.
        void* call = Unsafe.AsPointer(ref right);
        if (Worker.CurrentFrom(call) is not { } worker)
            return JoinFromOutside<TLeftCall, TRightCall, TLeft, TRight>(left, right);

        Fork* fork = worker.Forks.Top;
        worker.OpenFork(fork, call, &CallJob<TRightCall, TRight>.Copy);
        TLeft leftResult;
        try
        {
            Fork* next = worker.NeedsAttention(fork) ? worker.Attend() : fork + 1;
            leftResult = left.Invoke(new ForkContext(worker, next));
        }
        catch (Exception failure)
        {
            var job = new CallJob<TRightCall, TRight>(right);
            FinishAfterFailure(fork, ref job, failure);
            throw;
        }

        return (leftResult, worker.TryEndPrivateFork(fork)
            ? right.Invoke(new ForkContext(worker, fork))
            : FinishPublished<TRightCall, TRight>(worker, fork, right));
    }

    /// <summary>Runs both jobs in the default pool, for a thread that is no worker.</summary>
    // Not inlined: its copies of the jobs would be cleared with each join that needs none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void JoinFromOutside<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        var pair = new JoinJob<TLeft, TRight> { Left = left, Right = right };
        WorkerPool.Default.Install(ref pair);
        left = pair.Left;
        right = pair.Right;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) JoinFromOutside<TLeftCall, TRightCall, TLeft, TRight>(TLeftCall left, TRightCall right)
        where TLeftCall : struct, ICall<TLeft>
        where TRightCall : struct, ICall<TRight>
    {
        var leftJob = new CallJob<TLeftCall, TLeft>(left);
        var rightJob = new CallJob<TRightCall, TRight>(right);
        JoinFromOutside(ref leftJob, ref rightJob);
        return (leftJob.Result, rightJob.Result);
    }

    /// <summary>Takes the published fork back and runs it, or helps the worker that took it until it is done.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishPublished<TJob>(Worker worker, Fork* fork, ref TJob job)
        where TJob : struct, IForkJob
    {
        var published = (HeapJob<TJob>)worker.Forks.EndPublished(fork);
        if (worker.Waits.TryReclaim(published))
        {
            published.Clear();
            worker.Forks.KeepSpare(published);
            job.Execute(new ForkContext(worker, migrated: false));
            return;
        }
        worker.Waits.For(published);
        published.ThrowIfFailed();
        job = published.Job;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult FinishPublished<TCall, TResult>(Worker worker, Fork* fork, TCall call)
        where TCall : struct, ICall<TResult>
    {
        var job = new CallJob<TCall, TResult>(call);
        FinishPublished(worker, fork, ref job);
        return job.Result;
    }

    /// <summary>The left job failed: the right one runs all the same, and its failure, if any, hangs on the left one's. Called by the
    /// worker that the fork was opened on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishAfterFailure<TJob>(Fork* fork, ref TJob job, Exception leftFailure)
        where TJob : struct, IForkJob
    {
        Worker worker = Worker.Current!;
        try
        {
            if (worker.TryEndPrivateFork(fork))
                job.Execute(new ForkContext(worker, migrated: false));
            else
                FinishPublished(worker, fork, ref job);
        }
        catch (Exception rightFailure)
        {
            leftFailure.Suppress(rightFailure);
        }
    }
}
