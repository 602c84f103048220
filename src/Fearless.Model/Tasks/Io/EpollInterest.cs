namespace Fearless.Tasks;

/// <summary>That an epoll is to tell of a descriptor.</summary>
internal sealed class EpollInterest(Epoll epoll, ModelDescriptor descriptor, ulong key, bool isOnce)
{
    public ModelDescriptor Descriptor => descriptor;

    public ulong Key => key;

    /// <summary>Whether it tells once, and then no more until it is armed again.</summary>
    public bool IsOnce => isOnce;

    /// <summary>Whether it tells.</summary>
    public bool IsArmed { get; set; } = true;

    /// <summary>The descriptor has become ready.</summary>
    public void OnReady()
    {
        if (IsArmed)
            epoll.Queue(this);
    }
}
