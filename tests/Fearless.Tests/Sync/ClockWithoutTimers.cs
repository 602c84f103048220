namespace Fearless.Tests.Sync;

/// <summary>A clock of the user that fails when a wait wants to be woken by it.</summary>
internal sealed class ClockWithoutTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();
}
