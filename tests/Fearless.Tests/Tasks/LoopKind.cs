namespace Fearless.Tests.Tasks;

/// <summary>Where tasks run, and what sockets wait by.</summary>
public enum LoopKind
{
    /// <summary>On the thread that waits, by what this system is waited for best: epoll on Linux.</summary>
    Thread,

    /// <summary>On that thread, as on systems without epoll.</summary>
    PortableThread,

    /// <summary>On the workers of a pool.</summary>
    Pool,

    /// <summary>On the workers of a pool, as on systems without epoll.</summary>
    PortablePool,
}
