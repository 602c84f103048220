using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Scheduling;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The end of a channel that receives.</summary>
/// <remarks>
/// Any number of threads and tasks may use it at once; each value goes to one of them. <see cref="Receive"/> and <see cref="ReceiveAsync"/>
/// wait, and throw when nothing more can come; the <c>TryReceive</c> family never throws for that, and says how it ended. A value was
/// received or is still in the channel: no cancellation, timeout or disconnect loses one.
/// <para><c>foreach</c> takes values out until the last sender is gone and everything was received, and blocks while there are none; so do
/// LINQ's operators. <c>await foreach</c> does the same without blocking a thread.</para>
/// <para>Dispose it when its owner is done: senders learn of the end only when the last receiver is gone. What nobody received is then
/// disposed, once, if it is <see cref="IDisposable"/>. <see cref="Clone"/> makes another receiver for another owner; <see cref="Move.Of"/>
/// hands this one on. A receiver that is only forgotten is found by the garbage collector, at some time, which an event reports
/// (<c>docs/observing.md</c>). An operation that is under way when its own end is disposed may still finish.</para>
/// <para>Operations allocate nothing when they need not wait, and blocking or awaiting ones nothing once they have waited before. Receiving
/// from a bounded or an unbounded channel that has values takes no lock; in the other channels it takes one short lock, except for
/// timers.</para>
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[DebuggerDisplay("{_core.ReadRelaxed()}")]
[SuppressMessage("Naming", "CA1710", Justification = "The field's word for it.")]
public sealed class Receiver<T> : IDisposable, IEnumerable<T>
{
    private AtomicRef<ChannelCore<T>> _core;

    internal Receiver(ChannelCore<T> core) => _core = new AtomicRef<ChannelCore<T>>(core);

    /// <summary>Reports an end that was never disposed, and gives it up.</summary>
    ~Receiver()
    {
        // Under the model checker an execution that was broken off leaves ends whose locks nobody will let go of.
        if (ModelBuild.IsActive || _core.ReadRelaxed() is not { } core || core == DisposedCore<T>.Receiver)
            return;
        if (core.ReportsLeaks)
            FearlessEventSource.Log.ChannelEndLeaked($"Receiver<{typeof(T).Name}>");
        var failures = new FailureCollector();
        core.RemoveReceiver(ref failures);
        // Thrown here it would end the process.
        if (failures.Merge() is { } failure)
            FearlessEventSource.Log.ReportUnobservedFailure(failure.SourceException);
    }

    /// <summary>How many values the channel holds at most; null when there is no limit, zero for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public int? Capacity => Core.Capacity;

    /// <summary>How many values there were in the channel at one instant during the call.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public int Count => Core.Count;

    /// <summary>Whether there was no value in the channel at one instant during the call; always true for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public bool IsEmpty => Core.IsEmpty;

    /// <summary>Whether there was no room in the channel at one instant during the call; always true for a rendezvous.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public bool IsFull => Core.IsFull;

    /// <summary>Whether the last sender is gone, or the channel was closed. Once true it stays so; there may still be values.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public bool IsDisconnected => Core.IsDisconnected;

    /// <summary>How many senders the channel has; one where the clock sends.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public int SenderCount => Core.SenderCount;

    /// <summary>How many receivers the channel has; of a broadcast or a watch, how many subscriptions.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public int ReceiverCount => Core.ReceiverCount;

    /// <summary>The error with which the channel was closed (<see cref="Close"/>); null when there was none.</summary>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public Exception? CloseError => Core.CloseError;

    internal ChannelCore<T> Core => _core.ReadRelaxed()!;

    // For what does not use the core, which would say so itself.
    private ChannelCore<T> OpenCore => Core is DisposedCore<T> disposed ? throw disposed.Disposed() : Core;

    /// <summary>Receives, and blocks the thread while there is nothing.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ChannelDisconnectedException">The last sender is gone and nothing is left.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was taken
    /// out.</exception>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public T Receive(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            cancellationToken.ThrowIfCancellationRequested();
        ChannelCore<T> core = Core;
        ReceiveResult result = core.TryReceiveSoon(out T value);
        if (result == ReceiveResult.Received)
            return value;
        if (result == ReceiveResult.Empty)
            result = BlockingWait<T>.Receive(core, out value, Deadline.Never, cancellationToken);
        if (result != ReceiveResult.Received)
            ThrowNotReceived(result, cancellationToken);
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>Receives if that needs no waiting.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <returns><see cref="ReceiveResult.Received"/>, <see cref="ReceiveResult.Empty"/> or <see cref="ReceiveResult.Disconnected"/>. From a
    /// rendezvous it receives only if a sender is waiting.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value)
    {
        ReceiveResult result = Core.TryReceive(out value);
        // Unreachable in the middle of the call, it would be finalised, and counted as gone.
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Receives, and blocks the thread for at most <paramref name="timeout"/> while there is nothing.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        ChannelCore<T> core = Core;
        value = default!;
        if (cancellationToken.IsCancellationRequested)
            return ReceiveResult.Cancelled;
        ReceiveResult result = core.TryReceive(out value);
        // The clock is read only by those who have to wait.
        if (result == ReceiveResult.Empty)
            result = timeout == TimeSpan.Zero ? ReceiveResult.TimedOut : Wait(core, out value, Deadline.After(timeout), cancellationToken);
        return result;
    }

