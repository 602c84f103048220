using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>Counts what was given to a pool and is not done, so that the pool can end when all of it is, and not before.</summary>
internal struct Operations()
{
    // What is not done, plus one until the pool is disposed. INVARIANT: once zero it stays zero, and nothing can begin any more.
    // Read relaxed: the count is compared in the swap, and of a pool that is closed nothing more is read.
    private AtomicInt _outstanding = new(1);
    private AtomicBool _closed;

    /// <summary>Set when nothing is left to do and nothing can begin any more.</summary>
    public Completion Drained;

    public readonly bool IsClosed => _closed.ReadRelaxed();

    /// <summary>Counts operations that begin. False when the pool is disposed.</summary>
    /// <param name="count">How many.</param>
    /// <param name="byWorker">Whether a worker of the pool asks, for a job that counts itself: what running jobs still begin is done
    /// too.</param>
    public bool TryBegin(int count, bool byWorker)
    {
        if (_closed.ReadRelaxed() && !byWorker)
            return false;
        int outstanding = _outstanding.ReadRelaxed();
        while (outstanding != 0)
        {
            int seen = _outstanding.CompareExchange(outstanding, outstanding + count);
            if (seen == outstanding)
                return true;
            outstanding = seen;
        }
        return false;
    }

    /// <summary>Counts one operation as done.</summary>
    public void End()
    {
        if (_outstanding.Decrement() == 0)
            Drained.Set();
    }

    /// <summary>Lets nothing begin from outside any more. True for the first call only.</summary>
    public bool TryClose()
    {
        if (_closed.Exchange(true))
            return false;
        End();
        return true;
    }
}
