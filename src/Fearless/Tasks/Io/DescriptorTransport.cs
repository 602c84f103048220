using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A descriptor of Linux that is read and written. Its errors are those of the system.</summary>
internal abstract unsafe partial class DescriptorTransport : Transport
{
    // SOURCE: fcntl.h, errno.h of Linux.
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int NonBlocking = 0x800;
    private const int TryAgain = 11;
    private const int Interrupted = 4;

    /// <summary>Has the descriptor not block.</summary>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public void MakeNonBlocking()
    {
        int flags = Control(Descriptor, GetFlags, 0);
        if (flags < 0 || Control(Descriptor, SetFlags, flags | NonBlocking) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public override int Receive(Span<byte> buffer, out int error)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
                count = Read(Descriptor, start, buffer.Length);
            while (HasToRepeat(count, out error));
            return (int)Math.Max(count, 0);
        }
    }

    public override int Send(ReadOnlySpan<byte> buffer, out int error)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
                count = Write(Descriptor, start, buffer.Length);
            while (HasToRepeat(count, out error));
            return (int)Math.Max(count, 0);
        }
    }

    private static bool HasToRepeat(nint count, out int error)
    {
        error = count >= 0 ? NoError : Marshal.GetLastPInvokeError();
        if (error == TryAgain)
            error = WouldBlock;
        return error == Interrupted;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeHandle descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle descriptor, byte* buffer, nint length);
}
