using System.Net;
using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>Has <see cref="System.Net.Sockets.Socket"/> carry out the operations, each of which is done as a whole or, when it is cancelled, not
/// at all.</summary>
internal sealed class PortableWaits(IoSource source, Socket socket) : SocketWaits(source, socket)
{
    public override async Future<IoSource> AcceptAsync()
    {
        Socket socket = await Run(Source.Input, Socket.AcceptAsync);
        try
        {
            return IoSource.Of(Source.Loop, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async Future ConnectAsync(EndPoint address) => await Run(Source.Output, async stop =>
    {
        await Socket.ConnectAsync(address, stop).ConfigureAwait(false);
        return Unit.Value;
    });

    public override Future<(int Received, EndPoint Sender)> ReceiveFromAsync(Memory<byte> buffer) => Run(Source.Input, async stop =>
    {
        SocketReceiveFromResult result = await Socket.ReceiveFromAsync(buffer, SocketFlags.None, AnyAddress, stop).ConfigureAwait(false);
        return (result.ReceivedBytes, result.RemoteEndPoint);
    });

    public override async Future SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint receiver) =>
        await Run(Source.Output, stop => Socket.SendToAsync(buffer, SocketFlags.None, receiver, stop));

    private async Future<T> Run<T>(IoDirection direction, Func<CancellationToken, ValueTask<T>> operation)
    {
        direction.BeginWait();
        try
        {
            return await operation(Executor.CancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException && Source.IsClosed)
        {
            throw new ObjectDisposedException(Source.Transport.Owner.Name);
        }
        finally
        {
            direction.End();
        }
    }
}
