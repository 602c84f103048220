using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>What the two kinds of ends share: the state of one channel. Each flavour is one class.</summary>
/// <remarks>
/// A flavour says how to send and receive without waiting, and keeps the waits that are registered with it. How threads block and tasks
/// wait is written once, over these members (<see cref="BlockingWait{T}"/>, <see cref="AsyncSend{T}"/>, <see cref="AsyncReceive{T}"/>).
/// <c>Channels/README.md</c> says what a flavour promises.
/// </remarks>
internal abstract class ChannelCore<T>
{
    // Pools of operations that wait, one for each direction: an operation that waits costs nothing the second time.
    public readonly OperationPool<AsyncSend<T>> Sends = new();
    public readonly OperationPool<AsyncReceive<T>> Receives = new();

    private AtomicInt _senders = new(1);
    private AtomicInt _receivers = new(1);
    private AtomicRef<Exception> _closeError;

    /// <summary>How many values fit; null when there is no limit.</summary>
    public abstract int? Capacity { get; }

    /// <summary>How many values there were at one instant during the call.</summary>
    public abstract int Count { get; }

    /// <summary>Whether there was no value at one instant during the call.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Whether there was no room at one instant during the call.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Whether one side is gone.</summary>
    public abstract bool IsDisconnected { get; }

    /// <summary>Whether a wait that was chosen has already been given its value, or been relieved of it: through
    /// <see cref="WaitNode{T}.Value"/>.
    /// Otherwise it was only told that it is worth trying, and tries.</summary>
    public abstract bool HandsOver { get; }

    /// <summary>Whether <see cref="TrySend"/> would send at this moment, or say that the other side is gone. For those who make the value
    /// only then.</summary>
    public abstract bool IsReadyToSend { get; }

    /// <summary>Whether <see cref="TryReceive"/> would receive at this moment, or say that the other side is gone.</summary>
    public virtual bool IsReadyToReceive => !IsEmpty || IsDisconnected;

    /// <summary>Whether an end that was never disposed is worth an event.</summary>
    public virtual bool ReportsLeaks => true;

    /// <summary>How many senders there are.</summary>
    public virtual int SenderCount => _senders.Read();

    /// <summary>How many receivers there are.</summary>
    public virtual int ReceiverCount => _receivers.Read();

    /// <summary>Why the channel was closed; null when it was not, or no reason was given.</summary>
    public virtual Exception? CloseError => _closeError.Read();

    /// <summary>Closes the channel, whoever still has ends of it. The first error stays.</summary>
    public virtual void CloseWith(Exception? error)
    {
        // Before the disconnect: whoever is told of that finds the reason.
        if (error is not null)
            _closeError.CompareAndSet(null, error);
        Disconnect();
    }

    /// <summary>Sends one value after the other, from <paramref name="sent"/> on, which it moves.</summary>
    public virtual SendResult TrySendMany(ReadOnlySpan<T> values, ref int sent)
    {
        while (sent < values.Length)
        {
            SendResult result = TrySend(values[sent]);
            if (result != SendResult.Sent)
                return result;
            sent++;
        }
        return SendResult.Sent;
    }

    /// <summary>Receives one value after the other, from <paramref name="received"/> on, which it moves.</summary>
    public virtual ReceiveResult TryReceiveMany(Span<T> values, ref int received)
    {
        while (received < values.Length)
        {
            ReceiveResult result = TryReceive(out T value);
            if (result != ReceiveResult.Received)
                return result;
            values[received++] = value;
        }
        return ReceiveResult.Received;
    }

    /// <summary>Sends without waiting: <see cref="SendResult.Sent"/>, <see cref="SendResult.Full"/> or
    /// <see cref="SendResult.Disconnected"/>.</summary>
    public abstract SendResult TrySend(T value);

    /// <summary>Receives without waiting: <see cref="ReceiveResult.Received"/>, <see cref="ReceiveResult.Empty"/> or
    /// <see cref="ReceiveResult.Disconnected"/>.</summary>
    public abstract ReceiveResult TryReceive(out T value);

    /// <summary><see cref="TrySend"/> for a caller that has had a full fence since its operation began: a selection has one for all its
    /// operations. Also for one that waits when there is no room: it looks again after it has registered, which is a full fence.</summary>
    public virtual SendResult TrySendFenced(T value) => TrySend(value);

    /// <summary><see cref="TryReceive"/> for a caller that has had a full fence since its operation began, or waits when there is
    /// nothing.</summary>
    public virtual ReceiveResult TryReceiveFenced(out T value) => TryReceive(out value);

    /// <summary><see cref="TrySend"/> for a caller that waits when there is no room. It may not see room that is being made, or was made
    /// just now, and so need not look at what receivers write all the time: that would take it away from them, for each look.</summary>
    public virtual SendResult TrySendSoon(T value) => TrySendFenced(value);

