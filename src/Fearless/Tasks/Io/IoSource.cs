using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A socket in a reactor: its two directions, which are waited for apart.</summary>
internal sealed class IoSource
{
    public IoSource(EventLoop loop, Socket socket)
    {
        Loop = loop;
        Descriptor = socket.SafeHandle;
        Input = new IoDirection(this, socket, isInput: true);
        Output = new IoDirection(this, socket, isInput: false);
    }

    public EventLoop Loop { get; }

    public SafeHandle Descriptor { get; }

    /// <summary>Whose events it gets. The reactor's to write.</summary>
    public ulong Key { get; set; }

    public IoDirection Input { get; }

    public IoDirection Output { get; }

    /// <summary>Whether it is out of the reactor.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Goes on with what waits for this.</summary>
    public void BecomeReady(Readiness what)
    {
        const Readiness End = Readiness.Failed | Readiness.HungUp;
        if ((what & (Readiness.Readable | Readiness.PeerClosed | End)) != 0)
            Input.BecomeReady(isLast: (what & (Readiness.PeerClosed | End)) != 0);
        if ((what & (Readiness.Writable | End)) != 0)
            Output.BecomeReady(isLast: (what & End) != 0);
    }

    /// <summary>Ends whatever waits.</summary>
    public void Close()
    {
        IsClosed = true;
        Input.Close();
        Output.Close();
    }
}
