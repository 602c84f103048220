namespace Fearless.Scheduling;

/// <summary>One who waits for a <see cref="Completion"/>.</summary>
internal abstract class CompletionWaiter
{
    /// <summary>The waiter that registered before this one.</summary>
    public CompletionWaiter? Next;

    /// <summary>Wakes the one who waits. Any thread; must not throw or run user code.</summary>
    public abstract void Signal();
}