    /// <summary>Receives, and blocks the thread while there is nothing and <paramref name="deadline"/> has not passed.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>; <see cref="ReceiveResult.Received"/> also when the deadline had passed and there
    /// was a value.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value, Deadline deadline, CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        value = default!;
        if (cancellationToken.IsCancellationRequested)
            return ReceiveResult.Cancelled;
        ReceiveResult result = core.TryReceiveSoon(out value);
        return result == ReceiveResult.Empty ? Wait(core, out value, deadline, cancellationToken) : result;
    }

    /// <summary>Receives; completes when there was a value.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was taken out.</param>
    /// <returns>A task to be awaited once. It fails with <see cref="ChannelDisconnectedException"/> when the last sender is gone and
    /// nothing is left. Its continuations never run on the stack of a sender.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed. Thrown at once.</exception>
    public ValueTask<T> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        ReceiveResult result = core.TryReceiveFenced(out T value);
        return result switch
        {
            ReceiveResult.Received => new ValueTask<T>(value),
            ReceiveResult.Empty => AsyncReceive<T>.ReceiveAsync(this, core, cancellationToken),
            _ => ValueTask.FromException<T>(ChannelDisconnectedException.NoSenders(core.CloseError)),
        };
    }

    /// <summary>Receives; completes when there was a value, or says why it could not.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a sender.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(CancellationToken cancellationToken = default) =>
        TryReceiveAsync(Deadline.Never, cancellationToken);

    /// <summary>Receives; completes when there was a value, or when <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a sender.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="ObjectDisposedException">This receiver was disposed. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return Done(ReceiveResult.Cancelled);
        ReceiveResult result = core.TryReceive(out T value);
        return result != ReceiveResult.Empty ? new ValueTask<ReceiveResult<T>>(new ReceiveResult<T>(result, value))
            : timeout == TimeSpan.Zero ? Done(ReceiveResult.TimedOut)
            : AsyncReceive<T>.TryReceiveAsync(this, core, Deadline.After(timeout), cancellationToken);
    }

    /// <summary>Receives; completes when there was a value, or when <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of a sender.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        ChannelCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return Done(ReceiveResult.Cancelled);
        ReceiveResult result = core.TryReceiveFenced(out T value);
        return result == ReceiveResult.Empty
            ? AsyncReceive<T>.TryReceiveAsync(this, core, deadline, cancellationToken)
            : new ValueTask<ReceiveResult<T>>(new ReceiveResult<T>(result, value));
    }

    /// <summary>Takes values out, for <c>foreach</c>: blocks while there are none, ends when the last sender is gone and everything was
    /// received.</summary>
    /// <returns>An enumerator that allocates nothing; disposing it does not dispose this receiver.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Takes values out, for <c>await foreach</c>: waits while there are none, ends when the last sender is gone and everything
    /// was received.</summary>
    /// <param name="cancellationToken">Ends a wait with an exception.</param>
    /// <returns>An enumerator; disposing it does not dispose this receiver.</returns>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReceiveAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Takes values out, for what expects an <see cref="IAsyncEnumerable{T}"/>, such as the asynchronous operators of
    /// LINQ.</summary>
    /// <remarks>A method, since a type that were both enumerable and asynchronously enumerable would make each LINQ operator
    /// ambiguous.</remarks>
    /// <param name="cancellationToken">Ends a wait with an exception.</param>
    /// <returns>The values that come, until the last sender is gone and everything was received.</returns>
    public async IAsyncEnumerable<T> ReceiveAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ReceiveResult<T> received = await TryReceiveAsync(cancellationToken).ConfigureAwait(ILoopContext.IsHere);
            if (received.TryGetValue(out T? value))
                yield return value;
            else if (received.Result == ReceiveResult.Disconnected && HasEndedInOrder)
                break;
            else
                ThrowNotReceived(received.Result, cancellationToken);
        }
    }

    /// <summary>Takes out what is there now, and never waits.</summary>
    /// <returns>The values; once they are used up, a second enumeration finds what has come since.</returns>
    public IEnumerable<T> TryReceiveAll()
    {
        while (TryReceive(out T? value) == ReceiveResult.Received)
            yield return value!;
    }

    /// <summary>Takes all values out, blocking while there are none, and disposes this receiver when the enumeration ends: at the end of the
    /// values, by an exception, or by leaving the loop.</summary>
    /// <returns>The values that come; to be enumerated once. While nobody has begun to, nothing is disposed.</returns>
    public IEnumerable<T> Consume()
    {
        using (this)
        {
            foreach (T value in this)
                yield return value;
        }
    }

    /// <summary>Another receiver of the same channel, for another owner. Each value still goes to one receiver only.</summary>
    /// <returns>The new receiver; to be disposed on its own.</returns>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    /// <exception cref="OverflowException">The channel has <see cref="int.MaxValue"/> receivers.</exception>
    public Receiver<T> Clone()
    {
        ChannelCore<T> core = Core;
        core.AddReceiver();
        var clone = new Receiver<T>(core);
        GC.KeepAlive(this);
        return clone;
    }

    /// <summary>Whether both ends belong to one channel.</summary>
    /// <param name="other">Another receiver.</param>
    /// <returns>True when the two take from the same values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">One of the two was disposed.</exception>
    public bool IsSameChannel(Receiver<T> other)
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
    /// <exception cref="NotSupportedException">The channel has no senders: it is one of <see cref="Channel.After"/>,
    /// <see cref="Channel.At"/>, <see cref="Channel.Tick"/> or <see cref="Channel.Never"/>.</exception>
    /// <exception cref="ObjectDisposedException">This receiver was disposed.</exception>
    public void Close(Exception? error = null)
    {
        Core.CloseWith(error);
        GC.KeepAlive(this);
    }

    /// <summary>Gives this end up. When it was the last receiver, senders are told, and the values that nobody received are
    /// disposed.</summary>
    /// <remarks>A second call does nothing. All values are disposed whatever their <see cref="IDisposable.Dispose"/> throws; the first
    /// failure is then rethrown, with the others hung on it (<see cref="SuppressedExceptions"/>).</remarks>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        var failures = new FailureCollector();
        _core.Exchange(DisposedCore<T>.Receiver)!.RemoveReceiver(ref failures);
        failures.ThrowIfAny();
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Throws what <paramref name="result"/> stands for; not for <see cref="ReceiveResult.Received"/>.</summary>
    [DoesNotReturn]
    internal void ThrowNotReceived(ReceiveResult result, CancellationToken cancellationToken)
    {
        if (result == ReceiveResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        // Disconnected because this very end was disposed in the middle of the call.
        if (Core is DisposedCore<T> disposed)
            throw disposed.Disposed();
        throw ChannelDisconnectedException.NoSenders(Core.CloseError);
    }

    // Not closed with an error, which an enumeration does not keep to itself.
    private bool HasEndedInOrder => Core is DisposedCore<T> || Core.CloseError is null;

    private static ValueTask<ReceiveResult<T>> Done(ReceiveResult result) => new(new ReceiveResult<T>(result, default));

    private ReceiveResult Wait(ChannelCore<T> core, out T value, Deadline deadline, CancellationToken cancellationToken)
    {
        ReceiveResult result = BlockingWait<T>.Receive(core, out value, deadline, cancellationToken);
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>Takes values out of a channel, one with each step.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "An enumerator is never compared.")]
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Receiver<T> _receiver;
        private T _current;

        internal Enumerator(Receiver<T> receiver)
        {
            _receiver = receiver;
            _current = default!;
        }

        /// <summary>The value that the last step took out.</summary>
        public readonly T Current => _current;

        readonly object? IEnumerator.Current => _current;

        /// <summary>Takes the next value out; blocks while there is none.</summary>
        /// <returns>False when the last sender is gone and everything was received.</returns>
        /// <exception cref="ChannelDisconnectedException">The channel was closed with an error, and everything was received.</exception>
        /// <exception cref="ObjectDisposedException">The receiver was disposed.</exception>
        public bool MoveNext()
        {
            // No deadline and no token: it is received, or there is nothing more.
            if (_receiver.TryReceive(out _current!, Deadline.Never) == ReceiveResult.Received)
                return true;
            if (!_receiver.HasEndedInOrder)
                _receiver.ThrowNotReceived(ReceiveResult.Disconnected, CancellationToken.None);
            return false;
        }

        /// <summary>Does nothing: the receiver stays open.</summary>
        public readonly void Dispose()
        {
        }

        /// <summary>Not supported: values that were taken out do not come back.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public readonly void Reset() => throw new NotSupportedException("Values that were received do not come back. Enumerate the receiver again for those to come.");
    }
}
