using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The end of a channel that sends.</summary>
/// <remarks>
/// Any number of threads and tasks may use it at once. <see cref="Send"/> and <see cref="SendAsync"/> wait and throw when they cannot send;
/// the
/// <c>TrySend</c> family never throws for that, and says how it ended. Either way a value was sent or is still the caller's: no
/// cancellation, timeout or disconnect loses one.
/// <para>Dispose it when its owner is done: the receivers learn of the end only when the last sender is gone. <see cref="Clone"/> makes
/// another sender for another owner; <see cref="Move.Of"/> hands this one on. A sender that is only forgotten is found by the garbage
/// collector, at some time, which an event reports (<c>docs/observing.md</c>). An operation that is under way when its own end is disposed
/// may still finish.</para>
/// <para>Operations allocate nothing when they need not wait, and blocking or awaiting ones nothing once they have waited before; an
/// unbounded channel allocates for values that nobody has received yet. Sending to a bounded or an unbounded channel that has room takes no
/// lock, unless a <see cref="SendPermit{T}"/> is open; in the other channels it takes one short lock.</para>
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[DebuggerDisplay("{_core.ReadRelaxed()}")]
public sealed class Sender<T> : IDisposable
{
    private AtomicRef<ChannelCore<T>> _core;

    internal Sender(ChannelCore<T> core) => _core = new AtomicRef<ChannelCore<T>>(core);

    /// <summary>Reports an end that was never disposed, and gives it up.</summary>
    ~Sender()
    {
        // Under the model checker an execution that was broken off leaves ends whose locks nobody will let go of.
        if (ModelBuild.IsActive || _core.ReadRelaxed() is not { } core || core == DisposedCore<T>.Sender)
            return;
        FearlessEventSource.Log.ChannelEndLeaked($"Sender<{typeof(T).Name}>");
        core.RemoveSender();
    }

    /// <summary>How many values the channel holds at most; null when there is no limit, zero for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public int? Capacity => Core.Capacity;

    /// <summary>How many values there were in the channel at one instant during the call.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public int Count => Core.Count;

    /// <summary>Whether there was no value in the channel at one instant during the call; always true for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public bool IsEmpty => Core.IsEmpty;

    /// <summary>Whether there was no room in the channel at one instant during the call; always true for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public bool IsFull => Core.IsFull;

    /// <summary>Whether the last receiver is gone, or the channel was closed. Once true it stays so; except for a broadcast, to which
    /// somebody may subscribe again.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public bool IsDisconnected => Core.IsDisconnected;

    /// <summary>How many senders the channel has.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public int SenderCount => Core.SenderCount;

    /// <summary>How many receivers the channel has; of a broadcast or a watch, how many subscriptions.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public int ReceiverCount => Core.ReceiverCount;

    /// <summary>The error with which the channel was closed (<see cref="Close"/>); null when there was none.</summary>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public Exception? CloseError => Core.CloseError;

    internal ChannelCore<T> Core => _core.ReadRelaxed()!;

    // For what does not use the core, which would say so itself.
    private ChannelCore<T> OpenCore => Core is DisposedCore<T> disposed ? throw disposed.Disposed() : Core;

    /// <summary>Sends, and blocks the thread while there is no room.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="ChannelDisconnectedException">The last receiver is gone. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was sent.</exception>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Nothing was sent.</exception>
    public void Send(T value, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            cancellationToken.ThrowIfCancellationRequested();
        ChannelCore<T> core = Core;
        SendResult result = core.TrySendSoon(value);
        if (result == SendResult.Sent)
            return;
        if (result == SendResult.Full)
            result = BlockingWait<T>.Send(core, value, Deadline.Never, cancellationToken);
        ThrowUnlessSent(result, cancellationToken);
        GC.KeepAlive(this);
    }

