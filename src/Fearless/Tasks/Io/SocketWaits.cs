using System.Net;
using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>What a socket waits for besides bytes: somebody who connects, a connection, messages with addresses.</summary>
internal abstract class SocketWaits(IoSource source, Socket socket)
{
    protected IoSource Source => source;

    protected Socket Socket => socket;

    /// <summary>Any address of the socket's family.</summary>
    protected EndPoint AnyAddress => socket.AddressFamily switch
    {
        AddressFamily.InterNetworkV6 => new IPEndPoint(IPAddress.IPv6Any, 0),
        _ => new IPEndPoint(IPAddress.Any, 0),
    };

    /// <summary>The waits of <paramref name="socket"/> by its loop's backend.</summary>
    public static SocketWaits Of(IoSource source, Socket socket) => source.Loop.Home.Backend == IoBackend.Portable
        ? new PortableWaits(source, socket)
        : new ReadinessWaits(source, socket);

    /// <summary>Waits for somebody who connects.</summary>
    public abstract Future<IoSource> AcceptAsync();

    /// <summary>Connects.</summary>
    public abstract Future ConnectAsync(EndPoint address);

    /// <summary>Receives a message.</summary>
    public abstract Future<(int Received, EndPoint Sender)> ReceiveFromAsync(Memory<byte> buffer);

    /// <summary>Sends a message.</summary>
    public abstract Future SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint receiver);
}
