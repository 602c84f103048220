namespace Fearless.Sync;

/// <summary>What threads and tasks enter, one at a time or so many at a time, and wait for in one queue.</summary>
/// <remarks>
/// Who enters says what it asks for by a number, the <i>request</i>, and is given another, the <i>lease</i>: what each of them means is the
/// synchronizer's own. <see cref="ThreadEntry"/> and <see cref="TaskEntry{TResult}"/> are those who wait, for whatever synchronizer.
/// </remarks>
// SOURCE: Doug Lea, "The java.util.concurrent Synchronizer Framework", 2005: one framework of states and waits under many synchronizers.
internal abstract class Synchronizer
{
    /// <summary>How a wait ends that was given what it asked for; <see cref="WaitOutcome.FirstOperation"/> only says that it may be had.</summary>
    public const int Handed = WaitOutcome.FirstOperation + 1;

    /// <summary>Whether those who wait are served in the order of the queue. Otherwise whoever comes first enters, and one that was woken
    /// too late tries again.</summary>
    public abstract bool IsInOrder { get; }

    /// <summary>Enters, if that needs no waiting.</summary>
    public abstract bool TryEnter(long request, out long lease);

    /// <summary>Registers a wait for what the node's value asks for.</summary>
    /// <returns>True when there may be nothing to wait for: the caller ends the wait itself, takes it back, and looks what came of
    /// it.</returns>
    public abstract bool Register(WaitNode<long> node);

    /// <summary>Takes a wait back that has ended without its being chosen.</summary>
    /// <returns>Whether what it asked for was given to it all the same, before it was taken back.</returns>
    public abstract bool Unregister(WaitNode<long> node);

    /// <summary>The lease of a wait that was given what it asked for.</summary>
    public abstract long LeaseOf(WaitNode<long> node);

    /// <summary>One that was woken too late for long asks that it be served next. Only where they are not served in order.</summary>
    public virtual void AddStarving()
    {
    }

    /// <summary>It asks no longer.</summary>
    public virtual void RemoveStarving()
    {
    }
}
