using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A descriptor that is not a socket: a pipe, an eventfd, a timerfd, a terminal.</summary>
internal sealed class PlainTransport(SafeHandle descriptor) : DescriptorTransport
{
    public override SafeHandle Descriptor => descriptor;

    // A pipe may hold packets, an eventfd gives eight bytes: that they were fewer than asked for says nothing.
    public override bool IsStream => false;

    public override Type Owner => typeof(AsyncDescriptor);

    public override Exception FailureOf(int error) => new IOException(Marshal.GetPInvokeErrorMessage(error), error);
}
