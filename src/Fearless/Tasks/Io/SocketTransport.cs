using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A socket that does not block.</summary>
internal sealed class SocketTransport(Socket socket) : Transport, ISocketTransport
{
    public Socket Socket => socket;

    public bool NoDelay
    {
        get => socket.NoDelay;
        set => socket.NoDelay = value;
    }

    public override SafeHandle Descriptor => socket.SafeHandle;

    // Asked once, since the socket asks the system.
    public override bool IsStream { get; } = socket.SocketType == SocketType.Stream;

    public override Type Owner => typeof(AsyncSocket);

    public override int Receive(Span<byte> buffer, out int error)
    {
        int count = socket.Receive(buffer, SocketFlags.None, out SocketError failure);
        error = (int)failure;
        return count;
    }

    public override int Send(ReadOnlySpan<byte> buffer, out int error)
    {
        int count = socket.Send(buffer, SocketFlags.None, out SocketError failure);
        error = (int)failure;
        return count;
    }

    public override Exception FailureOf(int error) => new SocketException(error);

    public void Shutdown(SocketShutdown how) => socket.Shutdown(how);

    public void Dispose() => socket.Dispose();
}
