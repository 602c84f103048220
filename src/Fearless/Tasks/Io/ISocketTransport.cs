using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>A transport of a socket.</summary>
internal interface ISocketTransport
{
    Socket Socket { get; }
}
