using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Fearless.Scheduling;

/// <summary>The heap copy of one job: its input on the way out, its result on the way back.</summary>
internal sealed class HeapJob<TJob> : HeapJob
    where TJob : struct, IForkJob
{
    /// <summary>The job. Belongs to whoever took it, and once <see cref="HeapJob.Done"/> is set to the one who waits.</summary>
    public TJob Job;

    /// <summary>Copies the fork at <paramref name="job"/> to the heap. Called through a <see cref="Fork"/>, on the thread that owns the stack it points into.</summary>
    public static unsafe HeapJob Copy(Worker worker, void* job)
    {
        HeapJob<TJob> copy = worker.TakeSpare<TJob>() ?? new HeapJob<TJob>();
#pragma warning disable CS8500 // SAFETY: the address is that of a local of a live frame of this very thread (ForkJoin.Join), typed TJob.
        copy.Job = *(TJob*)job;
#pragma warning restore CS8500
        return copy;
    }

    public override void Execute(Worker worker, bool migrated)
    {
        ExecutingWorker.WriteRelaxed(worker);
        try
        {
            Job.Execute(new ForkContext(worker, migrated));
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
        }
        Done.Set();
    }

    /// <summary>Makes a job that was never executed fit for another fork. Only its owner, when nobody else can reach it.</summary>
    public void Recycle()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TJob>())
            Job = default;
    }
}