    /// <summary><see cref="TryReceive"/> for a caller that waits when there is nothing: likewise.</summary>
    public virtual ReceiveResult TryReceiveSoon(out T value) => TryReceiveFenced(out value);

    /// <summary>Holds room for one value, until <see cref="SendReserved"/> or <see cref="ReleaseReserved"/>:
    /// <see cref="SendResult.Sent"/>, <see cref="SendResult.Full"/> or <see cref="SendResult.Disconnected"/>.</summary>
    /// <exception cref="NotSupportedException">Not in this flavour.</exception>
    public virtual SendResult TryReserve() => throw new NotSupportedException(
        "No room can be held in this channel. Use one of Channel.Bounded or Channel.Unbounded, or send without a permit.");

    /// <summary>Sends into room that was held: <see cref="SendResult.Sent"/> or <see cref="SendResult.Disconnected"/>.</summary>
    public virtual SendResult SendReserved(T value) => TrySend(value);

    /// <summary>Gives back room that was held.</summary>
    public virtual void ReleaseReserved()
    {
    }

    /// <summary>Registers a wait for <see cref="TrySend"/> to succeed or to say that the other side is gone.</summary>
    /// <returns>True when it would at this moment: the caller takes the wait back and tries.</returns>
    public abstract bool RegisterSender(WaitNode<T> node);

    /// <summary>Takes the wait back, if it is still registered.</summary>
    public abstract void UnregisterSender(WaitNode<T> node);

    /// <summary>Registers a wait for <see cref="TryReceive"/> to succeed or to say that the other side is gone.</summary>
    /// <returns>True when it would at this moment: the caller takes the wait back and tries.</returns>
    public abstract bool RegisterReceiver(WaitNode<T> node);

    /// <summary>Takes the wait back, if it is still registered.</summary>
    public abstract void UnregisterReceiver(WaitNode<T> node);

    /// <summary>Tells another sender of room, because one that was told cannot use it.</summary>
    public virtual void PassOnToSender()
    {
    }

    /// <summary>Tells another receiver of a value, because one that was told does not take it.</summary>
    public virtual void PassOnToReceiver()
    {
    }

    /// <summary>Lets nothing more in, and ends all waits of both sides. Values that are in stay. Any number of times.</summary>
    protected abstract void Disconnect();

    /// <summary>Counts one more sender.</summary>
    public virtual void AddSender() => Add(ref _senders, "sender");

    /// <summary>Counts one more sender, unless the last one is gone.</summary>
    public bool TryAddSender()
    {
        while (true)
        {
            int before = _senders.Read();
            if (before == 0)
                return false;
            if (before == int.MaxValue)
                throw TooMany("sender");
            if (_senders.CompareAndSet(before, before + 1))
                return true;
        }
    }

    /// <summary>Counts one more receiver.</summary>
    public virtual void AddReceiver() => Add(ref _receivers, "receiver");

    /// <summary>Counts one sender less; the last one disconnects.</summary>
    public virtual void RemoveSender()
    {
        // ORDERING: a full fence; everything that other senders did before they went happens before the disconnect.
        if (_senders.Decrement() == 0)
            Disconnect();
    }

    /// <summary>Counts one receiver less; the last one disconnects and disposes what was never received.</summary>
    /// <param name="failures">Gets what the values' <see cref="IDisposable.Dispose"/> throws.</param>
    public virtual void RemoveReceiver(ref FailureCollector failures)
    {
        if (_receivers.Decrement() != 0)
            return;
        Disconnect();
        DisposeLeftovers(ref failures);
    }

    /// <summary>Disposes what was never received, after the disconnect.</summary>
    protected virtual void DisposeLeftovers(ref FailureCollector failures)
    {
        // By ordinary receives: each value goes to one of them, here or in a call that is still under way on another thread. They wait for
        // senders that were let in before the disconnect and have not finished writing, and end when there are none.
        while (TryReceive(out T value) == ReceiveResult.Received)
        {
            if (value is IDisposable or IAsyncDisposable)
                DisposeValue(value, ref failures);
        }
    }

    /// <summary>Disposes a value that has no owner any more.</summary>
    protected static void DisposeValue(T value, ref FailureCollector failures)
    {
        try
        {
            Move.Dispose(value!);
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
    }

    private static OverflowException TooMany(string end) =>
        new($"A channel cannot have more than {int.MaxValue} {end}s. Dispose those that are no longer used.");

    private static void Add(ref AtomicInt count, string end)
    {
        while (true)
        {
            int before = count.Read();
            if (before == 0)
                throw new ObjectDisposedException(null, $"This {end} was disposed by another thread while it was being cloned. Clone it before handing it on.");
            if (before == int.MaxValue)
                throw TooMany(end);
            if (count.CompareAndSet(before, before + 1))
                return;
        }
    }
}
