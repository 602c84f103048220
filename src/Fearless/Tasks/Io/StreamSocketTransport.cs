using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A socket of Linux that has a stream: read and written as any descriptor is.</summary>
internal sealed class StreamSocketTransport : DescriptorTransport, ISocketTransport
{
    // A Connection, until a socket is asked for.
    private SafeHandle _descriptor;
    private Socket? _socket;

    /// <summary>A socket that does not block.</summary>
    public StreamSocketTransport(Socket socket) => (_socket, _descriptor) = (socket, socket.SafeHandle);

    /// <summary>What was accepted.</summary>
    public StreamSocketTransport(Connection connection) => _descriptor = connection;

    public Socket Socket => _socket ?? MakeSocket();

    public bool NoDelay
    {
        get => _descriptor is Connection connection ? connection.NoDelay ?? throw LastFailure() : Socket.NoDelay;
        set
        {
            if (_descriptor is not Connection connection)
                Socket.NoDelay = value;
            else if (!connection.TrySetNoDelay(value))
                throw LastFailure();
        }
    }

    public override SafeHandle Descriptor => _descriptor;

    public override bool IsStream => true;

    public override Type Owner => typeof(AsyncSocket);

    /// <summary>What <paramref name="error"/> of the system is to .NET.</summary>
    public static SocketException ExceptionOf(int error)
    {
        // The one way to the runtime's own table.
        Marshal.SetLastPInvokeError(error);
        return new SocketException();
    }

    public override Exception FailureOf(int error) => ExceptionOf(error);

    public void Shutdown(SocketShutdown how)
    {
        if (_descriptor is not Connection connection)
            Socket.Shutdown(how);
        else if (!connection.TryShutdown((int)how))
            throw LastFailure();
    }

    public void Dispose()
    {
        if (_socket is { } socket)
            socket.Dispose();
        else
            _descriptor.Dispose();
    }

    private static SocketException LastFailure() => ExceptionOf(Marshal.GetLastPInvokeError());

    private Socket MakeSocket()
    {
        var connection = (Connection)_descriptor;
        ObjectDisposedException.ThrowIf(connection.IsClosed, typeof(AsyncSocket));
        // Owned by the new handle from here on, whatever the socket finds wrong with it.
        _descriptor = new SafeSocketHandle(connection.Release(), ownsHandle: true);
        return _socket = new Socket((SafeSocketHandle)_descriptor);
    }
}
