using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A descriptor of Linux that is read and written: a pipe, an eventfd, a timerfd, a terminal.</summary>
internal sealed unsafe partial class DescriptorTransport(SafeHandle descriptor, Type owner) : Transport
{
    // SOURCE: fcntl.h, errno.h of Linux.
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int NonBlocking = 0x800;
    private const int TryAgain = 11;
    private const int Interrupted = 4;

    public override SafeHandle Descriptor => descriptor;

    // A pipe may hold packets, an eventfd gives eight bytes: that they were fewer than asked for says nothing.
    public override bool IsStream => false;

    public override Type Owner => owner;

    /// <summary>Has the descriptor not block.</summary>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public void MakeNonBlocking()
    {
        int flags = Control(descriptor, GetFlags, 0);
        if (flags < 0 || Control(descriptor, SetFlags, flags | NonBlocking) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public override int Receive(Span<byte> buffer, out int error)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
                count = Read(descriptor, start, buffer.Length);
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
                count = Write(descriptor, start, buffer.Length);
            while (HasToRepeat(count, out error));
            return (int)Math.Max(count, 0);
        }
    }

    public override Exception FailureOf(int error) => new IOException(Marshal.GetPInvokeErrorMessage(error), error);

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
