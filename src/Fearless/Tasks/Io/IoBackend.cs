namespace Fearless.Tasks;

/// <summary>By what a loop and those that it starts on pools wait for sockets.</summary>
internal enum IoBackend
{
    /// <summary>By the loop itself, in Linux's epoll.</summary>
    Epoll,

    /// <summary>By the operations of <see cref="System.Net.Sockets.Socket"/>, on any system.</summary>
    Portable,
}
