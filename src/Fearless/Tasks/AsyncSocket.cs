using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A socket whose operations are awaited in tasks of one executor, without a thread and without an allocation for each.</summary>
/// <remarks>
/// <para>The executor itself waits for the system (epoll), in its own thread, along with timers and other threads: nothing hops through the
/// thread pool, as the operations of <see cref="System.Net.Sockets.Socket"/> do. An operation that can be done is done at once. Only on Linux; elsewhere
/// use the asynchronous methods of <see cref="System.Net.Sockets.Socket"/>, which can be awaited in tasks all the same.</para>
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
[DebuggerDisplay("{Socket.LocalEndPoint} to {Socket.RemoteEndPoint}")]
public sealed class AsyncSocket : IDisposable
{
    private const int Backlog = 1024;

    private readonly IoSource _source;

    private AsyncSocket(Socket socket)
    {
        if (!Reactor.IsAvailable)
            throw new PlatformNotSupportedException(
                "There is an AsyncSocket only on Linux. Use the asynchronous methods of System.Net.Sockets.Socket, which can be awaited in tasks, too.");
        EventLoop loop = EventLoop.Required;
        socket.Blocking = false;
        Socket = socket;
        _source = new IoSource(loop, socket);
        loop.Reactor.Add(_source);
    }

    /// <summary>The socket itself: for its options and addresses. It does not block, and must not be read, written or closed by other ways than
    /// this object's.</summary>
    public Socket Socket { get; }

    /// <summary>Makes <paramref name="socket"/> one whose operations are awaited, and owns it from here on.</summary>
    /// <param name="socket">A socket of any kind: TCP, UDP, a Unix socket; connected or not.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
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
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
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
    /// <param name="address">An address and port, or the path of a Unix socket.</param>
    /// <returns>The connected socket. Fails with a <see cref="SocketException"/> when nobody listens there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static Future<AsyncSocket> ConnectToAsync(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Connect(address);
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
    /// <returns>The connection. Fails with a <see cref="SocketException"/>, such as one that there are no descriptors left; the socket goes on
    /// listening, and can be asked again.</returns>
    public async Future<AsyncSocket> AcceptAsync()
    {
        while (true)
        {
            await Readable();
            // Asked first: an attempt that finds nobody would be an exception.
            if (Socket.Poll(0, SelectMode.SelectRead))
                return Owned(Socket.Accept());
            _source.Input.Exhaust();
        }
    }

    /// <summary>Connects to whoever listens at <paramref name="address"/>.</summary>
    /// <param name="address">An address and port, or the path of a Unix socket.</param>
    /// <returns>Completes when it is connected. Fails with a <see cref="SocketException"/> when nobody listens there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public Future ConnectAsync(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ConnectCore(address);
    }

    /// <summary>Receives one message of a socket without connections, such as of UDP, and learns whose it is.</summary>
    /// <param name="buffer">Where it goes; what does not fit is cut off.</param>
    /// <returns>Its length, and whose it is. Fails with a <see cref="SocketException"/>.</returns>
    public async Future<(int Received, EndPoint Sender)> ReceiveFromAsync(Memory<byte> buffer)
    {
        while (true)
        {
            await Readable();
            if (Socket.Poll(0, SelectMode.SelectRead))
            {
                EndPoint sender = new IPEndPoint(Socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
                int received = Socket.ReceiveFrom(buffer.Span, ref sender);
                return (received, sender);
            }
            _source.Input.Exhaust();
        }
    }

    /// <summary>Sends one message to <paramref name="receiver"/>, by a socket without connections, such as of UDP.</summary>
    /// <param name="buffer">The message.</param>
    /// <param name="receiver">Whose it is.</param>
    /// <returns>Completes when it was handed to the system. Fails with a <see cref="SocketException"/>.</returns>
    public async Future SendToAsync(ReadOnlyMemory<byte> buffer, EndPoint receiver)
    {
        while (true)
        {
            await Writable();
            if (Socket.Poll(0, SelectMode.SelectWrite))
            {
                Socket.SendTo(buffer.Span, receiver);
                return;
            }
            _source.Output.Exhaust();
        }
    }

    /// <summary>Ends one direction, or both: the other side receives to the end of what was sent, and is then told.</summary>
    /// <param name="how">Which.</param>
    /// <exception cref="SocketException">It is not connected.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Shutdown(SocketShutdown how) => Socket.Shutdown(how);

    /// <summary>Closes it. An operation that waits fails with an <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">The executor still runs, and this is another thread.</exception>
    public void Dispose()
    {
        if (!_source.IsClosed)
        {
            if (EventLoop.Current != _source.Loop)
                throw new InvalidOperationException("A socket belongs to the thread of the executor that it was made in. Dispose it there.");
            _source.Loop.Reactor.Remove(_source);
            _source.Close();
        }
        Socket.Dispose();
    }

    private static Socket StreamFor(EndPoint address) => address is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

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
            await socket.ConnectCore(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Future ConnectCore(EndPoint address)
    {
        try
        {
            _source.Output.Exhaust();
            Socket.Connect(address);
            _source.Output.BecomeReady(isLast: false);
            return;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The system goes on by itself, and tells of the end.
        }
        await Writable();
        var error = (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error != SocketError.Success)
            throw new SocketException((int)error);
        // Asked, the socket notices that it is.
        if (!Socket.Connected)
            throw new SocketException((int)SocketError.NotConnected);
    }

    private SocketAwaitable Readable()
    {
        _source.Input.BeginWait();
        return new SocketAwaitable(_source.Input);
    }

    private SocketAwaitable Writable()
    {
        _source.Output.BeginWait();
        return new SocketAwaitable(_source.Output);
    }
}
