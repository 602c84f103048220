using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A socket of Linux that has a stream: read and written as any descriptor is.</summary>
/// <remarks>A <see cref="Socket"/> that is asked not to block keeps 220 bytes for operations of its own, which are never begun here.</remarks>
internal sealed class StreamSocketTransport(Socket socket) : DescriptorTransport, ISocketTransport
{
    public Socket Socket => socket;

    public override SafeHandle Descriptor => socket.SafeHandle;

    public override bool IsStream => true;

    public override Type Owner => typeof(AsyncSocket);

    public override Exception FailureOf(int error)
    {
        // The one way to the runtime's own table of errors.
        Marshal.SetLastPInvokeError(error);
        return new SocketException();
    }
}
