using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Many operations on channels that are watched for long: each run carries out one, and costs the same however many there
/// are.</summary>
/// <remarks>
/// Like a <see cref="Selection"/>, for hundreds or thousands of channels. An operation is registered with its channel once, and stays so
/// while nothing is there; the channel puts it on the set's list of those worth trying. Operations on that list take turns, so that none
/// starves. Only operations on rendezvous channels, where two sides have to wait for each other at the same time, are registered anew with
/// each wait.
/// <para>One thread or task at a time uses a set. Runs allocate nothing once each operation has waited before.</para>
/// </remarks>
/// <example><code>
/// using var set = new SelectSet();
/// for (int i = 0; i &lt; 1000; i++)
/// {
///     var (tx, rx) = Channel.Bounded&lt;string&gt;(16);
///     int key = -1;
///     key = set.Receive(rx, line =&gt; Console.WriteLine(line), () =&gt; set.Remove(key));
///     tx.Dispose();
/// }
/// while (set.Count &gt; 0)
///     set.Run();
/// </code></example>
[DebuggerDisplay("{Count} operations")]
public sealed class SelectSet : IDisposable
{
    private readonly SetCore _core = new();

    /// <summary>How many operations there are.</summary>
    public int Count => _core.Count;

    /// <summary>Adds: receive from <paramref name="receiver"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open until the operation is removed.</param>
    /// <param name="onReceived">What to do with each value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left: in each run that chooses the operation, so
    /// remove it here.
    /// Without it that throws <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException">An argument without default is null.</exception>
    public int Receive<T>(Receiver<T> receiver, Action<T> onReceived, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(onReceived);
        ArgumentNullException.ThrowIfNull(receiver);
        var arm = new ReceiveArm<T, Action<T>>();
        arm.Prepare(receiver, onReceived, static (handler, value) => handler(value), onDisconnected);
        return _core.Add(arm);
    }

    /// <summary>Adds: receive from <paramref name="receiver"/>; with a state, for handlers that capture nothing.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open until the operation is removed.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="onReceived">What to do with each value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left: in each run that chooses the operation, so
    /// remove it here.
    /// Without it that throws <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> or <paramref name="onReceived"/> is null.</exception>
    public int Receive<T, TState>(Receiver<T> receiver, TState state, Action<TState, T> onReceived, Action<TState>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(onReceived);
        var arm = new ReceiveArm<T, TState>();
        arm.Prepare(receiver, state, onReceived, onDisconnected);
        return _core.Add(arm);
    }

