using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A thread that blocks until something has come that stays, so that nobody can take it away between the wake and the
/// look.</summary>
/// <remarks>Each thread keeps one, so that blocking allocates nothing.</remarks>
internal sealed class ThreadWait : ThreadContext
{
    [ThreadStatic]
    private static ThreadWait? _ofThisThread;

    private readonly WaitNode _node;

    private ThreadWait() => _node = new WaitNode(this, WaitOutcome.FirstOperation);

    /// <summary>Waits; <see cref="ReceiveResult.Received"/> when it has come, <see cref="ReceiveResult.TimedOut"/> or
    /// <see cref="ReceiveResult.Cancelled"/> when it had not.</summary>
    public static ReceiveResult For<TAwaited>(TAwaited awaited, Deadline deadline, CancellationToken cancellationToken)
        where TAwaited : IAwaited
    {
        // Taken away while it is in use: a foreign clock is the user's code, and may wait for other things itself.
        ThreadWait wait = OfThisExecution(_ofThisThread) ?? new ThreadWait();
        _ofThisThread = null;
        try
        {
            return wait.Until(awaited, deadline, cancellationToken);
        }
        finally
        {
            _ofThisThread = wait;
        }
    }

    private ReceiveResult Until<TAwaited>(TAwaited awaited, Deadline deadline, CancellationToken cancellationToken)
        where TAwaited : IAwaited
    {
        while (!awaited.HasCome)
        {
            if (cancellationToken.IsCancellationRequested)
                return ReceiveResult.Cancelled;
            if (deadline.HasPassed)
                return ReceiveResult.TimedOut;

            Arm();
            bool isChosen = false;
            try
            {
                awaited.Register(_node);
                if (awaited.HasCome)
                    TrySelect(WaitOutcome.Aborted);
                else
                    SpinWhileWaiting();
                isChosen = Wait(deadline, cancellationToken) == WaitOutcome.FirstOperation;
            }
            finally
            {
                // Chosen, it was taken out by whoever chose it.
                if (!isChosen)
                    awaited.Unregister(_node);
            }
        }
        return ReceiveResult.Received;
    }
}
