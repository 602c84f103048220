using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The wait for another thread that is between two steps of an operation and needs a few instructions more, or was first to make
/// one.</summary>
/// <remarks>It spins, then yields, then sleeps for a millisecond at a time: the thread may have lost its core for long, and must not cost
/// another one. A mutable struct for a local variable.</remarks>
internal struct LaggingPeer
{
    private static readonly TimeSpan Sleep = TimeSpan.FromMilliseconds(1);

    private Backoff _backoff;

    /// <summary>Waits a little, longer each time.</summary>
    public void Wait()
    {
        if (_backoff.IsCompleted && !ModelBuild.IsActive)
            SleepOnce();
        else
            _backoff.Snooze();
    }

    /// <summary>Waits a little after an attempt that another thread was first to make, longer each time.</summary>
    public void LoseRace() => _backoff.Spin();

    private static void SleepOnce()
    {
        try
        {
            // A token that comes here belongs to a wait whose condition is looked at before it parks.
            ThreadParker.Current.Park(Sleep);
        }
        catch (ThreadInterruptedException)
        {
            // For the thread's next wait: here it is in the middle of an operation.
            Thread.CurrentThread.Interrupt();
        }
    }
}
