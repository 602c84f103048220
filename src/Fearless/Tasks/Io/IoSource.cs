using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>A socket or another descriptor in a reactor: its two directions, which are waited for apart.</summary>
internal sealed class IoSource
{
    private IoSource(EventLoop loop, SocketTransport transport)
    {
        Loop = loop;
        Transport = transport;
        Input = new PortableDirection(this, transport, isInput: true);
        Output = new PortableDirection(this, transport, isInput: false);
    }

    /// <summary>For epoll.</summary>
    public IoSource(EventLoop loop, Transport transport)
    {
        Loop = loop;
        Transport = transport;
        Input = new EpollDirection(this, isInput: true);
        Output = new EpollDirection(this, isInput: false);
    }

    /// <summary>A socket, by the backend of <paramref name="loop"/>. It does not block from now on.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="socket">The socket.</param>
    public static IoSource Of(EventLoop loop, Socket socket)
    {
        bool isPortable = loop.Home.Backend == IoBackend.Portable;
        socket.Blocking = false;
        return isPortable ? new IoSource(loop, new SocketTransport(socket))
            : socket.SocketType == SocketType.Stream ? new IoSource(loop, new StreamSocketTransport(socket))
            : new IoSource(loop, (Transport)new SocketTransport(socket));
    }

    public EventLoop Loop { get; }

    public Transport Transport { get; }

    /// <summary>Whose events it gets. The reactor's to write.</summary>
    public ulong Key { get; set; }

    public IoDirection Input { get; }

    public IoDirection Output { get; }

    /// <summary>Whether it is out of the reactor.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the descriptor is somebody else's by now. Its owner's to write.</summary>
    public bool IsHandedOver { get; set; }

    /// <summary>Goes on with what waits for this.</summary>
    public void BecomeReady(Readiness what)
    {
        const Readiness End = Readiness.Failed | Readiness.HungUp;
        if ((what & (Readiness.Readable | Readiness.PeerClosed | End)) != 0)
            Input.BecomeReady(isLast: (what & (Readiness.PeerClosed | End)) != 0);
        if ((what & (Readiness.Writable | End)) != 0)
            Output.BecomeReady(isLast: (what & End) != 0);
    }

    /// <summary>Takes it out of its reactor, and ends whatever waits. Before the descriptor is closed; does nothing the second time.</summary>
    /// <exception cref="InvalidOperationException">The loop still runs, and this is another thread.</exception>
    public void Leave()
    {
        if (IsClosed)
            return;
        if (EventLoop.Current != Loop)
            throw new InvalidOperationException(
                $"This {Transport.Owner.Name} belongs to the thread of the executor that it was made in. Dispose it there.");
        Loop.Reactor.Remove(this);
        Close();
    }

    /// <summary>Ends whatever waits.</summary>
    public void Close()
    {
        IsClosed = true;
        Input.Close();
        Output.Close();
    }

    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, Transport.Owner);

    /// <exception cref="InvalidOperationException">This is another thread than the loop's.</exception>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void ThrowIfUnusable()
    {
        if (EventLoop.Current != Loop)
            throw new InvalidOperationException(
                $"This {Transport.Owner.Name} belongs to the thread of the executor that it was made in, and this is another one, or that has ended. "
                + "Make it there.");
        ThrowIfClosed();
    }
}
