namespace Fearless.Tasks;

/// <summary>The time at which a loop on a pool wants to be woken.</summary>
internal sealed class Alarm(PoolLoop loop) : Timed
{
    /// <summary>When it is set for. The alarm clock's to write.</summary>
    public long Due { get; set; }

    /// <summary>Wakes the loop, which looks at its own timers. Any thread.</summary>
    public void Ring() => loop.Wake();

    public override void OnTime(EventLoop loop) => throw new InvalidOperationException("An alarm is in no loop's timers.");

    public override void Run(EventLoop loop) => throw new InvalidOperationException("An alarm rings, and is never queued.");
}
