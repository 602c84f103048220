namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>The whole simulation: tick after tick, each in parallel over its bodies.</summary>
internal struct SimulationJob(int bodies, int ticks) : ICheckedJob
{
    public ulong Check { get; private set; }

    public void Execute(ForkContext context)
    {
        Body[] now = Cloud.Create(bodies);
        var next = new Body[bodies];
        for (int tick = 0; tick < ticks; tick++)
        {
            new AdvanceJob(now, next, 0, bodies).Execute(context);
            (now, next) = (next, now);
        }

        Check = Cloud.Hash(now);
    }
}
