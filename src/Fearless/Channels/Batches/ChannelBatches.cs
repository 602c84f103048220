using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Sends and receives several values with one call.</summary>
/// <remarks>
/// A batch is not one step: values of other senders may come between, and other receivers may take some. What was sent before it ended
/// early is sent, what comes after that is still the caller's, and the count says where the border is: also when an exception comes out of
/// a call that has it as an <c>out</c> parameter. A task that fails does not say it. It can fail in the middle where the end is disposed,
/// or the comparer of a priority channel throws, meanwhile.
/// <para>The blocking and trying forms allocate nothing; the asynchronous ones nothing once they have waited before.</para>
/// </remarks>
public static class ChannelBatches
{
    /// <summary>Sends the first values, as many as need no waiting.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="values">The values, in order.</param>
    /// <param name="sent">How many were sent.</param>
    /// <returns><see cref="SendResult.Sent"/> when all were sent, otherwise why the next one was not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed. Nothing was sent.</exception>
    public static SendResult TrySendMany<T>(this Sender<T> sender, ReadOnlySpan<T> values, out int sent)
    {
        sent = 0;
        ArgumentNullException.ThrowIfNull(sender);
        SendResult result = sender.Core.TrySendMany(values, ref sent);
        GC.KeepAlive(sender);
        return result;
    }

