using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fearless.Tasks;

/// <summary>The descriptor of a connection that Linux has accepted, and that does not block.</summary>
/// <remarks>A tenth of what a <see cref="System.Net.Sockets.Socket"/> takes, with its handle, its addresses, and what it keeps for operations of its own: a
/// server has thousands that wait.</remarks>
internal sealed unsafe partial class Connection : SafeHandleMinusOneIsInvalid
{
    // SOURCE: sys/socket.h, netinet/in.h, netinet/tcp.h, errno.h of Linux.
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Tcp = 6;
    private const int NoDelayOption = 1;
    private const int Interrupted = 4;

    /// <summary>None yet: for <see cref="TryAccept"/>.</summary>
    public Connection()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Whether little is sent at once; null when the system refuses to tell.</summary>
    public bool? NoDelay
    {
        get
        {
            int value;
            int length = sizeof(int);
            return GetOption(this, Tcp, NoDelayOption, &value, &length) == 0 ? value != 0 : null;
        }
    }

    /// <summary>Accepts whoever has connected to <paramref name="listener"/>. Null, and the system's error, when that cannot be done.</summary>
    public static Connection? TryAccept(SafeHandle listener, out int error)
    {
        var connection = new Connection();
        int descriptor;
        do
        {
            descriptor = Accept(listener, null, null, NonBlocking | CloseOnExec);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Interrupted);
        if (descriptor < 0)
        {
            connection.Dispose();
            return null;
        }
        connection.SetHandle(descriptor);
        return connection;
    }

    /// <summary>Sets whether little is sent at once; false, and the system's error is the last one, when it refuses.</summary>
    public bool TrySetNoDelay(bool value)
    {
        int option = value ? 1 : 0;
        return SetOption(this, Tcp, NoDelayOption, &option, sizeof(int)) == 0;
    }

    /// <summary>Ends one direction, or both; false, and the system's error is the last one, when it refuses.</summary>
    /// <param name="how">0 to receive, 1 to send, 2 for both.</param>
    public bool TryShutdown(int how) => Shutdown(this, how) == 0;

    /// <summary>Gives the descriptor to the caller, and is of no use any more.</summary>
    public nint Release()
    {
        nint descriptor = handle;
        SetHandleAsInvalid();
        return descriptor;
    }

    protected override bool ReleaseHandle() => Close((int)handle) == 0;

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept(SafeHandle listener, void* address, void* addressLength, int flags);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(SafeHandle socket, int level, int name, int* value, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(SafeHandle socket, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int Shutdown(SafeHandle socket, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
