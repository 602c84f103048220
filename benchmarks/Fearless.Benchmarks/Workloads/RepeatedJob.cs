namespace Fearless.Benchmarks.Workloads;

/// <summary>Does a job several times over, each time from its start.</summary>
internal struct RepeatedJob<TJob>(TJob job, int count) : ICheckedJob
    where TJob : struct, ICheckedJob
{
    public ulong Check { get; private set; }

    public void Execute(ForkContext context)
    {
        for (int done = 0; done < count; done++)
        {
            TJob once = job;
            once.Execute(context);
            Check = once.Check;
        }
    }
}
