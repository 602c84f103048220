using System.Threading.Channels;

namespace Fearless.Channels;

/// <summary>Between these channels, those of System.Threading.Channels, and asynchronous sequences.</summary>
/// <remarks>The other way from a receiver to an asynchronous sequence is <see cref="Receiver{T}.ReceiveAllAsync"/>.</remarks>
public static class ChannelInterop
{
    /// <summary>Makes the receiver readable for code that takes a <see cref="ChannelReader{T}"/>.</summary>
    /// <remarks>
    /// Waiting to read, and peeking, take a value out of the channel and keep it in the reader for whoever reads next from it, so a reader
    /// that is no longer used must be read empty first, by <see cref="ChannelReader{T}.TryRead"/>. Its <see cref="ChannelReader{T}.Completion"/> completes when a read or a wait finds the
    /// end. The receiver stays the caller's to dispose.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">The receiver.</param>
    /// <returns>The reader, for any number of threads and tasks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    public static ChannelReader<T> AsChannelReader<T>(this Receiver<T> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return new ReceiverReader<T>(receiver);
    }

    /// <summary>Makes the sender writable for code that takes a <see cref="ChannelWriter{T}"/>.</summary>
    /// <remarks>Completing the writer disposes the sender, and closes the channel first when there is an error
    /// (<see cref="Sender{T}.Close"/>).</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">The sender.</param>
    /// <returns>The writer, for any number of threads and tasks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    public static ChannelWriter<T> AsChannelWriter<T>(this Sender<T> sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return new SenderWriter<T>(sender);
    }

    /// <summary>Sends what comes from a sequence, and waits while there is no room.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send; it stays open.</param>
    /// <param name="source">The sequence. No value is asked for before there was room for the one before it.</param>
    /// <param name="cancellationToken">Ends the waits for values and for room.</param>
    /// <returns>A task that completes when the sequence has ended. It fails with what the sequence throws. When the last receiver is
    /// gone it fails with
    /// <see cref="ChannelDisconnectedException"/>; then, and when it is cancelled, the value that was not sent any more is disposed if
    /// it is <see cref="IDisposable"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null. Thrown at once.</exception>
    public static Task SendAllAsync<T>(this Sender<T> sender, IAsyncEnumerable<T> source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(source);
        return PumpAsync(sender, source, cancellationToken);
    }

    /// <summary>Makes a sequence receivable: a task on the thread pool takes values from it as long as there is room.</summary>
    /// <remarks>What the sequence throws comes to the receivers, behind the values before it (<see cref="Receiver{T}.CloseError"/>).
    /// When the last receiver is
    /// disposed, the sequence's enumerator is disposed after the step that it is in, and the values that nobody received are
    /// disposed.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">The sequence.</param>
    /// <param name="capacity">How many values may wait to be received, zero for none; one more is in the hand of the task.</param>
    /// <returns>The receiver; to be disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public static Receiver<T> ToReceiver<T>(this IAsyncEnumerable<T> source, int capacity)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (tx, rx) = Channel.Bounded<T>(capacity);
        _ = Task.Run(() => PumpAndCloseAsync(tx, source));
        return rx;
    }

    /// <summary>Makes what comes from a <see cref="ChannelReader{T}"/> receivable.</summary>
    /// <remarks>As for a sequence. A value that was read is received or disposed; the others stay in the reader's channel.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="reader">The reader.</param>
    /// <param name="capacity">How many values may wait to be received, zero for none; one more is in the hand of the task.</param>
    /// <returns>The receiver; to be disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public static Receiver<T> ToReceiver<T>(this ChannelReader<T> reader, int capacity)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.ReadAllAsync().ToReceiver(capacity);
    }

    /// <summary>Makes a <see cref="ChannelWriter{T}"/> something to send to: a task on the thread pool writes what is sent.</summary>
    /// <remarks>The last sender completes the writer, with the error that the channel was closed with (<see cref="Sender{T}.Close"/>). When
    /// the writer takes nothing more, because it was completed or fails, the channel is closed with the reason, and what was sent and not
    /// written is disposed; that is noticed with the next value. An exception of such a disposal is an unobserved one of the task
    /// (<see cref="TaskScheduler.UnobservedTaskException"/>).</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="writer">The writer. From now on it is the task's to complete.</param>
    /// <param name="capacity">How many values may wait to be written, zero for none; one more is in the hand of the task.</param>
    /// <returns>The sender; to be disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public static Sender<T> ToSender<T>(this ChannelWriter<T> writer, int capacity)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (tx, rx) = Channel.Bounded<T>(capacity);
        _ = Task.Run(() => WriteAllAndCompleteAsync(rx, writer));
        return tx;
    }

    private static async Task WriteAllAndCompleteAsync<T>(Receiver<T> receiver, ChannelWriter<T> writer)
    {
        using (receiver)
        {
            try
            {
                await WriteAllAsync(receiver, writer).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                receiver.Close(exception is ChannelClosedException closed ? closed.InnerException : exception);
            }
            writer.TryComplete(receiver.CloseError);
        }
    }

    private static async Task WriteAllAsync<T>(Receiver<T> receiver, ChannelWriter<T> writer)
    {
        while ((await receiver.TryReceiveAsync().ConfigureAwait(false)).TryGetValue(out T? value))
        {
            try
            {
                await writer.WriteAsync(value).ConfigureAwait(false);
            }
            catch when (value is IDisposable or IAsyncDisposable)
            {
                // It was received, and has no other owner.
                Move.Dispose(value);
                throw;
            }
        }
    }

    private static async Task PumpAndCloseAsync<T>(Sender<T> sender, IAsyncEnumerable<T> source)
    {
        try
        {
            await PumpAsync(sender, source, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            sender.Close(exception);
        }
        finally
        {
            sender.Dispose();
        }
    }

    private static async Task PumpAsync<T>(Sender<T> sender, IAsyncEnumerable<T> source, CancellationToken cancellationToken)
    {
        await foreach (T value in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            SendResult result = await sender.TrySendAsync(value, cancellationToken).ConfigureAwait(false);
            if (result == SendResult.Sent)
                continue;
            // It came from the sequence, and has no other owner.
            if (value is IDisposable or IAsyncDisposable)
                Move.Dispose(value);
            sender.ThrowUnlessSent(result, cancellationToken);
        }
    }
}
