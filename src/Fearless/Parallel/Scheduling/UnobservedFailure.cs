using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>Holds the failure of a detached job, and reports it when it is collected without anyone having waited for the job.</summary>
internal sealed class UnobservedFailure(WorkerPool pool, Exception failure)
{
    // Relaxed: the finaliser runs when nobody can forget any more.
    private AtomicBool _forgotten;

    ~UnobservedFailure() 
    {
        if (!_forgotten.ReadRelaxed())
            pool.ReportFailure(failure);
    }

    /// <summary>Says that someone has received the failure.</summary>
    public void Forget() => _forgotten.WriteRelaxed(true);
}
