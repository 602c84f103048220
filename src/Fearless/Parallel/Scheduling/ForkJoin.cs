using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>The fork and the join themselves: see the README of this folder for the protocol.</summary>
internal static unsafe class ForkJoin
{
    /// <summary>Forks <paramref name="right"/>, runs <paramref name="left"/>, then runs <paramref name="right"/> or waits for the worker
    /// that took it.</summary>
    public static void Join<TLeft, TRight>(Worker worker, ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        int depth = worker.Forks.Depth;
        if (depth == ForkStack.MaxDepth)
        {
            JoinInline(worker, ref left, ref right);
            return;
        }

        // SAFETY: the job is pinned until this method is left, on every path, and its entry at `depth` is dead by then. Only this thread
        // reads the entry. On a stack, where jobs nearly always are, pinning is free.
#pragma warning disable CS8500
        fixed (TRight* job = &right)
#pragma warning restore CS8500
        {
            Fork* fork = worker.Forks.Entries + depth;
            fork->Job = job;
            fork->CopyToHeap = &HeapJob<TRight>.Copy;
            worker.Forks.Depth = depth + 1;
            worker.Forks.Opened++;

            try
            {
                if (worker.PublishWanted)
                    worker.Publish();
                left.Execute(new ForkContext(worker, migrated: false));
            }
            catch (Exception failure)
            {
                FinishAfterFailure(worker, depth, ref right, failure);
                throw;
            }

            if (worker.Forks.PublishedDepth <= depth)
            {
                worker.Forks.Depth = depth;
                right.Execute(new ForkContext(worker, migrated: false));
            }
            else
            {
                FinishPublished(worker, depth, ref right);
            }
        }
    }

    /// <summary>Takes the published fork back and runs it, or helps the worker that took it until it is done.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishPublished<TJob>(Worker worker, int depth, ref TJob job)
        where TJob : struct, IForkJob
    {
        var published = (HeapJob<TJob>)worker.Forks.EndPublished(depth);
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

    /// <summary>The left job failed: the right one runs all the same, and its failure, if any, hangs on the left one's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishAfterFailure<TJob>(Worker worker, int depth, ref TJob job, Exception leftFailure)
        where TJob : struct, IForkJob
    {
        try
        {
            if (worker.Forks.PublishedDepth <= depth)
            {
                worker.Forks.Depth = depth;
                job.Execute(new ForkContext(worker, migrated: false));
            }
            else
            {
                FinishPublished(worker, depth, ref job);
            }
        }
        catch (Exception rightFailure)
        {
            leftFailure.Suppress(rightFailure);
        }
    }

    /// <summary>Both jobs, one after the other: the fork stack is full, so that there is more than enough for others to take.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void JoinInline<TLeft, TRight>(Worker worker, ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        var context = new ForkContext(worker, migrated: false);
        try
        {
            left.Execute(context);
        }
        catch (Exception leftFailure)
        {
            try
            {
                right.Execute(context);
            }
            catch (Exception rightFailure)
            {
                leftFailure.Suppress(rightFailure);
            }
            throw;
        }
        right.Execute(context);
    }
}