    /// <summary>Sends if that needs no waiting.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see cref="SendResult.Sent"/>, <see cref="SendResult.Full"/> or <see cref="SendResult.Disconnected"/>. To a rendezvous it
    /// sends only if a receiver is waiting.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Nothing was sent.</exception>
    public SendResult TrySend(T value)
    {
        SendResult result = Core.TrySend(value);
        // Unreachable in the middle of the call, it would be finalised, and counted as gone.
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Sends, and blocks the thread for at most <paramref name="timeout"/> while there is no room.</summary>
    /// <param name="value">The value.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SendResult.Full"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Nothing was sent.</exception>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Nothing was sent.</exception>
    public SendResult TrySend(T value, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return SendResult.Cancelled;
        SendResult result = core.TrySend(value);
        // The clock is read only by those who have to wait.
        if (result == SendResult.Full)
            result = timeout == TimeSpan.Zero ? SendResult.TimedOut : Wait(core, value, Deadline.After(timeout), cancellationToken);
        return result;
    }

    /// <summary>Sends, and blocks the thread while there is no room and <paramref name="deadline"/> has not passed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SendResult.Full"/>; <see cref="SendResult.Sent"/> also when the deadline had passed and there was
    /// room.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Nothing was sent.</exception>
    public SendResult TrySend(T value, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return SendResult.Cancelled;
        SendResult result = core.TrySendSoon(value);
        return result == SendResult.Full ? Wait(core, value, deadline, cancellationToken) : result;
    }

    /// <summary>Sends; completes when there was room.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was sent.</param>
    /// <returns>A task to be awaited once. It fails with <see cref="ChannelDisconnectedException"/> when the last receiver is gone; nothing
    /// was sent then.
    /// Its continuations never run on the stack of a receiver.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Thrown at once. Nothing was sent.</exception>
    public ValueTask SendAsync(T value, CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        SendResult result = core.TrySendFenced(value);
        return result switch
        {
            SendResult.Sent => default,
            SendResult.Full => AsyncSend<T>.SendAsync(this, core, value, cancellationToken),
            _ => ValueTask.FromException(ChannelDisconnectedException.NoReceivers(core.CloseError)),
        };
    }

    /// <summary>Sends; completes when there was room, or says why it could not.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a receiver.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Thrown at once. Nothing was sent.</exception>
    public ValueTask<SendResult> TrySendAsync(T value, CancellationToken cancellationToken = default) =>
        TrySendAsync(value, Deadline.Never, cancellationToken);

    /// <summary>Sends; completes when there was room, or when <paramref name="timeout"/> is over.</summary>
    /// <param name="value">The value.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a receiver.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once. Nothing was sent.</exception>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Thrown at once. Nothing was sent.</exception>
    public ValueTask<SendResult> TrySendAsync(T value, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return new ValueTask<SendResult>(SendResult.Cancelled);
        SendResult result = core.TrySend(value);
        return result != SendResult.Full ? new ValueTask<SendResult>(result)
            : timeout == TimeSpan.Zero ? new ValueTask<SendResult>(SendResult.TimedOut)
            : AsyncSend<T>.TrySendAsync(this, core, value, Deadline.After(timeout), cancellationToken);
    }

    /// <summary>Sends; completes when there was room, or when <paramref name="deadline"/> has passed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a receiver.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed. Thrown at once. Nothing was sent.</exception>
    public ValueTask<SendResult> TrySendAsync(T value, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return new ValueTask<SendResult>(SendResult.Cancelled);
        SendResult result = core.TrySendFenced(value);
        return result == SendResult.Full
            ? AsyncSend<T>.TrySendAsync(this, core, value, deadline, cancellationToken)
            : new ValueTask<SendResult>(result);
    }

    /// <summary>Another sender of the same channel, for another owner.</summary>
    /// <returns>The new sender; to be disposed on its own.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    /// <exception cref="OverflowException">The channel has <see cref="int.MaxValue"/> senders.</exception>
    public Sender<T> Clone()
    {
        ChannelCore<T> core = Core;
        core.AddSender();
        var clone = new Sender<T>(core);
        GC.KeepAlive(this);
        return clone;
    }

    /// <summary>Refers to the channel without keeping it open.</summary>
    /// <returns>A weak sender, which makes senders as long as the channel has one.</returns>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public WeakSender<T> CreateWeak()
    {
        return new WeakSender<T>(OpenCore);
    }

    /// <summary>Whether both ends belong to one channel.</summary>
    /// <param name="other">Another sender.</param>
    /// <returns>True when what the two send goes to the same receivers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">One of the two was disposed.</exception>
    public bool IsSameChannel(Sender<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return OpenCore == other.OpenCore;
    }

    /// <summary>Closes the channel for all, whoever still has ends of it: nothing more gets in, what is in it can still be
    /// received.</summary>
    /// <remarks>Receivers get what is there, and then a <see cref="ChannelDisconnectedException"/> with <paramref name="error"/>
    /// inside it, also from <c>foreach</c>; without an
    /// error <c>foreach</c> just ends. Senders get the same exception at once. The error of the first call that has one counts. This
    /// end has still to be disposed.</remarks>
    /// <param name="error">Why; null for an orderly end.</param>
    /// <exception cref="ObjectDisposedException">This sender was disposed.</exception>
    public void Close(Exception? error = null)
    {
        Core.CloseWith(error);
        GC.KeepAlive(this);
    }

    /// <summary>Gives this end up. When it was the last sender, receivers get what is still there, and are then told that nothing more
    /// comes.</summary>
    /// <remarks>A second call does nothing.</remarks>
    public void Dispose()
    {
        TryComplete(error: null);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives this end up, and closes the channel first when there is an error; false when it was given up before.</summary>
    internal bool TryComplete(Exception? error)
    {
        ChannelCore<T> core = _core.Exchange(DisposedCore<T>.Sender)!;
        if (core is DisposedCore<T>)
            return false;
        if (error is not null)
            core.CloseWith(error);
        core.RemoveSender();
        return true;
    }

    /// <summary>Throws what <paramref name="result"/> stands for.</summary>
    internal void ThrowUnlessSent(SendResult result, CancellationToken cancellationToken)
    {
        if (result == SendResult.Sent)
            return;
        if (result == SendResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        // Disconnected because this very end was disposed in the middle of the call.
        if (Core is DisposedCore<T> disposed)
            throw disposed.Disposed();
        throw ChannelDisconnectedException.NoReceivers(Core.CloseError);
    }

    private SendResult Wait(ChannelCore<T> core, T value, Deadline deadline, CancellationToken cancellationToken)
    {
        SendResult result = BlockingWait<T>.Send(core, value, deadline, cancellationToken);
        GC.KeepAlive(this);
        return result;
    }
}
