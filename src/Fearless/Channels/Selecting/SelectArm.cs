using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>One operation of a selection, and what to do when it was carried out.</summary>
internal abstract class SelectArm
{
    /// <summary>Carries the operation out if that needs no waiting, or finds that the other side is gone.</summary>
    /// <returns>Whether this arm is the chosen one.</returns>
    public abstract bool TryComplete();

    /// <summary>Registers the wait of the whole selection for this operation.</summary>
    /// <returns>True when it could be carried out at this moment.</returns>
    public abstract bool Register(WaitContext context);

    /// <summary>Registers an observer in place of a wait.</summary>
    /// <returns>True when the operation could be carried out at this moment.</returns>
    public abstract bool Watch(IWaitObserver observer);

    /// <summary>Takes the registration back, if there is one.</summary>
    public abstract void Unregister();

    /// <summary>Finishes an operation that the wait was ended for.</summary>
    /// <returns>False when another has come before: there is nothing to do yet.</returns>
    public abstract bool CompleteChosen();

    /// <summary>Runs the handler of what was carried out.</summary>
    public abstract void Invoke();

    /// <summary>Disposes a value that was made and never sent.</summary>
    public abstract void Discard();
}
