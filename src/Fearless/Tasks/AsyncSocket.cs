using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A socket whose operations are awaited in tasks of one executor, without a thread for each and, on Linux, without an allocation.</summary>
/// <remarks>
/// <para>On Linux the executor itself waits for the system (epoll), in its own thread, along with timers and other threads: nothing hops through
/// the thread pool, as the operations of <see cref="System.Net.Sockets.Socket"/> do. Parts that run on a pool (<see cref="Future{T}.RunOn"/>)
/// have sockets of their own, for which one more thread waits, to the end of the executor. Elsewhere, or when the <see cref="AppContext"/>
/// switch <c>Fearless.Tasks.PortableSockets</c> is on, the same operations wait by those of <see cref="System.Net.Sockets.Socket"/>: they end as
/// they do on Linux, cost about what those cost, and allocate. An operation that can be done is done at once.</para>
/// <para><b>Cancellation.</b> An operation that is cancelled has transferred nothing; one that has transferred something is completed, and
/// its task cancelled at the next wait. So no bytes are lost.</para>
/// <para>One task receives at a time, and one sends. Belongs to the executor it was made in, and to its thread; when that ends, so do operations
/// that wait. While sockets are open, an executor's timers are rounded up to milliseconds.</para>
/// </remarks>
/// <example><code>
/// using System.Net;
/// using System.Net.Sockets;
///
/// Executor.BlockOn(static async () =&gt; await TaskScope.RunAsync(static async scope =&gt;
/// {
///     using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
///     _ = scope.Spawn(Greet((IPEndPoint)listener.Socket.LocalEndPoint!));
///     using AsyncSocket guest = await listener.AcceptAsync();
///     byte[] buffer = new byte[100];
///     int received = await guest.ReceiveAsync(buffer);
///     Console.WriteLine(System.Text.Encoding.UTF8.GetString(buffer, 0, received));
/// }));
///
/// static async Future Greet(IPEndPoint address)
/// {
///     using var socket = AsyncSocket.Wrap(new Socket(SocketType.Stream, ProtocolType.Tcp));
///     await socket.ConnectAsync(address);
///     await socket.SendAllAsync("hello"u8.ToArray());
/// }
/// </code></example>
public sealed class AsyncSocket : IDisposable
{
    private const int Backlog = 1024;

    private readonly IoSource _source;

    // Connections have none.
    private SocketWaits? _waits;

    private AsyncSocket(IoSource source)
    {
        _source = source;
        source.Loop.Reactor.Add(source);
    }

    private AsyncSocket(Socket socket)
        : this(IoSource.Of(EventLoop.Required, socket))
    {
    }

    /// <summary>The socket itself: for its options and addresses. It must not be read, written or closed by other ways than this
    /// object's, which has the system's socket not block. On Linux, a connection that was accepted has none before it is asked for, which saves some
    /// four hundred bytes; if the other side has broken it by then, it has no remote address any more.</summary>
    public Socket Socket => Transport.Socket;

    /// <summary>Whether little is sent at once, as <see cref="Socket.NoDelay"/>; otherwise it may wait for more, for some milliseconds. Makes no
    /// <see cref="Socket"/>.</summary>
    /// <exception cref="SocketException">It is not one of TCP.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public bool NoDelay
    {
        get => Transport.NoDelay;
        set => Transport.NoDelay = value;
    }

    private ISocketTransport Transport => (ISocketTransport)_source.Transport;

    private SocketWaits Waits => _waits ??= SocketWaits.Of(_source, Socket);

