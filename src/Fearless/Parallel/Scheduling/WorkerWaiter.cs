namespace Fearless.Scheduling;

/// <summary>A worker that sleeps until something is done.</summary>
internal sealed class WorkerWaiter(Worker worker) : CompletionWaiter
{
    public override void Signal() => worker.Wake();
}
