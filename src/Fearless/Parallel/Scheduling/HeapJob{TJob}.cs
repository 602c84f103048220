using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>The heap copy of one job: its input on the way out, its result on the way back.</summary>
internal sealed class HeapJob<TJob> : HeapJob
    where TJob : struct, IForkJob
{
    /// <summary>The job. Belongs to whoever took it, and once <see cref="HeapJob.Done"/> is set to the one who waits.</summary>
    public TJob Job;

    /// <summary>Copies the fork at <paramref name="job"/> to the heap. Called through a <see cref="Fork"/>, on the thread that owns the
    /// stack it points into.</summary>
    public static unsafe HeapJob Copy(ref ForkStack forks, void* job)
    {
        HeapJob<TJob> copy = Make(ref forks);
#pragma warning disable CS8500 // SAFETY: the address is that of a TJob that a live frame of this very thread has pinned (ForkJoin.Join).
        copy.Job = *(TJob*)job;
#pragma warning restore CS8500
        return copy;
    }

    /// <summary>A heap job for a fork to be copied to.</summary>
    public static HeapJob<TJob> Make(ref ForkStack forks) => forks.TakeSpare<TJob>() ?? new HeapJob<TJob>();

    /// <summary>Lets go of the input of a job that was taken back. Only its owner, when nobody else can reach it.</summary>
    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TJob>())
            Job = default;
    }

    protected override void Invoke(ForkContext context) => Job.Execute(context);
}
