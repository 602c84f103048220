using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A thread of a <see cref="BlockingPool"/>.</summary>
/// <param name="pool">Whose it is.</param>
/// <param name="isReserve">Whether it waits before it takes its first call.</param>
internal sealed class BlockingThread(BlockingPool pool, bool isReserve)
{
    private readonly Parker _parker = new();

    // Under the pool's lock.
    private BlockingCall? _call;

    public bool IsReserve => isReserve;

    /// <summary>Makes the thread, not started.</summary>
    public OwnThread Create() => OwnThread.Create(() => pool.Run(this), stackSize: 0);

    /// <summary>Gives it its next call, and wakes it. By whoever took it out of the idle ones, under the pool's lock.</summary>
    public void Give(BlockingCall call)
    {
        _call = call;
        _parker.Unparker.Unpark();
    }

    /// <summary>Takes the call that it was given, if it was. Under the pool's lock.</summary>
    public BlockingCall? TakeCall()
    {
        BlockingCall? call = _call;
        _call = null;
        return call;
    }

    /// <summary>Waits to be woken. On this thread. False when the time was over.</summary>
    public bool Await(Deadline deadline)
    {
        try
        {
            return _parker.Park(deadline);
        }
        catch (ThreadInterruptedException)
        {
            // From somebody who still knew the thread of an earlier call; it concerns nobody any more.
            return true;
        }
    }

    /// <summary>Lets some time pass. On this thread, before it is idle for the first time, so that nobody wakes it.</summary>
    public void Sleep(TimeSpan time)
    {
        Deadline deadline = Deadline.After(time);
        while (Await(deadline))
        {
        }
    }
}
