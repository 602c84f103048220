using System.Net;
using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>Waits until the system tells that an attempt would not block, and makes it.</summary>
internal sealed class ReadinessWaits(IoSource source, Socket socket) : SocketWaits(source, socket)
{
    public override async Future<IoSource> AcceptAsync()
    {
        while (true)
        {
            await Ready(Source.Input);
            if (Connection.TryAccept(Source.Transport.Descriptor, out int error) is { } connection)
                return new IoSource(Source.Loop, new StreamSocketTransport(connection));
            SocketException failure = StreamSocketTransport.ExceptionOf(error);
            if (failure.SocketErrorCode != SocketError.WouldBlock)
                throw failure;
            Source.Input.Exhaust();
        }
    }

    public override async Future ConnectAsync(EndPoint address)
    {
        Source.ThrowIfUnusable();
        try
        {
            Source.Output.Exhaust();
            Socket.Connect(address);
            Source.Output.BecomeReady(isLast: false);
            return;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The system goes on by itself, and tells of the end.
        }
        await Ready(Source.Output);
        var error = (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        // Asked, the socket notices that it is connected.
        if (error == SocketError.Success && !Socket.Connected)
            error = SocketError.NotConnected;
        if (error != SocketError.Success)
            throw new SocketException((int)error, $"{new SocketException((int)error).Message} ({address})");
    }

    public override async Future<(int Received, EndPoint Sender)> ReceiveFromAsync(Memory<byte> buffer)
    {
        while (true)
        {
            await Ready(Source.Input);
            if (Socket.Poll(0, SelectMode.SelectRead))
            {
                EndPoint sender = AnyAddress;
                int received = Socket.ReceiveFrom(buffer.Span, ref sender);
                return (received, sender);
            }
            Source.Input.Exhaust();
        }
    }

    public override async Future SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint receiver)
    {
        while (true)
        {
            await Ready(Source.Output);
            if (Socket.Poll(0, SelectMode.SelectWrite))
            {
                Socket.SendTo(buffer.Span, receiver);
                return;
            }
            Source.Output.Exhaust();
        }
    }

    private static SocketAwaitable Ready(IoDirection direction)
    {
        direction.BeginWait();
        return new SocketAwaitable(direction);
    }
}
