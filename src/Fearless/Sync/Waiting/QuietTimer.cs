namespace Fearless.Sync;

/// <summary>Timers that outlive the call that created them.</summary>
internal static class QuietTimer
{
    /// <summary>Creates a timer that is not set, and does not keep the caller's execution context.</summary>
    public static ITimer Create(TimeProvider clock, TimerCallback callback, object state)
    {
        if (SingleThread.IsOn && clock == TimeProvider.System)
            return new SingleThreadTimer(callback, state);
        bool flows = !ExecutionContext.IsFlowSuppressed();
        AsyncFlowControl control = flows ? ExecutionContext.SuppressFlow() : default;
        try
        {
            return clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (flows)
                control.Undo();
        }
    }
}
