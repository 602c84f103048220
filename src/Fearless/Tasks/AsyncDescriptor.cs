using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A descriptor of Linux that can be waited for, such as a pipe, an eventfd, a timerfd, a pidfd, an inotify or a terminal, in tasks of one
/// executor, without a thread for each and without an allocation.</summary>
/// <remarks>
/// <para>To read and write what can be read and written, or only to wait until something can be done: the call that does it is then the
/// user's. For sockets there is <see cref="AsyncSocket"/>, which works on all systems. Files are always ready and cannot be waited
/// for: <see cref="Unblock"/> is for them.</para>
/// <para>An operation that is cancelled has transferred nothing. One task reads or waits for readability at a time, and one writes. Belongs to the
/// executor it was made in, and to its thread.</para>
/// </remarks>
/// <example><code>
/// using System.IO.Pipes;
///
/// if (OperatingSystem.IsLinux())
/// {
///     Executor.BlockOn(static async () =&gt;
///     {
///         using var server = new AnonymousPipeServerStream(PipeDirection.Out);
///         using var reader = AsyncDescriptor.Wrap(server.ClientSafePipeHandle);
///         server.Write([1, 2, 3]);
///         byte[] buffer = new byte[100];
///         int count = await reader.ReadAsync(buffer);
///     });
/// }
/// </code></example>
[DebuggerDisplay("{Handle}")]
[SupportedOSPlatform("linux")]
public sealed class AsyncDescriptor : IDisposable
{
    private AsyncDescriptor(SafeHandle handle)
    {
        EventLoop loop = EventLoop.Required;
        if (loop.Home.Backend != IoBackend.Epoll)
            throw new PlatformNotSupportedException(
                "Descriptors can be waited for on Linux only, and not while the switch Fearless.Tasks.PortableSockets is on. Use the asynchronous "
                + "methods of System.IO elsewhere, which can be awaited in tasks, too.");
        var transport = new PlainTransport(handle);
        Handle = handle;
        Source = new IoSource(loop, transport);
        loop.Reactor.Add(Source);
        try
        {
            transport.MakeNonBlocking();
        }
        catch
        {
            Source.Leave();
            throw;
        }
    }

    /// <summary>The descriptor itself. It does not block, and must not be closed by other ways than this object's.</summary>
    public SafeHandle Handle { get; }

    private IoSource Source { get; }

    /// <summary>Makes <paramref name="handle"/> one that is awaited, has it not block, and owns it from here on.</summary>
    /// <param name="handle">A descriptor. Whoever shares it, in this process or another, finds that it does not block.</param>
    /// <returns>The descriptor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handle"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    /// <exception cref="Win32Exception">It cannot be waited for, as that of a file; then it is the caller's as before.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux, or sockets were switched to the portable way.</exception>
    public static AsyncDescriptor Wrap(SafeHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return new AsyncDescriptor(handle);
    }

    /// <summary>Waits until it can be read, has an event, or has come to its end. An attempt may still find nothing; then call
    /// <see cref="ClearReadable"/>, and wait again.</summary>
    /// <returns>To be awaited at once.</returns>
    /// <exception cref="InvalidOperationException">Another task reads; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable ReadableAsync()
    {
        Source.Input.BeginWait();
        return new SocketAwaitable(Source.Input);
    }

    /// <summary>Waits until it can be written, or has failed. An attempt may still find no room; then call <see cref="ClearWritable"/>, and
    /// wait again.</summary>
    /// <returns>To be awaited at once.</returns>
    /// <exception cref="InvalidOperationException">Another task writes; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable WritableAsync()
    {
        Source.Output.BeginWait();
        return new SocketAwaitable(Source.Output);
    }

    /// <summary>Says that an attempt to read has found nothing (<c>EAGAIN</c>): the next wait is for something new. The system tells once of each
    /// thing that comes, so whoever calls this without having found nothing may wait for ever.</summary>
    /// <exception cref="InvalidOperationException">This is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void ClearReadable()
    {
        Source.ThrowIfUnusable();
        Source.Input.Exhaust();
    }

    /// <summary>Says that an attempt to write has found no room (<c>EAGAIN</c>); otherwise as <see cref="ClearReadable"/>.</summary>
    /// <exception cref="InvalidOperationException">This is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void ClearWritable()
    {
        Source.ThrowIfUnusable();
        Source.Output.Exhaust();
    }

    /// <summary>Reads what is there, and waits for something if there is nothing.</summary>
    /// <param name="buffer">Where it goes; must stay as it is until the operation has ended.</param>
    /// <returns>How many bytes were read; 0 at the end. Fails with an <see cref="IOException"/>, whose <see cref="Exception.HResult"/> is the
    /// system's <c>errno</c>.</returns>
    /// <exception cref="InvalidOperationException">Another task reads; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable ReadAsync(Memory<byte> buffer)
    {
        Source.Input.BeginTransfer(buffer);
        return new SocketAwaitable(Source.Input);
    }

    /// <summary>Writes as much as there is room for, and waits for some if there is none.</summary>
    /// <param name="buffer">What to write; must stay as it is until the operation has ended.</param>
    /// <returns>How many bytes were written. Fails as <see cref="ReadAsync"/>.</returns>
    /// <exception cref="InvalidOperationException">Another task writes; or this is not the executor's thread.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public SocketAwaitable WriteAsync(ReadOnlyMemory<byte> buffer)
    {
        // SAFETY: an output only reads it.
        Source.Output.BeginTransfer(MemoryMarshal.AsMemory(buffer));
        return new SocketAwaitable(Source.Output);
    }

    /// <summary>The descriptor as a stream, for what knows streams only; as <see cref="AsyncSocket.AsStream"/>.</summary>
    /// <param name="access">What can be done with it: one end of a pipe is read, the other written.</param>
    /// <returns>A stream whose disposal closes the descriptor.</returns>
    public Stream AsStream(FileAccess access) => AsStream(access, this);

    /// <summary>Closes it. An operation that waits fails with an <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">The executor still runs, and this is another thread.</exception>
    public void Dispose()
    {
        Source.Leave();
        Handle.Dispose();
    }

    /// <summary>As <see cref="AsStream(FileAccess)"/>, with something else to be disposed of with the stream.</summary>
    internal Stream AsStream(FileAccess access, IDisposable owner) => new IoStream(Source, owner, access);
}
