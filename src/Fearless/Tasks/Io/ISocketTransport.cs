using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>A transport of a socket, which is closed with it.</summary>
internal interface ISocketTransport : IDisposable
{
    /// <summary>The socket, made when it is first asked for where there is only a descriptor.</summary>
    Socket Socket { get; }

    /// <summary>Whether little is sent at once, instead of waiting for more.</summary>
    /// <exception cref="SocketException">The socket has no such option.</exception>
    bool NoDelay { get; set; }

    /// <summary>Ends one direction, or both.</summary>
    /// <exception cref="SocketException">It is not connected.</exception>
    void Shutdown(SocketShutdown how);
}
