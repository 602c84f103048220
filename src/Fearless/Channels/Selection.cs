using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Several operations on channels, of which each run carries out exactly one: the first that is possible.</summary>
/// <remarks>
/// An operation is possible when it needs no waiting, and also when the other side of its channel is gone. Among several that are possible,
/// one is
/// chosen at random; after <see cref="Biased"/>, the one that was added first. The operation is carried out inside the call, and then its
/// handler runs,
/// on the thread that runs the selection or, for <see cref="RunAsync"/>, where that is awaited.
/// <para>A selection can be run again and again, by one thread or task at a time; run again it allocates nothing. Each run looks at every
/// operation, and one that has to
/// wait registers with every channel: for hundreds of channels use a <c>SelectSet</c>. The same channel may occur several times. A
/// selection that both sends to and receives from
/// a channel never meets itself.</para>
/// </remarks>
[DebuggerDisplay("{_arms.Count} operations")]
public sealed class Selection : IDisposable
{
    private readonly List<SelectArm> _arms = [];
    private int[] _order = [];
    private bool _isBiased;
    private Action? _onDefault;
    private TimeSpan _defaultAfter = Timeout.InfiniteTimeSpan;
    private TimeProvider? _defaultClock;
    private SelectTask? _task;
    private AtomicBool _isRunning;

    internal Selection()
    {
    }

    /// <summary>Adds: receive from <paramref name="receiver"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open.</param>
    /// <param name="onReceived">What to do with the value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException">An argument without default is null.</exception>
    public Selection Receive<T>(Receiver<T> receiver, Action<T> onReceived, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(onReceived);
        return Receive(
            receiver,
            (onReceived, onDisconnected),
            static (handlers, value) => handlers.onReceived(value),
            onDisconnected is null ? null : static handlers => handlers.onDisconnected!());
    }

    /// <summary>Adds: receive from <paramref name="receiver"/>; with a state, for handlers that capture nothing.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="onReceived">What to do with the value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> or <paramref name="onReceived"/> is null.</exception>
    public Selection Receive<T, TState>(
        Receiver<T> receiver, TState state, Action<TState, T> onReceived, Action<TState>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(onReceived);
        return Add(new ReceiveArm<T, TState>(receiver, NextOutcome, state, onReceived, onDisconnected));
    }