    /// <summary>Makes <paramref name="socket"/> one whose operations are awaited, and owns it from here on.</summary>
    /// <param name="socket">A socket of any kind: TCP, UDP, a Unix socket; connected or not.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static AsyncSocket Wrap(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return new AsyncSocket(socket);
    }

    /// <summary>Listens for connections.</summary>
    /// <param name="address">Where: an address and port, port 0 for any; or the path of a Unix socket.</param>
    /// <returns>The listening socket, to <see cref="AcceptAsync"/> from.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="SocketException">The address is in use or not allowed.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static AsyncSocket Listen(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Socket socket = StreamFor(address);
        try
        {
            socket.Bind(address);
            socket.Listen(Backlog);
            return new AsyncSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to whoever listens at <paramref name="address"/>.</summary>
    /// <param name="address">An address and port, the path of a Unix socket, or a name and port.</param>
    /// <returns>The connected socket. Fails with a <see cref="SocketException"/> when nobody listens there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static Future<AsyncSocket> ConnectToAsync(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is DnsEndPoint name ? ConnectToAsync(name.Host, name.Port) : Connect(address);
    }

    /// <summary>Connects to a host by TCP: to whichever of its addresses answers first.</summary>
    /// <remarks>
    /// <para>The name is looked up on a thread of <see cref="Unblock"/>, since the system's look-up blocks; a cancellation waits for its end. Then
    /// the addresses are tried in the system's order, those of IPv4 and IPv6 taking turns, each a quarter of a second after the one before, or as
    /// soon as that has failed (RFC 8305, "Happy Eyeballs").</para>
    /// </remarks>
    /// <param name="host">Its name, or an address.</param>
    /// <param name="port">The port.</param>
    /// <returns>The connected socket. Fails with a <see cref="SocketException"/> when there is no such name; when no address answers, with the first
    /// failure, and those of the other addresses hang on it (<see cref="SuppressedExceptions.GetSuppressed"/>).</returns>
    /// <exception cref="ArgumentException"><paramref name="host"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is not from 1 to 65,535.</exception>
    public static Future<AsyncSocket> ConnectToAsync(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (port is < 1 or > IPEndPoint.MaxPort)
            throw new ArgumentOutOfRangeException(nameof(port), port, $"A port to connect to is a number from 1 to {IPEndPoint.MaxPort}.");
        return HostConnect.ConnectAsync(host, port, Dns.GetHostAddresses, Connect);
    }

    /// <summary>Receives what is there, and waits for something if there is nothing.</summary>
    /// <param name="buffer">Where it goes; must stay as it is until the operation has ended.</param>
    /// <returns>How many bytes were received; 0 when the other side sends no more. Fails with a <see cref="SocketException"/>.</returns>
    /// <exception cref="InvalidOperationException">Another task receives; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable ReceiveAsync(Memory<byte> buffer)
    {
        _source.Input.BeginTransfer(buffer);
        return new SocketAwaitable(_source.Input);
    }

    /// <summary>Sends as much as there is room for, and waits for some if there is none.</summary>
    /// <param name="buffer">What to send; must stay as it is until the operation has ended.</param>
    /// <returns>How many bytes were sent. Fails with a <see cref="SocketException"/>.</returns>
    /// <exception cref="InvalidOperationException">Another task sends; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable SendAsync(ReadOnlyMemory<byte> buffer)
    {
        // SAFETY: an output only reads it.
        _source.Output.BeginTransfer(MemoryMarshal.AsMemory(buffer));
        return new SocketAwaitable(_source.Output);
    }

    /// <summary>Sends all of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What to send; must stay as it is until the operation has ended.</param>
    /// <returns>Completes when all was handed to the system. Fails with a <see cref="SocketException"/>; how much was sent before a failure or a
    /// cancellation is not known.</returns>
    public async Future SendAllAsync(ReadOnlyMemory<byte> buffer)
    {
        while (!buffer.IsEmpty)
            buffer = buffer[await SendAsync(buffer)..];
    }

    /// <summary>Receives until <paramref name="buffer"/> is full.</summary>
    /// <param name="buffer">Where it goes; must stay as it is until the operation has ended.</param>
    /// <returns>Completes when it is full. Fails with an <see cref="EndOfStreamException"/> when the other side sends no more before that; with a
    /// <see cref="SocketException"/>. How much was received before a failure or a cancellation is not known.</returns>
    public async Future ReceiveAllAsync(Memory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int received = await ReceiveAsync(buffer);
            if (received == 0)
                throw new EndOfStreamException($"The other side sends no more, and {buffer.Length} bytes were still expected.");
            buffer = buffer[received..];
        }
    }

    /// <summary>Waits for somebody who connects to a listening socket.</summary>
    /// <remarks>Whoever has gone before being accepted is passed over. While the process has no descriptor left, or the system no memory, it
    /// waits, for 5 milliseconds at first and a second at most, and asks again: those who connect wait in the system's queue
    /// meanwhile.</remarks>
    /// <returns>The connection. Fails with a <see cref="SocketException"/> otherwise; the socket goes on listening, and can be asked
    /// again.</returns>
    public async Future<AsyncSocket> AcceptAsync() => Accepted(await Accepting.AcceptAsync(Waits.AcceptAsync));

    /// <summary>Connects to whoever listens at <paramref name="address"/>.</summary>
    /// <param name="address">An address and port, or the path of a Unix socket.</param>
    /// <returns>Completes when it is connected. Fails with a <see cref="SocketException"/> when nobody listens there.</returns>
    /// <exception cref="ArgumentException"><paramref name="address"/> is a name.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public Future ConnectAsync(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is DnsEndPoint)
            throw new ArgumentException(
                "A socket connects to one address, and a name may have several, of which the look-up blocks. Use AsyncSocket.ConnectToAsync.", nameof(address));
        return Waits.ConnectAsync(address);
    }

    /// <summary>Receives one message of a socket without connections, such as of UDP, and learns whose it is.</summary>
    /// <param name="buffer">Where it goes; what does not fit is cut off.</param>
    /// <returns>Its length, and whose it is. Fails with a <see cref="SocketException"/>.</returns>
    public Future<(int Received, EndPoint Sender)> ReceiveFromAsync(Memory<byte> buffer) => Waits.ReceiveFromAsync(buffer);

    /// <summary>Sends one message to <paramref name="receiver"/>, by a socket without connections, such as of UDP.</summary>
    /// <param name="buffer">The message.</param>
    /// <param name="receiver">Whose it is.</param>
    /// <returns>Completes when it was handed to the system. Fails with a <see cref="SocketException"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    public Future SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Waits.SendToAsync(buffer, receiver);
    }

    /// <summary>Ends one direction, or both: the other side receives to the end of what was sent, and is then told.</summary>
    /// <param name="how">Which.</param>
    /// <exception cref="SocketException">It is not connected.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Shutdown(SocketShutdown how) => Transport.Shutdown(how);

    /// <summary>The socket as a stream, for what knows streams only: <see cref="Tls"/>, readers and writers of text, compression.</summary>
    /// <remarks>
    /// <para>Its asynchronous operations alone can be used: those that block would block all tasks, and throw. They may be begun on any thread, as
    /// code does that does not come home after its awaits, and are carried out by the executor, which then goes on with that code itself. Nothing is
    /// allocated for an operation. A failure of the connection is an <see cref="IOException"/> with the <see cref="SocketException"/> inside.</para>
    /// <para><b>Cancellation</b> is by the token. A read that was cancelled has taken nothing, and the stream is as good as before. A write that was
    /// cancelled may have sent a part of its bytes, and the other side cannot know: close the connection, or shut it down.</para>
    /// </remarks>
    /// <returns>A stream whose disposal, on any thread, has the socket closed; it need not be disposed of if the socket is. One such stream reads,
    /// and one writes, at a time.</returns>
    public Stream AsStream() => new IoStream(_source, this);

    /// <summary>Takes the socket out of the executor, for another one to <see cref="Wrap"/>: a part that runs on a pool
    /// (<see cref="Future{T}.RunOn"/>) can thus have what was accepted here. It goes on not to block. This object is of no use any more.</summary>
    /// <returns>The socket, which is the caller's.</returns>
    /// <exception cref="InvalidOperationException">An operation waits; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Socket Unwrap()
    {
        _source.ThrowIfUnusable();
        if (_source.Input.IsBusy || _source.Output.IsBusy)
            throw new InvalidOperationException("An operation of this socket waits, and would wait for ever. Cancel it, or wait for its end, before.");
        _source.Leave();
        _source.IsHandedOver = true;
        // It knows that the descriptor does not block where it was told to see to that.
        Socket.Blocking = false;
        return Socket;
    }

    /// <summary>Closes it. An operation that waits fails with an <see cref="ObjectDisposedException"/>. Does nothing after
    /// <see cref="Unwrap"/>.</summary>
    /// <exception cref="InvalidOperationException">The executor still runs, and this is another thread.</exception>
    public void Dispose()
    {
        if (_source.IsHandedOver)
            return;
        _source.Leave();
        Transport.Dispose();
    }

    private static Socket StreamFor(EndPoint address) => address is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    private static AsyncSocket Accepted(IoSource source)
    {
        try
        {
            return new AsyncSocket(source);
        }
        catch
        {
            ((ISocketTransport)source.Transport).Dispose();
            throw;
        }
    }

    private static AsyncSocket Owned(Socket socket)
    {
        try
        {
            return new AsyncSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Future<AsyncSocket> Connect(EndPoint address)
    {
        AsyncSocket socket = Owned(StreamFor(address));
        try
        {
            await socket.Waits.ConnectAsync(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