    /// <summary>Adds: send <paramref name="value"/> to <paramref name="sender"/>. Each run that chooses it sends it again.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open until the operation is removed.</param>
    /// <param name="value">What to send. It stays the caller's when another operation is chosen.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone: in each run that chooses the operation, so remove it here.
    /// Without it that throws <see cref="ChannelDisconnectedException"/> from the run. The value is still the caller's.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    public int Send<T>(Sender<T> sender, T value, Action? onSent = null, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var arm = new SendArm<T, object?>();
        arm.Prepare(sender, value, onSent, onDisconnected);
        return _core.Add(arm);
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns, which is called only when there is room for
    /// it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open until the operation is removed.</param>
    /// <param name="make">Makes the value when there is room. What it throws leaves everything as it was and comes out of the run. If
    /// others take the room while it runs, the value is kept and is the next that this operation sends; see
    /// <paramref name="onUnsent"/>.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone: in each run that chooses the operation, so remove it here.
    /// Without it that throws <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <param name="onUnsent">Is given a value that was made and not sent, when the operation is removed or the set disposed. Without it
    /// such a value is disposed, if it can be.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public int SendWith<T>(
        Sender<T> sender, Func<T> make, Action? onSent = null, Action? onDisconnected = null, Action<T>? onUnsent = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        var arm = new SendArm<T, Func<T>>();
        arm.Prepare(sender, make, static make => make(), onSent, onDisconnected, onUnsent);
        return _core.Add(arm);
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns; with a state, for handlers that capture
    /// nothing.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open until the operation is removed.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="make">Makes the value when there is room. What it throws leaves everything as it was and comes out of the run. If
    /// others take the room while it runs, the value is kept and is the next that this operation sends; see
    /// <paramref name="onUnsent"/>.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone: in each run that chooses the operation, so remove it here.
    /// Without it that throws <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <param name="onUnsent">Is given a value that was made and not sent, when the operation is removed or the set disposed. Without it
    /// such a value is disposed, if it can be.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public int SendWith<T, TState>(
        Sender<T> sender,
        TState state,
        Func<TState, T> make,
        Action<TState>? onSent = null,
        Action<TState>? onDisconnected = null,
        Action<TState, T>? onUnsent = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        var arm = new SendArm<T, TState>();
        arm.Prepare(sender, state, make, onSent, onDisconnected, onUnsent);
        return _core.Add(arm);
    }

    /// <summary>Takes an operation out. Also from a handler.</summary>
    /// <param name="key">What adding it returned.</param>
    /// <returns>False when there is none of that key, or it was removed before.</returns>
    /// <exception cref="InvalidOperationException">The set is being run by another thread or task.</exception>
    public bool Remove(int key)
    {
        SelectArm? removed = _core.Remove(key);
        removed?.Discard();
        return removed is not null;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread while none is possible.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The key of the operation that was chosen.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was carried
    /// out.</exception>
    /// <exception cref="InvalidOperationException">There are no operations; or the set is being run already.</exception>
    public int Run(CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty();
        cancellationToken.ThrowIfCancellationRequested();
        if (Choose(Deadline.Never, cancellationToken, out SetEntry? chosen) != SelectResult.Completed)
            throw new OperationCanceledException(cancellationToken);
        chosen!.Arm.Invoke();
        return chosen.Key;
    }

    /// <summary>Carries one operation out and runs its handler, if one is possible without waiting.</summary>
    /// <returns><see cref="SelectResult.Completed"/> or <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The set is being run already.</exception>
    public SelectResult TryRun()
    {
        SetEntry? chosen;
        _core.Enter();
        try
        {
            if (!_core.TryChoose(out chosen))
                return SelectResult.NotReady;
        }
        finally
        {
            _core.Leave();
        }
        chosen.Arm.Invoke();
        return SelectResult.Completed;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread for at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The set is being run already.</exception>
    public SelectResult TryRun(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryRun(Deadline.After(timeout), cancellationToken);

    /// <summary>Carries one operation out and runs its handler; blocks the thread until <paramref name="deadline"/>.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The set is being run already.</exception>
    public SelectResult TryRun(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        SelectResult result = Choose(deadline, cancellationToken, out SetEntry? chosen);
        if (result == SelectResult.Completed)
            chosen!.Arm.Invoke();
        return result;
    }

    /// <summary>Carries one operation out and runs its handler; completes when one was possible.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was carried out.</param>
    /// <returns>A task to be awaited once: the key of the operation that was chosen. Handlers never run on the stack of the other
    /// side.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty();
        cancellationToken.ThrowIfCancellationRequested();
        SelectResult result;
        SetEntry? chosen;
        _core.Enter();
        try
        {
            (result, chosen) = await _core.ChooseAsync(Deadline.Never, cancellationToken).ConfigureAwait(!ILoopContext.IsHere);
        }
        finally
        {
            _core.Leave();
        }
        if (result != SelectResult.Completed)
            throw new OperationCanceledException(cancellationToken);
        chosen!.Arm.Invoke();
        return chosen.Key;
    }

    /// <summary>Carries one operation out and runs its handler; completes when one was possible, or when <paramref name="timeout"/> is
    /// over.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>. It fails as <see cref="Run"/> does when an
    /// operation was chosen. Handlers never run on the stack of the other side.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<SelectResult> TryRunAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryRunAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Carries one operation out and runs its handler; completes when one was possible, or when <paramref name="deadline"/> has
    /// passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>. It fails as <see cref="Run"/> does when an
    /// operation was chosen. Handlers never run on the stack of the other side.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SelectResult> TryRunAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        SelectResult result;
        SetEntry? chosen;
        _core.Enter();
        try
        {
            (result, chosen) = await _core.ChooseAsync(deadline, cancellationToken).ConfigureAwait(!ILoopContext.IsHere);
        }
        finally
        {
            _core.Leave();
        }
        chosen?.Arm.Invoke();
        return result;
    }

    /// <summary>Takes all operations out. The ends that they use stay open.</summary>
    /// <exception cref="InvalidOperationException">The set is being run.</exception>
    public void Dispose()
    {
        var failures = new FailureCollector();
        foreach (int key in _core.Keys)
        {
            try
            {
                Remove(key);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }
        failures.ThrowIfAny();
    }

    private void ThrowIfEmpty()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException(
                "There is nothing to select from, so this would wait for ever. Add operations with Receive and Send.");
        }
    }

    private SelectResult Choose(Deadline deadline, CancellationToken cancellationToken, out SetEntry? chosen)
    {
        _core.Enter();
        try
        {
            return _core.Choose(deadline, cancellationToken, out chosen);
        }
        finally
        {
            _core.Leave();
        }
    }
}
