using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

// Any of several channels of one type: without handlers, and without anything to build before.
public static partial class Select
{
    /// <summary>Receives from any one of <paramref name="receivers"/>; blocks the thread while none has a value.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from. Among several that have a value one is chosen at random.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The index of the receiver that was chosen.</returns>
    /// <remarks>Costs a look at each until one has a value, and allocates nothing. The looks begin at a random one and go round, so none
    /// starves; for an order of your own, and for channels of different types, use a <see cref="Selection"/>.</remarks>
    /// <exception cref="ChannelDisconnectedException">A receiver was chosen whose last sender is gone, and nothing is left. To go on with
    /// the others use <see cref="TryReceiveAny{T}(ReadOnlySpan{Receiver{T}}, out int, out T, Deadline, CancellationToken)"/>, which tells
    /// which one it was.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was taken
    /// out.</exception>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed.</exception>
    /// <example><code>
    /// var (fast, fromFast) = Channel.Bounded&lt;int&gt;(8);
    /// var (slow, fromSlow) = Channel.Bounded&lt;int&gt;(8);
    /// slow.Send(7);
    /// int from = Select.ReceiveAny([fromFast, fromSlow], out int number);
    /// Console.WriteLine($"{number} from {from}");
    /// </code></example>
    public static int ReceiveAny<T>(ReadOnlySpan<Receiver<T>> receivers, out T value, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReceiveResult result = AnyReceive<T>.TrySoon(receivers, out int index, out value);
        if (result == ReceiveResult.Empty)
            result = AnyReceive<T>.Wait(receivers, out index, out value, Deadline.Never, cancellationToken);
        if (result == ReceiveResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        if (result != ReceiveResult.Received)
            receivers[index].ThrowNotReceived(result, cancellationToken);
        return index;
    }

    /// <summary>Receives from any one of <paramref name="receivers"/> that has a value now.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from.</param>
    /// <param name="index">The index of the receiver that was chosen; -1 when there is none.</param>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <returns><see cref="ReceiveResult.Received"/>, <see cref="ReceiveResult.Empty"/>, or <see cref="ReceiveResult.Disconnected"/> for the
    /// one at <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed.</exception>
    public static ReceiveResult TryReceiveAny<T>(ReadOnlySpan<Receiver<T>> receivers, out int index, [MaybeNull] out T value) =>
        AnyReceive<T>.Try(receivers, out index, out value);

    /// <summary>Receives from any one of <paramref name="receivers"/>; blocks the thread for at most <paramref name="timeout"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from.</param>
    /// <param name="index">The index of the receiver that was chosen; -1 when there is none.</param>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>; <see cref="ReceiveResult.Disconnected"/> for the one at
    /// <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed.</exception>
    public static ReceiveResult TryReceiveAny<T>(
        ReadOnlySpan<Receiver<T>> receivers,
        out int index,
        [MaybeNull] out T value,
        TimeSpan timeout,
        CancellationToken cancellationToken = default) =>
        TryReceiveAny(receivers, out index, out value, Deadline.After(timeout), cancellationToken);

    /// <summary>Receives from any one of <paramref name="receivers"/>; blocks the thread until <paramref name="deadline"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from.</param>
    /// <param name="index">The index of the receiver that was chosen; -1 when there is none.</param>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>; <see cref="ReceiveResult.Disconnected"/> for the one at
    /// <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed.</exception>
    public static ReceiveResult TryReceiveAny<T>(
        ReadOnlySpan<Receiver<T>> receivers,
        out int index,
        [MaybeNull] out T value,
        Deadline deadline,
        CancellationToken cancellationToken = default)
    {
        index = -1;
        value = default!;
        if (cancellationToken.IsCancellationRequested)
            return ReceiveResult.Cancelled;
        ReceiveResult result = AnyReceive<T>.TrySoon(receivers, out index, out value);
        return result == ReceiveResult.Empty
            ? AnyReceive<T>.Wait(receivers, out index, out value, deadline, cancellationToken)
            : result;
    }

    /// <summary>Receives from any one of <paramref name="receivers"/>; completes when one had a value.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from; left alone until the task has completed.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was taken out.</param>
    /// <returns>A task to be awaited once: the index of the receiver that was chosen, and the value. It fails as
    /// <see cref="ReceiveAny"/> does. Its continuations never run on the stack of a sender.</returns>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed. Thrown at once.</exception>
    public static ValueTask<(int Index, T Value)> ReceiveAnyAsync<T>(
        ReadOnlyMemory<Receiver<T>> receivers, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<(int, T)>(cancellationToken);
        return AnyReceive<T>.Try(receivers.Span, out int index, out T value) == ReceiveResult.Received
            ? new ValueTask<(int, T)>((index, value))
            : WaitAsync(receivers, cancellationToken);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<(int Index, T Value)> WaitAsync(ReadOnlyMemory<Receiver<T>> receivers, CancellationToken cancellationToken)
        {
            var (result, index, value) =
                await AnyReceive<T>.WaitAsync(receivers, Deadline.Never, cancellationToken).ConfigureAwait(false);
            if (result == ReceiveResult.Cancelled)
                throw new OperationCanceledException(cancellationToken);
            if (result != ReceiveResult.Received)
                receivers.Span[index].ThrowNotReceived(result, cancellationToken);
            return (index, value!);
        }
    }

    /// <summary>Receives from any one of <paramref name="receivers"/>; completes when one had a value, or when <paramref name="timeout"/> is
    /// over.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from; left alone until the task has completed.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any result but <see cref="ReceiveResult.Empty"/>, the index of the receiver that was chosen (-1
    /// for none), and the value.</returns>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed. Thrown at once.</exception>
    public static ValueTask<(ReceiveResult Result, int Index, T? Value)> TryReceiveAnyAsync<T>(
        ReadOnlyMemory<Receiver<T>> receivers, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryReceiveAnyAsync(receivers, Deadline.After(timeout), cancellationToken);

    /// <summary>Receives from any one of <paramref name="receivers"/>; completes when one had a value, or when <paramref name="deadline"/>
    /// has passed.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receivers">Where to receive from; left alone until the task has completed.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any result but <see cref="ReceiveResult.Empty"/>, the index of the receiver that was chosen (-1
    /// for none), and the value.</returns>
    /// <exception cref="ArgumentException">There are no receivers, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A receiver was disposed. Thrown at once.</exception>
    public static ValueTask<(ReceiveResult Result, int Index, T? Value)> TryReceiveAnyAsync<T>(
        ReadOnlyMemory<Receiver<T>> receivers, Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return new((ReceiveResult.Cancelled, -1, default));
        ReceiveResult result = AnyReceive<T>.Try(receivers.Span, out int index, out T value);
        return result == ReceiveResult.Empty
            ? AnyReceive<T>.WaitAsync(receivers, deadline, cancellationToken)
            : new((result, index, value));
    }

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; blocks the thread while none has room.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to. Among several that have room one is chosen at random.</param>
    /// <param name="value">What to send. It stays the caller's when an exception comes out.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The index of the sender that was chosen.</returns>
    /// <remarks>Costs a look at each until one has room, and allocates nothing beyond the send itself.</remarks>
    /// <exception cref="ChannelDisconnectedException">A sender was chosen whose last receiver is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed.</exception>
    public static int SendAny<T>(ReadOnlySpan<Sender<T>> senders, T value, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SendResult result = AnySend<T>.TrySoon(senders, value, out int index);
        if (result == SendResult.Full)
            result = AnySend<T>.Wait(senders, value, out index, Deadline.Never, cancellationToken);
        if (result == SendResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        senders[index].ThrowUnlessSent(result, cancellationToken);
        return index;
    }

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/> that has room now.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to.</param>
    /// <param name="value">What to send. It stays the caller's when it is not sent.</param>
    /// <param name="index">The index of the sender that was chosen; -1 when there is none.</param>
    /// <returns><see cref="SendResult.Sent"/>, <see cref="SendResult.Full"/>, or <see cref="SendResult.Disconnected"/> for the one at
    /// <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed.</exception>
    public static SendResult TrySendAny<T>(ReadOnlySpan<Sender<T>> senders, T value, out int index) =>
        AnySend<T>.Try(senders, value, out index);

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; blocks the thread for at most
    /// <paramref name="timeout"/>.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to.</param>
    /// <param name="value">What to send. It stays the caller's when it is not sent.</param>
    /// <param name="index">The index of the sender that was chosen; -1 when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SendResult.Full"/>; <see cref="SendResult.Disconnected"/> for the one at
    /// <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed.</exception>
    public static SendResult TrySendAny<T>(
        ReadOnlySpan<Sender<T>> senders, T value, out int index, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TrySendAny(senders, value, out index, Deadline.After(timeout), cancellationToken);

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; blocks the thread until
    /// <paramref name="deadline"/>.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to.</param>
    /// <param name="value">What to send. It stays the caller's when it is not sent.</param>
    /// <param name="index">The index of the sender that was chosen; -1 when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SendResult.Full"/>; <see cref="SendResult.Disconnected"/> for the one at
    /// <paramref name="index"/>.</returns>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed.</exception>
    public static SendResult TrySendAny<T>(
        ReadOnlySpan<Sender<T>> senders, T value, out int index, Deadline deadline, CancellationToken cancellationToken = default)
    {
        index = -1;
        if (cancellationToken.IsCancellationRequested)
            return SendResult.Cancelled;
        SendResult result = AnySend<T>.TrySoon(senders, value, out index);
        return result == SendResult.Full ? AnySend<T>.Wait(senders, value, out index, deadline, cancellationToken) : result;
    }

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; completes when one had room.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to; left alone until the task has completed.</param>
    /// <param name="value">What to send. It stays the caller's when the task fails.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was sent.</param>
    /// <returns>A task to be awaited once: the index of the sender that was chosen. It fails as <see cref="SendAny"/> does. Its
    /// continuations never run on the stack of a receiver.</returns>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed. Thrown at once.</exception>
    public static ValueTask<int> SendAnyAsync<T>(
        ReadOnlyMemory<Sender<T>> senders, T value, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        return AnySend<T>.Try(senders.Span, value, out int index) == SendResult.Sent
            ? new ValueTask<int>(index)
            : WaitAsync(senders, value, cancellationToken);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<int> WaitAsync(ReadOnlyMemory<Sender<T>> senders, T value, CancellationToken cancellationToken)
        {
            var (result, index) = await AnySend<T>.WaitAsync(senders, value, Deadline.Never, cancellationToken).ConfigureAwait(false);
            if (result == SendResult.Cancelled)
                throw new OperationCanceledException(cancellationToken);
            senders.Span[index].ThrowUnlessSent(result, cancellationToken);
            return index;
        }
    }

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; completes when one had room, or when
    /// <paramref name="timeout"/> is over.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to; left alone until the task has completed.</param>
    /// <param name="value">What to send. It stays the caller's when it is not sent.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any result but <see cref="SendResult.Full"/>, and the index of the sender that was chosen (-1 for
    /// none).</returns>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed. Thrown at once.</exception>
    public static ValueTask<(SendResult Result, int Index)> TrySendAnyAsync<T>(
        ReadOnlyMemory<Sender<T>> senders, T value, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TrySendAnyAsync(senders, value, Deadline.After(timeout), cancellationToken);

    /// <summary>Sends <paramref name="value"/> to any one of <paramref name="senders"/>; completes when one had room, or when
    /// <paramref name="deadline"/> has passed.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="senders">Where to send to; left alone until the task has completed.</param>
    /// <param name="value">What to send. It stays the caller's when it is not sent.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any result but <see cref="SendResult.Full"/>, and the index of the sender that was chosen (-1 for
    /// none).</returns>
    /// <exception cref="ArgumentException">There are no senders, or one of them is null. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">A sender was disposed. Thrown at once.</exception>
    public static ValueTask<(SendResult Result, int Index)> TrySendAnyAsync<T>(
        ReadOnlyMemory<Sender<T>> senders, T value, Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return new((SendResult.Cancelled, -1));
        SendResult result = AnySend<T>.Try(senders.Span, value, out int index);
        return result == SendResult.Full
            ? AnySend<T>.WaitAsync(senders, value, deadline, cancellationToken)
            : new((result, index));
    }
}