    /// <summary>Sends all values, and blocks the thread while there is no room for the next one.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="values">The values, in order.</param>
    /// <param name="sent">How many were sent.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SendResult.Sent"/> when all were sent, otherwise why the next one was not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendResult SendMany<T>(
        this Sender<T> sender, ReadOnlySpan<T> values, out int sent, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        sent = 0;
        ArgumentNullException.ThrowIfNull(sender);
        if (cancellationToken.IsCancellationRequested)
            return SendResult.Cancelled;
        while (true)
        {
            SendResult result = sender.Core.TrySendMany(values, ref sent);
            if (result == SendResult.Full)
                result = sender.TrySend(values[sent], deadline, cancellationToken);
            else
                return result;
            if (result != SendResult.Sent)
                return result;
            sent++;
        }
    }

    /// <summary>Sends all values, and blocks the thread for at most <paramref name="timeout"/> in all while there is no room.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="values">The values, in order.</param>
    /// <param name="sent">How many were sent.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SendResult.Sent"/> when all were sent, otherwise why the next one was not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Nothing was sent.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="sender"/> was disposed.</exception>
    public static SendResult SendMany<T>(
        this Sender<T> sender, ReadOnlySpan<T> values, out int sent, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        sender.SendMany(values, out sent, Deadline.After(timeout), cancellationToken);

    /// <summary>Sends all values; completes when there was room for the last one, or says why not.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="values">The values, in order; not to be changed before the task has completed.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: <see cref="SendResult.Sent"/> when all were sent, otherwise why the next one was not; and
    /// how many were sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null. Thrown at once.</exception>
    public static ValueTask<(SendResult Result, int Count)> SendManyAsync<T>(
        this Sender<T> sender, ReadOnlyMemory<T> values, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return SendAsync(sender, values, deadline, cancellationToken);
    }

    /// <summary>Sends all values; completes when there was room for the last one, or when <paramref name="timeout"/> is over.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send.</param>
    /// <param name="values">The values, in order; not to be changed before the task has completed.</param>
    /// <param name="timeout">How long to wait in all; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once, as that of the other form.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null. Thrown at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once. Nothing was sent.</exception>
    public static ValueTask<(SendResult Result, int Count)> SendManyAsync<T>(
        this Sender<T> sender, ReadOnlyMemory<T> values, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        sender.SendManyAsync(values, Deadline.After(timeout), cancellationToken);

    /// <summary>Receives what is there, up to the length of <paramref name="values"/>, without waiting.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive.</param>
    /// <param name="values">Where the values go, from the start; at least one long.</param>
    /// <param name="received">How many were received.</param>
    /// <returns><see cref="ReceiveResult.Received"/> when there was at least one, otherwise <see cref="ReceiveResult.Empty"/> or
    /// <see cref="ReceiveResult.Disconnected"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="receiver"/> was disposed.</exception>
    public static ReceiveResult TryReceiveMany<T>(this Receiver<T> receiver, Span<T> values, out int received)
    {
        received = 0;
        ArgumentNullException.ThrowIfNull(receiver);
        ThrowIfEmpty(values);
        ReceiveResult result = receiver.Core.TryReceiveMany(values, ref received);
        GC.KeepAlive(receiver);
        return received > 0 ? ReceiveResult.Received : result;
    }

    /// <summary>Receives at least one value, for which it blocks the thread, and what else is there then, up to the length of
    /// <paramref name="values"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive.</param>
    /// <param name="values">Where the values go, from the start; at least one long.</param>
    /// <param name="received">How many were received.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="ReceiveResult.Received"/> when there was at least one; otherwise any but
    /// <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="receiver"/> was disposed.</exception>
    public static ReceiveResult ReceiveMany<T>(
        this Receiver<T> receiver, Span<T> values, out int received, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        received = 0;
        ArgumentNullException.ThrowIfNull(receiver);
        ThrowIfEmpty(values);
        ReceiveResult result = receiver.TryReceive(out T? first, deadline, cancellationToken);
        if (result != ReceiveResult.Received)
            return result;
        values[0] = first!;
        received = 1;
        receiver.Core.TryReceiveMany(values, ref received);
        GC.KeepAlive(receiver);
        return ReceiveResult.Received;
    }

    /// <summary>Receives at least one value, for which it blocks the thread for at most <paramref name="timeout"/>, and what else is there
    /// then, up to the length of <paramref name="values"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive.</param>
    /// <param name="values">Where the values go, from the start; at least one long.</param>
    /// <param name="received">How many were received.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="ReceiveResult.Received"/> when there was at least one; otherwise any but
    /// <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="receiver"/> was disposed.</exception>
    public static ReceiveResult ReceiveMany<T>(
        this Receiver<T> receiver, Span<T> values, out int received, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        receiver.ReceiveMany(values, out received, Deadline.After(timeout), cancellationToken);

    /// <summary>Receives at least one value, and what else is there then, up to the length of <paramref name="values"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive.</param>
    /// <param name="values">Where the values go, from the start; at least one long. The caller's again when the task has completed.</param>
    /// <param name="deadline">When to give up; never by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: how it ended, and how many were received.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null. Thrown at once.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty. Thrown at once.</exception>
    public static ValueTask<(ReceiveResult Result, int Count)> ReceiveManyAsync<T>(
        this Receiver<T> receiver, Memory<T> values, Deadline deadline = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ThrowIfEmpty(values.Span);
        return ReceiveAsync(receiver, values, deadline, cancellationToken);
    }

    /// <summary>Receives at least one value, waiting for at most <paramref name="timeout"/>, and what else is there then, up to the length
    /// of <paramref name="values"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive.</param>
    /// <param name="values">Where the values go, from the start; at least one long. The caller's again when the task has completed.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: how it ended, and how many were received.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null. Thrown at once.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty. Thrown at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public static ValueTask<(ReceiveResult Result, int Count)> ReceiveManyAsync<T>(
        this Receiver<T> receiver, Memory<T> values, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        receiver.ReceiveManyAsync(values, Deadline.After(timeout), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(SendResult Result, int Count)> SendAsync<T>(
        Sender<T> sender, ReadOnlyMemory<T> values, Deadline deadline, CancellationToken cancellationToken)
    {
        int sent = 0;
        if (cancellationToken.IsCancellationRequested)
            return (SendResult.Cancelled, 0);
        while (true)
        {
            SendResult result = sender.Core.TrySendMany(values.Span, ref sent);
            if (result != SendResult.Full)
                return (result, sent);
            result = await sender.TrySendAsync(values.Span[sent], deadline, cancellationToken).ConfigureAwait(ILoopContext.IsHere);
            if (result != SendResult.Sent)
                return (result, sent);
            sent++;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(ReceiveResult Result, int Count)> ReceiveAsync<T>(
        Receiver<T> receiver, Memory<T> values, Deadline deadline, CancellationToken cancellationToken)
    {
        ReceiveResult<T> first = await receiver.TryReceiveAsync(deadline, cancellationToken).ConfigureAwait(ILoopContext.IsHere);
        if (!first.TryGetValue(out T? value))
            return (first.Result, 0);
        values.Span[0] = value;
        int received = 1;
        // Not by way of the end: it may have been disposed, and the first value is the caller's.
        if (receiver.Core is not DisposedCore<T> and { } core)
            core.TryReceiveMany(values.Span, ref received);
        return (ReceiveResult.Received, received);
    }

    private static void ThrowIfEmpty<T>(ReadOnlySpan<T> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("There has to be room for one value at least: an empty span could not tell a value that came from none.", nameof(values));
    }
}
