using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>What bytes go through, without waiting: a socket, or another descriptor. Its errors are numbers, of which this library knows
/// two.</summary>
internal abstract class Transport
{
    /// <summary>The error of whatever has not failed.</summary>
    public const int NoError = 0;

    /// <summary>The error that there is nothing to be done now.</summary>
    public const int WouldBlock = (int)SocketError.WouldBlock;

    /// <summary>What the system knows it by.</summary>
    public abstract SafeHandle Descriptor { get; }

    /// <summary>Whether it has bytes and no messages, so that whoever gets fewer than asked for has them all.</summary>
    public abstract bool IsStream { get; }

    /// <summary>The type that the user has in hand, for exceptions.</summary>
    public abstract Type Owner { get; }

    /// <summary>Receives into <paramref name="buffer"/> what is there.</summary>
    public abstract int Receive(Span<byte> buffer, out int error);

    /// <summary>Sends of <paramref name="buffer"/> what there is room for.</summary>
    public abstract int Send(ReadOnlySpan<byte> buffer, out int error);

    /// <summary>What to tell the user of <paramref name="error"/>.</summary>
    public abstract Exception FailureOf(int error);
}
