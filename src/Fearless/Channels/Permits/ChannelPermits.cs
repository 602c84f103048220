using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Reserves room in a channel before the value is made, so that a value is only made when it can be sent.</summary>
/// <remarks>
/// For channels of <see cref="Channel.Bounded{T}(int)"/>, and of <see cref="Channel.Unbounded{T}"/>, where there always is room. Room that
/// is held is not there for others. While a channel holds room, its senders take a short lock each; receivers never do.
/// <para>Each permit is one object, which counts as a sender.</para>
/// </remarks>
/// <example><code>
/// var (tx, rx) = Channel.Bounded&lt;string&gt;(8);
/// using (SendPermit&lt;string&gt; permit = tx.Reserve())
///     permit.Send(File.ReadAllText("notes.txt"));
/// </code></example>
public static class ChannelPermits
{
    /// <summary>Holds room for one value, and blocks the thread while there is none.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The permit; to be used or disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ChannelDisconnectedException">The last receiver is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing is held.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendPermit<T> Reserve<T>(this Sender<T> sender, CancellationToken cancellationToken = default)
    {
        SendResult result = sender.TryReserve(out SendPermit<T>? permit, Deadline.Never, cancellationToken);
        sender.ThrowUnlessSent(result, cancellationToken);
        return permit!;
    }

    /// <summary>Holds room for one value, if there is room.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="permit">The permit, to be used or disposed; null when there is none.</param>
    /// <returns><see cref="SendResult.Sent"/> when room is held, otherwise <see cref="SendResult.Full"/> or
    /// <see cref="SendResult.Disconnected"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendResult TryReserve<T>(this Sender<T> sender, out SendPermit<T>? permit)
    {
        ArgumentNullException.ThrowIfNull(sender);
        SendResult result = TryReserve(sender.Core, out permit);
        GC.KeepAlive(sender);
        return result;
    }

    /// <summary>Holds room for one value, and blocks the thread while there is none and <paramref name="deadline"/> has not
    /// passed.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="permit">The permit, to be used or disposed; null when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SendResult.Sent"/> when room is held, otherwise any but <see cref="SendResult.Full"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendResult TryReserve<T>(
        this Sender<T> sender, out SendPermit<T>? permit, Deadline deadline, CancellationToken cancellationToken = default)
    {
        permit = null;
        ArgumentNullException.ThrowIfNull(sender);
        ChannelCore<T> core = sender.Core;
        if (cancellationToken.IsCancellationRequested)
            return SendResult.Cancelled;
        SendResult result = TryReserve(core, out permit);
        if (result == SendResult.Full)
            result = BlockingWait<T>.Reserve(core, out permit, deadline, cancellationToken);
        GC.KeepAlive(sender);
        return result;
    }

    /// <summary>Holds room for one value, and blocks the thread for at most <paramref name="timeout"/> while there is none.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="permit">The permit, to be used or disposed; null when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SendResult.Sent"/> when room is held, otherwise any but <see cref="SendResult.Full"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendResult TryReserve<T>(
        this Sender<T> sender, out SendPermit<T>? permit, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        sender.TryReserve(out permit, Deadline.After(timeout), cancellationToken);

    /// <summary>Holds room for one value; completes when there was room.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing is held.</param>
    /// <returns>A task to be awaited once: the permit, to be used or disposed. It fails with
    /// <see cref="ChannelDisconnectedException"/> when the last receiver is gone. Its continuations never run on the stack of a receiver.
    /// One that has to wait allocates an object besides the permit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null. Thrown at once.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed. Thrown at once.</exception>
    public static ValueTask<SendPermit<T>> ReserveAsync<T>(this Sender<T> sender, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ChannelCore<T> core = sender.Core;
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<SendPermit<T>>(cancellationToken);
        SendResult result = TryReserve(core, out SendPermit<T>? permit);
        return result switch
        {
            SendResult.Sent => new ValueTask<SendPermit<T>>(permit!),
            SendResult.Full => AsyncReserve<T>.ReserveAsync(sender, core, cancellationToken),
            _ => ValueTask.FromException<SendPermit<T>>(ChannelDisconnectedException.NoReceivers(core.CloseError)),
        };
    }

    /// <summary>Holds room for one value; completes when there was room, or when <paramref name="deadline"/> has passed.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: <see cref="SendResult.Sent"/> and the permit, to be used or disposed, when room is held;
    /// otherwise any but <see cref="SendResult.Full"/>, and null. Its continuations never run on the stack of a receiver. One that has to
    /// wait allocates an object besides the permit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null. Thrown at once.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed. Thrown at once.</exception>
    public static ValueTask<(SendResult Result, SendPermit<T>? Permit)> TryReserveAsync<T>(
        this Sender<T> sender, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ChannelCore<T> core = sender.Core;
        if (cancellationToken.IsCancellationRequested)
            return new((SendResult.Cancelled, null));
        SendResult result = TryReserve(core, out SendPermit<T>? permit);
        return result == SendResult.Full ? AsyncReserve<T>.TryReserveAsync(sender, core, deadline, cancellationToken) : new((result, permit));
    }

    /// <summary>Holds room for one value; completes when there was room, or when <paramref name="timeout"/> is over.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once, as that of the other form.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null. Thrown at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="NotSupportedException">The channel is of another kind. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed. Thrown at once.</exception>
    public static ValueTask<(SendResult Result, SendPermit<T>? Permit)> TryReserveAsync<T>(
        this Sender<T> sender, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        sender.TryReserveAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Holds room for one value, if there is room; says <see cref="SendResult.Disconnected"/> also when the last sender is
    /// gone.</summary>
    internal static SendResult TryReserve<T>(ChannelCore<T> core, out SendPermit<T>? permit)
    {
        permit = null;
        SendResult result = core.TryReserve();
        if (result != SendResult.Sent)
            return result;
        if (!core.TryAddSender())
        {
            // The sender was disposed in the middle of the call.
            core.ReleaseReserved();
            return SendResult.Disconnected;
        }
        permit = new SendPermit<T>(core);
        return SendResult.Sent;
    }
}
