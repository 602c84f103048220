namespace Fearless.Sync;

/// <summary>Wants to know that there may be something to do, without being counted as one that does it.</summary>
internal interface IWaitObserver
{
    /// <summary>There may be. Called once after each registration, holding no lock; never runs code of the user.</summary>
    void Signal();
}
