using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>One operation of a selection, and what to do when it was carried out.</summary>
/// <remarks>An arm is used again by later selections, for other ends and handlers: see <see cref="SelectionCore"/>.</remarks>
internal abstract class SelectArm
{
    /// <summary>What the user knows the operation by.</summary>
    public int Number { get; set; }

    /// <summary>Whether the operation meets another wait, so that it is possible only while one waits.</summary>
    public abstract bool HandsOver { get; }

    /// <summary>Whether the operation could be carried out at this moment, or would find that the other side is gone.</summary>
    public abstract bool IsReady { get; }

    /// <summary>Carries the operation out if that needs no waiting, or finds that the other side is gone. After a full fence of the
    /// caller's.</summary>
    /// <returns>Whether this arm is the chosen one.</returns>
    public abstract bool TryComplete();

    /// <summary>The same, for a selection that waits when none of its operations is possible: it may not see what has become possible just
    /// now.</summary>
    public abstract bool TryCompleteSoon();

    /// <summary>Registers the wait of the whole selection for this operation.</summary>
    /// <param name="context">The wait.</param>
    /// <param name="outcome">What it ends with when it is chosen for this operation.</param>
    /// <returns>True when the operation could be carried out at this moment.</returns>
    public abstract bool Register(WaitContext context, int outcome);

    /// <summary>Registers a wait that is to be told when the operation may be possible, and does not carry it out.</summary>
    /// <returns>True when the operation could be carried out at this moment.</returns>
    public abstract bool RegisterForReadiness(WaitContext context, int outcome);

    /// <summary>Registers an observer in place of a wait.</summary>
    /// <returns>True when the operation could be carried out at this moment.</returns>
    public abstract bool Watch(IWaitObserver observer);

    /// <summary>Takes the registration back, if there is one.</summary>
    public abstract void Unregister();

    /// <summary>Finishes an operation that the wait was ended for.</summary>
    /// <returns>False when another has come before: there is nothing to do yet.</returns>
    public abstract bool CompleteChosen();

    /// <summary>Tells the next one that waits for the same, because the wait that was chosen only wanted to know.</summary>
    public abstract void PassOn();

    /// <summary>Runs the handler of what was carried out.</summary>
    public abstract void Invoke();

    /// <summary>Hands back, or disposes, a value that was made and never sent.</summary>
    public abstract void Discard();
}
