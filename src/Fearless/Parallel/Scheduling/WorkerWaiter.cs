using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>The wait of a worker that sleeps until something is done.</summary>
internal sealed class WorkerWaiter(Worker worker) : Waiter
{
    // RACE: the worker may be awake already, or sleep for another reason by now; it then looks once more, and no harm is done.
    protected override void Wake() => worker.Sleeper.Wake();
}
