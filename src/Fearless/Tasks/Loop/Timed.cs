namespace Fearless.Tasks;

/// <summary>Something for an event loop to do at a time.</summary>
internal abstract class Timed : Work
{
    /// <summary>Its place in the loop's timers, -1 when it is not there. Theirs to write.</summary>
    public int TimerIndex = -1;

    /// <summary>The time has come, and it is in the timers no more. Never throws.</summary>
    public abstract void OnTime(EventLoop loop);
}
