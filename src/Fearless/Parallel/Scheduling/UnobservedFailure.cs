using Fearless.Atomics;

namespace Fearless.Scheduling;

/// <summary>Holds the failure of a detached job, and reports it when it is collected without anyone having waited for the job.</summary>
internal sealed class UnobservedFailure(WorkerPool pool, Exception failure)
{
    private AtomicBool _forgotten;

    ~UnobservedFailure() 
    {
        if (!_forgotten.Read())
            pool.ReportFailure(failure);
    }

    /// <summary>Says that someone has received the failure.</summary>
    public void Forget() => _forgotten.Write(true);
}
