using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A value that is newer than a version, or the end of all changes.</summary>
internal readonly struct WatchChange<T>(WatchCore<T> core, long seen) : IAwaited
{
    public bool HasCome => core.Version > seen || core.IsClosed;

    public void Register(WaitNode node) => core.Register(node);

    public void Unregister(WaitNode node) => core.Unregister(node);
}
