namespace Fearless.Tasks;

/// <summary>What a loop has only if something in it asks for that. Apart, since most loops on pools are there for one small task, and would be a third larger.
/// </summary>
internal sealed class LoopParts
{
    public TimerHeap? Timers { get; set; }

    public TaskTokens? Tokens { get; set; }

    public TaskScope? Detached { get; set; }

    public Reactor? Reactor { get; set; }

    /// <summary>How many wait for something that comes neither from a task nor over a socket.</summary>
    public int OutsideWaits { get; set; }

    public TaskLocals? Locals { get; set; }

    public TaskNames? Names { get; set; }

    public TaskActivities? Activities { get; set; }
}
