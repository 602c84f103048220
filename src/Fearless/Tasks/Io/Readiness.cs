namespace Fearless.Tasks;

/// <summary>What can be done with a descriptor without waiting.</summary>
// SOURCE: sys/epoll.h; the values are the system's.
[Flags]
internal enum Readiness : uint
{
    None = 0,

    /// <summary>There is something to read, or somebody to accept.</summary>
    Readable = 0x1,

    /// <summary>There is room to write.</summary>
    Writable = 0x4,

    /// <summary>It has failed.</summary>
    Failed = 0x8,

    /// <summary>Both sides are closed.</summary>
    HungUp = 0x10,

    /// <summary>The other side writes no more.</summary>
    PeerClosed = 0x2000,
}
