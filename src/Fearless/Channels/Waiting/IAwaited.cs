using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Something that a thread can wait for, that comes and stays.</summary>
internal interface IAwaited
{
    /// <summary>Whether it has come. Looked at again after every registration.</summary>
    bool HasCome { get; }

    void Register(WaitNode node);

    /// <summary>Takes the wait back, if it is still registered.</summary>
    void Unregister(WaitNode node);
}
