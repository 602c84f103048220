using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Several operations on channels, of which each run carries out exactly one: the first that is possible.</summary>
/// <remarks>
/// An operation is possible when it needs no waiting, and also when the other side of its channel is gone. Among several that are possible,
/// one is chosen at random; after <see cref="Biased"/>, the one that was added first. The operation is carried out inside the call, and
/// then its handler runs, on the thread that runs the selection or, for <see cref="RunAsync"/>, where that is awaited.
/// <para>A selection can be run again and again, by one thread or task at a time; run again it allocates nothing. Each run looks at every
/// operation, and one that has to wait registers with every channel: for hundreds of channels use a <see cref="SelectSet"/>. The same
/// channel may occur several times. A selection that both sends to and receives from a channel never meets itself.</para>
/// <para>What it stands for is lent: disposing it, and <see cref="RunOnce"/>, give that back to the thread that began the selection, whose
/// next one then allocates nothing. Copies of this value stand for the same selection, and all of them are refused from then on. One that
/// is neither disposed nor run once is the collector's.</para>
/// </remarks>
[DebuggerDisplay("{_core}")]
[SuppressMessage("Performance", "CA1815", Justification = "It is used, never compared.")]
public readonly struct Selection : IDisposable
{
    private readonly SelectionCore? _core;
    private readonly long _lease;

    internal Selection(SelectionCore core, long lease)
    {
        _core = core;
        _lease = lease;
    }

    internal SelectionCore Core => _core ?? throw NeverBegun();

    internal long Lease => _lease;

    internal static Selection Begin() => SelectionPool.Lend();

    /// <summary>Adds: receive from <paramref name="receiver"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open.</param>
    /// <param name="onReceived">What to do with the value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException">An argument without default is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // See Add; and a call costs more than what this does.
    public Selection Receive<T>(Receiver<T> receiver, Action<T> onReceived, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(onReceived);
        Add<ReceiveArm<T, object?>>().Prepare(
            receiver, onReceived, static (handler, value) => Unsafe.As<Action<T>>(handler)!(value), onDisconnected);
        return this;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Selection Receive<T, TState>(
        Receiver<T> receiver, TState state, Action<TState, T> onReceived, Action<TState>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(onReceived);
        // One type for all states that are objects: code that is shared among their types would look up what it is to make.
        // SAFETY: the handlers are only ever called with this state, and a reference is passed the same way whatever its static type.
        if (typeof(TState).IsValueType)
            Add<ReceiveArm<T, TState>>().Prepare(receiver, state, onReceived, onDisconnected);
        else
            Add<ReceiveArm<T, object?>>().Prepare(receiver, state, Unsafe.As<Action<object?, T>>(onReceived), onDisconnected);
        return this;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Selection Send<T>(Sender<T> sender, T value, Action? onSent = null, Action? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        Add<SendArm<T, object?>>().Prepare(sender, value, onSent, onDisconnected);
        return this;
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns, which is called only when there is room for
    /// it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="make">Makes the value. What it throws leaves everything as it was and comes out of the run. If others take the room
    /// while it runs, the value is kept and is the next that this operation sends; see <paramref name="onUnsent"/>.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone; no value is then made. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <param name="onUnsent">Is given a value that was made and not sent, when the selection ends or the operation is removed. Without it
    /// such a value is disposed, if it can be.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public Selection SendWith<T>(
        Sender<T> sender, Func<T> make, Action? onSent = null, Action? onDisconnected = null, Action<T>? onUnsent = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        Add<SendArm<T, Func<T>>>().Prepare(sender, make, static make => make(), onSent, onDisconnected, onUnsent);
        _core!.SetMakesValues();
        return this;
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns; with a state, for handlers that capture
    /// nothing.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="make">Makes the value when there is room. What it throws leaves everything as it was and comes out of the run. If
    /// others take the room while it runs, the value is kept and is the next that this operation sends; see
    /// <paramref name="onUnsent"/>.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone; no value is then made. Without it that throws
    /// <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <param name="onUnsent">Is given a value that was made and not sent, when the selection ends or the operation is removed. Without it
    /// such a value is disposed, if it can be.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public Selection SendWith<T, TState>(
        Sender<T> sender,
        TState state,
        Func<TState, T> make,
        Action<TState>? onSent = null,
        Action<TState>? onDisconnected = null,
        Action<TState, T>? onUnsent = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        Add<SendArm<T, TState>>().Prepare(sender, state, make, onSent, onDisconnected, onUnsent);
        _core!.SetMakesValues();
        return this;
    }

    /// <summary>Takes an operation out. The others keep their numbers, and its own is never used again.</summary>
    /// <param name="operation">The number of the operation, in the order in which they were added, from zero.</param>
    /// <returns>False when there is none, because it was removed before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No operation ever had that number.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run, or was disposed.</exception>
    public bool Remove(int operation)
    {
        Core.Enter(_lease);
        try
        {
            return _core!.Remove(operation);
        }
        finally
        {
            _core!.Leave(_lease);
        }
    }

    /// <summary>Prefers what was added first over what was added later, when several operations are possible.</summary>
    /// <returns>This selection.</returns>
    public Selection Biased()
    {
        Core.ThrowUnlessIdle(_lease);
        _core!.SetBias(isBiased: true);
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
        Core.ThrowUnlessIdle(_lease);
        _core!.SetDefault(onNothing, timeout, clock);
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
        SelectionCore core = Core;
        core.Enter(_lease);
        SelectResult result;
        SelectArm? chosen;
        try
        {
            chosen = SelectionRun.ChooseOrDefault(core, cancellationToken, out result);
        }
        finally
        {
            core.Leave(_lease);
        }
        return SelectionRun.Finish(core, chosen, result, cancellationToken);
    }

    /// <summary>Does as <see cref="Run"/>, and disposes the selection, whatever comes out: for a selection that is begun anew each
    /// time, which then allocates nothing.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>What <see cref="Run"/> returns. The exceptions are the same, too.</returns>
    public int RunOnce(CancellationToken cancellationToken = default)
    {
        SelectionCore core = Core;
        core.Enter(_lease);
        if (core.MakesValues)
            return RunOnceAndDiscard(cancellationToken);
        try
        {
            SelectArm? chosen = SelectionRun.ChooseOrDefault(core, cancellationToken, out SelectResult result);
            return SelectionRun.Finish(core, chosen, result, cancellationToken);
        }
        finally
        {
            core.LeaveAndGiveBack(_lease);
        }
    }

    /// <summary>Carries one operation out and runs its handler, if one is possible without waiting. A default is not looked at.</summary>
    /// <returns><see cref="SelectResult.Completed"/> or <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run already, or was disposed.</exception>
    public SelectResult TryRun()
    {
        SelectArm? chosen;
        Core.Enter(_lease);
        try
        {
            chosen = _core!.TryChoose();
        }
        finally
        {
            _core!.Leave(_lease);
        }
        if (chosen is null)
            return SelectResult.NotReady;
        chosen.Invoke();
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
    /// <exception cref="InvalidOperationException">The selection is being run already, or was disposed.</exception>
    public SelectResult TryRun(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryRun(Deadline.After(timeout), cancellationToken);

    /// <summary>Carries one operation out and runs its handler; blocks the thread until <paramref name="deadline"/>. A default is not
    /// looked at.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The selection is being run already, or was disposed.</exception>
    public SelectResult TryRun(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        SelectResult result;
        SelectArm? chosen;
        Core.Enter(_lease);
        try
        {
            chosen = SelectionRun.Choose(_core!, SelectionGoal.Complete, deadline, cancellationToken, out result);
        }
        finally
        {
            _core!.Leave(_lease);
        }
        chosen?.Invoke();
        return result;
    }

    /// <summary>Carries one operation out and runs its handler; completes when one was possible.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was carried out.</param>
    /// <returns>A task to be awaited once: the number of the operation that was chosen, in the order in which they were added, from zero;
    /// -1 for the default. It fails as
    /// <see cref="Run"/> does. Factories and handlers never run on the stack of the other side.</returns>
    public ValueTask<int> RunAsync(CancellationToken cancellationToken = default) => SelectionRun.RunAsync(Core, _lease, cancellationToken);

    /// <summary>Does as <see cref="RunAsync"/>, and disposes the selection, whatever comes out: for a selection that is begun anew each
    /// time.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and nothing was carried out.</param>
    /// <returns>A task to be awaited once, as that of <see cref="RunAsync"/>.</returns>
    public ValueTask<int> RunOnceAsync(CancellationToken cancellationToken = default) =>
        SelectionRun.RunOnceAsync(Core, _lease, cancellationToken);

    /// <summary>Carries one operation out and runs its handler; completes when one was possible, or when <paramref name="timeout"/> is
    /// over. A default is not looked at.</summary>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>. Factories and handlers never run on the stack of
    /// the other side.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<SelectResult> TryRunAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryRunAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Carries one operation out and runs its handler; completes when one was possible, or when <paramref name="deadline"/> has
    /// passed. A default is not looked at.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>. Factories and handlers never run on the stack of
    /// the other side.</returns>
    public ValueTask<SelectResult> TryRunAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        SelectionRun.TryRunAsync(Core, _lease, deadline, cancellationToken);

    /// <summary>Hands back, or disposes, values that were made and not sent, and ends the selection. The ends that it uses stay
    /// open.</summary>
    /// <remarks>A second call does nothing.</remarks>
    /// <exception cref="InvalidOperationException">The selection is being run.</exception>
    public void Dispose() => _core?.GiveBack(_lease);

    private static InvalidOperationException NeverBegun() =>
        new("This selection was never begun. Begin it with Select.Create, Select.Receive or Select.Send.");

    private int RunOnceAndDiscard(CancellationToken cancellationToken)
    {
        var failures = new FailureCollector();
        int number = -1;
        try
        {
            SelectArm? chosen = SelectionRun.ChooseOrDefault(_core!, cancellationToken, out SelectResult result);
            number = SelectionRun.Finish(_core!, chosen, result, cancellationToken);
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
        _core!.DiscardAndGiveBack(_lease, ref failures);
        failures.ThrowIfAny();
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // So that the type of the arm is known.
    private TArm Add<TArm>()
        where TArm : SelectArm, new()
    {
        SelectionCore core = Core;
        core.ThrowUnlessIdle(_lease);
        return core.Add<TArm>();
    }
}
