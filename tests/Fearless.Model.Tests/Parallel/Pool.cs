using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>A scheduler whose workers are threads of the model. It makes no spares.</summary>
internal sealed class Pool
{
    public Pool(int workers)
    {
        Scheduler = new Scheduler(null!, workers, static _ => { });
        foreach (Worker worker in Scheduler.Workers)
        {
            // Not attached: what the threads of the process know of workers is static, and executions share nothing.
            Model.Thread(() => worker.Run(ref worker.Ended), $"worker {worker.Index}");
        }
    }

    public Scheduler Scheduler { get; }

    /// <summary>Lets the workers go once they have nothing left to do, and waits for them.</summary>
    public void End()
    {
        Scheduler.End();
        Model.JoinAll();
    }
}
