namespace Fearless.Tasks;

/// <summary>The sockets and other descriptors of a loop, and what waits for them. One thread's.</summary>
internal abstract class Reactor : IDisposable
{
    /// <summary>Tells <paramref name="source"/> when it becomes ready, until it is removed.</summary>
    public abstract void Add(IoSource source);

    /// <summary>Tells it no more. Before its descriptor is closed.</summary>
    public abstract void Remove(IoSource source);

    /// <summary>Tells whom it concerns what has become ready, waiting for <paramref name="milliseconds"/> at most for something to; -1 for any
    /// time. True if there was something.</summary>
    public abstract bool Collect(int milliseconds);

    /// <summary>Ends whatever waits, and stops.</summary>
    public abstract void Dispose();
}
