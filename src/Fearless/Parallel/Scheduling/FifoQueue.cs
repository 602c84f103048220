using Fearless.Collections;

namespace Fearless.Scheduling;

/// <summary>Lets jobs of a scope that one worker pushes be executed oldest first, though its deque gives out the newest.</summary>
/// <remarks>Each job waits here, and the deque holds a ticket for it; whoever takes a ticket executes the oldest job that waits. SOURCE:
/// rayon-core `job.rs`, JobFifo.</remarks>
internal sealed class FifoQueue
{
    private readonly SegQueue<Job> _jobs = new();
    private readonly Ticket _ticket;

    public FifoQueue() => _ticket = new Ticket(this);

    /// <summary>Queues <paramref name="job"/> and returns what is to be pushed in its stead.</summary>
    public Job Add(Job job)
    {
        _jobs.Push(job);
        return _ticket;
    }

    private sealed class Ticket(FifoQueue queue) : Job
    {
        public override void Execute(Worker worker, bool migrated)
        {
            // Never empty: there are as many tickets as jobs, and each job was queued before its ticket.
            if (queue._jobs.TryPop(out Job? job))
                job.Execute(worker, migrated);
        }
    }
}
