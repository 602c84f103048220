using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>The end of a oneshot that sends its one value.</summary>
/// <remarks>
/// Sending never waits and allocates nothing. Dispose it when it may not come to a send: the receiver then learns that nothing will come.
/// After a send, disposing does nothing. A copy is the same end. A sender that is only forgotten is not noticed: a oneshot is one object,
/// without a finaliser.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("disconnected: {IsDisconnected}")]
[SuppressMessage("Performance", "CA1815", Justification = "An end is never compared.")]
public readonly struct OneshotSender<T> : IDisposable
{
    private readonly OneshotCore<T>? _core;

    internal OneshotSender(OneshotCore<T> core) => _core = core;

    /// <summary>Whether nobody will receive what would be sent: the receiver is gone or has received. Once true it stays so.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool IsDisconnected => Core.IsReceiverGone;

    private OneshotCore<T> Core =>
        _core ?? throw new InvalidOperationException($"This {nameof(OneshotSender<>)} is a default value. Channel.Oneshot makes one that can be used.");

    /// <summary>Sends the value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChannelDisconnectedException">The receiver is gone. Nothing was sent, and the value is still the
    /// caller's.</exception>
    /// <exception cref="InvalidOperationException">This sender was used or disposed before, or is <c>default</c>. Nothing was
    /// sent.</exception>
    public void Send(T value)
    {
        if (Core.TrySend(value) != SendResult.Sent)
            throw ChannelDisconnectedException.NoReceivers();
    }

    /// <summary>Sends the value, or says that nobody would receive it.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see cref="SendResult.Sent"/>, or <see cref="SendResult.Disconnected"/> when the receiver is gone; the value is then
    /// still the caller's.</returns>
    /// <exception cref="InvalidOperationException">This sender was used or disposed before, or is <c>default</c>. Nothing was
    /// sent.</exception>
    public SendResult TrySend(T value) => Core.TrySend(value);

    /// <summary>Gives this end up. Without a send before, the receiver learns that nothing will come. A second call does nothing.</summary>
    public void Dispose() => _core?.DisposeSender();
}
