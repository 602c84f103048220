using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>The end of a oneshot that receives its one value.</summary>
/// <remarks>
/// A receive that gives up, because of its time or its token, takes nothing, and another one can follow. Dispose it when nobody will
/// receive: a send then says so and keeps the value, and a value that was sent before is disposed. A copy is the same end.
/// <para>Nothing is allocated when the value is there; a wait reuses what earlier waits allocated.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("empty: {IsEmpty}")]
[SuppressMessage("Performance", "CA1815", Justification = "An end is never compared.")]
public readonly struct OneshotReceiver<T> : IDisposable
{
    private readonly OneshotCore<T>? _core;

    internal OneshotReceiver(OneshotCore<T> core) => _core = core;

    /// <summary>Whether there is no value now.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool IsEmpty => Core.IsEmpty;

    /// <summary>Whether nothing more will be sent: the sender has sent, or is gone. Once true it stays so; the value may still be
    /// there.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool IsDisconnected => Core.IsSenderGone;

    private OneshotCore<T> Core =>
        _core ?? throw new InvalidOperationException($"This {nameof(OneshotReceiver<>)} is a default value. Channel.Oneshot makes one that can be used.");

    /// <summary>Receives the value, and blocks the thread until it is there.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ChannelDisconnectedException">The sender is gone without having sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was taken
    /// out.</exception>
    /// <exception cref="InvalidOperationException">The value was received before, or this is <c>default</c>.</exception>
    /// <exception cref="ObjectDisposedException">This receiver was disposed before a value came.</exception>
    public T Receive(CancellationToken cancellationToken = default)
    {
        ReceiveResult result = TryReceive(out T? value, Deadline.Never, cancellationToken);
        return result switch
        {
            ReceiveResult.Received => value!,
            ReceiveResult.Cancelled => throw new OperationCanceledException(cancellationToken),
            _ => throw Core.Disconnected(),
        };
    }

    /// <summary>Receives the value if it is there.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <returns><see cref="ReceiveResult.Received"/>, <see cref="ReceiveResult.Empty"/>, or <see cref="ReceiveResult.Disconnected"/> when
    /// nothing will come or the value was received before.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value) => Core.TryReceive(out value);

    /// <summary>Receives the value, and blocks the thread for at most <paramref name="timeout"/> until it is there.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryReceive(out value, Deadline.After(timeout), cancellationToken);

    /// <summary>Receives the value, and blocks the thread until it is there or <paramref name="deadline"/> has passed.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="ReceiveResult.Empty"/>.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public ReceiveResult TryReceive([MaybeNull] out T value, Deadline deadline, CancellationToken cancellationToken = default)
    {
        OneshotCore<T> core = Core;
        value = default!;
        if (cancellationToken.IsCancellationRequested)
            return ReceiveResult.Cancelled;
        ReceiveResult result = core.TryReceive(out value);
        if (result != ReceiveResult.Empty)
            return result;
        result = ThreadWait.For(core, deadline, cancellationToken);
        return result == ReceiveResult.Received ? core.TryReceive(out value) : result;
    }

    /// <summary>Receives the value; completes when it is there.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was taken out.</param>
    /// <returns>A task to be awaited once. It fails as <see cref="Receive"/> does. Its continuations never run on the stack of the
    /// sender.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>. Thrown at once.</exception>
    public ValueTask<T> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        OneshotCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        ReceiveResult result = core.TryReceive(out T value);
        return result switch
        {
            ReceiveResult.Received => new ValueTask<T>(value),
            ReceiveResult.Empty => AsyncOneshotReceive<T>.ReceiveAsync(core, cancellationToken),
            _ => ValueTask.FromException<T>(core.Disconnected()),
        };
    }

    /// <summary>Receives the value; completes when it is there, or says why it could not.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of the sender.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(CancellationToken cancellationToken = default) =>
        TryReceiveAsync(Deadline.Never, cancellationToken);

    /// <summary>Receives the value; completes when it is there, or when <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of the sender.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryReceiveAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Receives the value; completes when it is there, or when <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once. Its continuations never run on the stack of the sender.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>. Thrown at once.</exception>
    public ValueTask<ReceiveResult<T>> TryReceiveAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        OneshotCore<T> core = Core;
        if (cancellationToken.IsCancellationRequested)
            return new ValueTask<ReceiveResult<T>>(new ReceiveResult<T>(ReceiveResult.Cancelled, default));
        ReceiveResult result = core.TryReceive(out T value);
        return result == ReceiveResult.Empty
            ? AsyncOneshotReceive<T>.TryReceiveAsync(core, deadline, cancellationToken)
            : new ValueTask<ReceiveResult<T>>(new ReceiveResult<T>(result, value));
    }

    /// <summary>Makes this end a receiver like any other, for selections, sets, and what else takes one.</summary>
    /// <remarks>The receiver is this end in another form: it gets the one value, if that was not received before, and then says that it is
    /// disconnected. Dispose it in place of this one. It is two objects more.</remarks>
    /// <example><code>
    /// var (tx, answer) = Channel.Oneshot&lt;int&gt;();
    /// using Receiver&lt;int&gt; rx = answer.ToReceiver();
    /// tx.Send(42);
    /// Select.Receive(rx, value =&gt; Console.WriteLine(value))
    ///     .Receive(Channel.After(TimeSpan.FromSeconds(1)), due =&gt; Console.WriteLine("no answer"))
    ///     .RunOnce();
    /// </code></example>
    /// <returns>The receiver; to be disposed.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Receiver<T> ToReceiver() => new(new OneshotReceiverCore<T>(Core));

    /// <summary>Gives this end up: a send from now on says so, and a value that was sent and not received is disposed if it is
    /// <see cref="IDisposable"/>. A second call does nothing.</summary>
    public void Dispose() => _core?.DisposeReceiver();
}