    /// <summary>Adds: send <paramref name="value"/> to <paramref name="sender"/>. Each run that chooses it sends it again.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="value">What to send. It stays the caller's when another operation is chosen.</param>
    /// <param name="onSent">What to do then.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from
    /// the run. The value is still the caller's.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    public Selection Send<T>(Sender<T> sender, T value, Action? onSent = null, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return Add(new SendArm<T, (Action? Sent, Action? Disconnected)>(
            sender,
            NextOutcome,
            (onSent, onDisconnected),
            value,
            make: null,
            static handlers => handlers.Sent?.Invoke(),
            onDisconnected is null ? null : static handlers => handlers.Disconnected!()));
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns, which is called only when there is room for
    /// it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="make">Makes the value. What it throws leaves everything as it was and comes out of the run. If others take the room
    /// while it runs, the
    /// value is kept and is the next that this operation sends; disposing the selection disposes it.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone; no value is then made. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public Selection SendWith<T>(Sender<T> sender, Func<T> make, Action? onSent = null, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(make);
        return SendWith(
            sender,
            (make, onSent, onDisconnected),
            static handlers => handlers.make(),
            static handlers => handlers.onSent?.Invoke(),
            onDisconnected is null ? null : static handlers => handlers.onDisconnected!());
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns; with a state, for handlers that capture
    /// nothing.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="make">Makes the value when there is room. What it throws leaves everything as it was and comes out of the run. If
    /// others take the room while
    /// it runs, the value is kept and is the next that this operation sends; disposing the selection disposes it.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone; no value is then made. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public Selection SendWith<T, TState>(
        Sender<T> sender, TState state, Func<TState, T> make, Action<TState>? onSent = null, Action<TState>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        return Add(new SendArm<T, TState>(sender, NextOutcome, state, default, make, onSent, onDisconnected));
    }

    /// <summary>Prefers what was added first over what was added later, when several operations are possible.</summary>
    /// <returns>This selection.</returns>
    public Selection Biased()
    {
        _isBiased = true;
        Array.Sort(_order);
        return this;
    }

    /// <summary>What to do, without waiting, when no operation is possible.</summary>
    /// <param name="onNothing">What to do.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onNothing"/> is null.</exception>
    public Selection Default(Action onNothing) => Default(TimeSpan.Zero, onNothing);

    /// <summary>What to do when no operation was possible for <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long each run waits; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="onNothing">What to do.</param>
    /// <param name="clock">The clock to measure on; <see cref="TimeProvider.System"/> when null.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onNothing"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public Selection Default(TimeSpan timeout, Action onNothing, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(onNothing);
        Deadline.ThrowIfInvalid(timeout);
        _onDefault = onNothing;
        _defaultAfter = timeout;
        _defaultClock = clock;
        return this;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread while none is possible.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The number of the operation that was chosen, in the order in which they were added, from zero; -1 for the
    /// default.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first. Nothing was carried
    /// out.</exception>
    /// <exception cref="InvalidOperationException">There are no operations and no default; or the selection is being run
    /// already.</exception>
    public int Run(CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty();
        cancellationToken.ThrowIfCancellationRequested();
        SelectResult result = Choose(_defaultAfter, _defaultClock, cancellationToken, out int chosen);
        return Finish(result, chosen, cancellationToken);
    }

    /// <summary>Carries one operation out and runs its handler, if one is possible without waiting. A default is not looked at.</summary>
    /// <returns><see cref="SelectResult.Completed"/> or <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run already.</exception>
    public SelectResult TryRun()
    {
        if (Choose(TimeSpan.Zero, null, default, out int chosen) != SelectResult.Completed)
            return SelectResult.NotReady;
        _arms[chosen].Invoke();
        return SelectResult.Completed;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread for at most <paramref name="timeout"/>. A default is not
    /// looked at.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run already.</exception>
    public SelectResult TryRun(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        SelectResult result = Choose(timeout, null, cancellationToken, out int chosen);
        if (result == SelectResult.Completed)
            _arms[chosen].Invoke();
        return result;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread until <paramref name="deadline"/>. A default is not
    /// looked at.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run already.</exception>
    public SelectResult TryRun(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        int chosen;
        SelectResult result;
        Enter();
        try
        {
            result = TryChoose(out chosen) ? SelectResult.Completed : Wait(deadline, cancellationToken, out chosen);
        }
        finally
        {
            _isRunning.Write(false);
        }
        if (result == SelectResult.Completed)
            _arms[chosen].Invoke();
        return result;
    }

    /// <summary>Carries one operation out and runs its handler; completes when one was possible.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was carried out.</param>
    /// <returns>A task to be awaited once: the number of the operation that was chosen, in the order in which they were added, from zero;
    /// -1 for the default. It fails as
    /// <see cref="Run"/> does. Factories and handlers never run on the stack of the other side.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty();
        cancellationToken.ThrowIfCancellationRequested();
        int chosen;
        SelectResult result;
        Enter();
        try
        {
            if (TryChoose(out chosen))
                result = SelectResult.Completed;
            else if (_defaultAfter == TimeSpan.Zero)
                result = SelectResult.TimedOut;
            else
                (result, chosen) = await WaitAsync(Deadline.After(_defaultAfter, _defaultClock), cancellationToken);
        }
        finally
        {
            _isRunning.Write(false);
        }
        return Finish(result, chosen, cancellationToken);
    }

    /// <summary>Carries one operation out and runs its handler; completes when one was possible, or when <paramref name="deadline"/> has
    /// passed. A default is not looked at.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>. Factories and handlers never run on the stack of
    /// the other side.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SelectResult> TryRunAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        int chosen;
        SelectResult result;
        Enter();
        try
        {
            if (TryChoose(out chosen))
                result = SelectResult.Completed;
            else
                (result, chosen) = await WaitAsync(deadline, cancellationToken);
        }
        finally
        {
            _isRunning.Write(false);
        }
        if (result == SelectResult.Completed)
            _arms[chosen].Invoke();
        return result;
    }

    /// <summary>Disposes values that were made and not sent. The ends that the selection uses stay open.</summary>
    /// <exception cref="InvalidOperationException">The selection is being run.</exception>
    public void Dispose()
    {
        var failures = new FailureCollector();
        Enter();
        try
        {
            foreach (SelectArm arm in _arms)
            {
                try
                {
                    arm.Discard();
                }
                catch (Exception exception)
                {
                    failures.Add(exception);
                }
            }
        }
        finally
        {
            _isRunning.Write(false);
        }
        failures.ThrowIfAny();
    }

    private int NextOutcome => WaitOutcome.FirstOperation + _arms.Count;

    /// <summary>Registers all arms. True when one is possible at this moment.</summary>
    internal bool Register(WaitContext context)
    {
        foreach (SelectArm arm in _arms)
        {
            // The rest need not be registered: the wait ends here.
            if (arm.Register(context))
                return true;
        }
        return false;
    }

    private Selection Add(SelectArm arm)
    {
        Enter();
        _arms.Add(arm);
        _order = [.. Enumerable.Range(0, _arms.Count)];
        _isRunning.Write(false);
        return this;
    }

    private void Enter()
    {
        if (!_isRunning.CompareAndSet(false, true))
            throw new InvalidOperationException("This selection is being run. One thread or task uses it at a time: give each its own.");
    }

    private void ThrowIfEmpty()
    {
        if (_arms.Count == 0 && _onDefault is null)
            throw new InvalidOperationException("There is nothing to select from, so this would wait for ever. Add operations with Receive and Send, or a Default.");
    }

    private SelectResult Choose(TimeSpan timeout, TimeProvider? clock, CancellationToken cancellationToken, out int chosen)
    {
        Enter();
        try
        {
            return TryChoose(out chosen) ? SelectResult.Completed
                : timeout == TimeSpan.Zero ? SelectResult.TimedOut
                : Wait(Deadline.After(timeout, clock), cancellationToken, out chosen);
        }
        finally
        {
            _isRunning.Write(false);
        }
    }

    // The handler, which may run the selection again.
    private int Finish(SelectResult result, int chosen, CancellationToken cancellationToken)
    {
        if (result == SelectResult.Completed)
        {
            _arms[chosen].Invoke();
            return chosen;
        }
        if (result == SelectResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        _onDefault!();
        return -1;
    }

    // Looks at each arm once, in a random order that is made as far as it is needed.
    private bool TryChoose(out int chosen)
    {
        int[] order = _order;
        for (int i = 0; i < order.Length; i++)
        {
            if (!_isBiased)
            {
                int other = i + FairOrder.Next(order.Length - i);
                (order[i], order[other]) = (order[other], order[i]);
            }
            chosen = order[i];
            if (_arms[chosen].TryComplete())
                return true;
        }
        chosen = -1;
        return false;
    }

    private SelectResult Wait(Deadline deadline, CancellationToken cancellationToken, out int chosen)
    {
        ThreadContext context = ThreadContext.Rent();
        try
        {
            while (true)
            {
                chosen = -1;
                if (cancellationToken.IsCancellationRequested)
                    return SelectResult.Cancelled;
                if (deadline.HasPassed)
                    return SelectResult.TimedOut;

                context.Arm();
                try
                {
                    if (Register(context))
                        context.TrySelect(WaitOutcome.Aborted);
                    else
                        context.SpinWhileWaiting();
                    chosen = context.Wait(deadline, cancellationToken) - WaitOutcome.FirstOperation;
                }
                finally
                {
                    Unregister(chosen);
                }
                if (TryFinish(ref chosen))
                    return SelectResult.Completed;
            }
        }
        finally
        {
            ThreadContext.Return(context);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(SelectResult Result, int Chosen)> WaitAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
                return (SelectResult.Cancelled, -1);
            if (deadline.HasPassed)
                return (SelectResult.TimedOut, -1);

            if (_task is not { IsReusable: true })
                _task = new SelectTask(this);
            int chosen = await _task.WaitAsync(deadline, cancellationToken).ConfigureAwait(false) - WaitOutcome.FirstOperation;
            Unregister(chosen);
            if (TryFinish(ref chosen))
                return (SelectResult.Completed, chosen);
        }
    }

    // All but the one that the wait was ended for, which was taken out by whoever ended it.
    private void Unregister(int chosen)
    {
        for (int i = 0; i < _arms.Count; i++)
        {
            if (i != chosen)
                _arms[i].Unregister();
        }
    }

    private bool TryFinish(ref int chosen)
    {
        // First the one that the wait was ended for: nobody else was told of what it waited for.
        return (chosen >= 0 && _arms[chosen].CompleteChosen()) || TryChoose(out chosen);
    }
}
