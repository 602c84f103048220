using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Many operations on channels that are watched for long: each run carries out one, and costs the same however many there
/// are.</summary>
/// <remarks>
/// Like a <see cref="Selection"/>, for hundreds or thousands of channels. An operation is registered with its channel once, and stays so
/// while nothing is
/// there; the channel puts it on the set's list of those worth trying. Operations on that list take turns, so that none starves. Only
/// operations on rendezvous
/// channels, where two sides have to wait for each other at the same time, are registered anew with each wait.
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
    // Whose turn it is: entries that were possible lately, or are new.
    private readonly Queue<SetEntry> _turns = [];
    private readonly Dictionary<int, SetEntry> _entries = [];
    // Operations that meet another wait, and are registered only while this set waits.
    private readonly List<SetEntry> _meeting = [];
    private SetTask _task;
    private int _nextMeeting;
    private int _nextKey;
    private ThreadContext? _context;
    private Thread? _contextThread;
    private AtomicBool _isRunning;
    private AtomicRef<SetEntry> _signalled;
    private AtomicRef<WaitContext> _waiting;

    /// <summary>Creates a set without operations.</summary>
    public SelectSet() => _task = new SetTask(this);

    /// <summary>How many operations there are.</summary>
    public int Count => _entries.Count;

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
        return Receive(
            receiver,
            (onReceived, onDisconnected),
            static (handlers, value) => handlers.onReceived(value),
            onDisconnected is null ? null : static handlers => handlers.onDisconnected!());
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
        return Add(new ReceiveArm<T, TState>(receiver, NextOutcome, state, onReceived, onDisconnected), receiver.Core.HandsOver);
    }

    /// <summary>Adds: send to <paramref name="sender"/> what <paramref name="make"/> returns, which is called only when there is room for
    /// it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open until the operation is removed.</param>
    /// <param name="state">What the handlers are given.</param>
    /// <param name="make">Makes the value when there is room. What it throws leaves everything as it was and comes out of the run. If
    /// others take the room while
    /// it runs, the value is kept and is the next that this operation sends; removing it, or disposing the set, disposes the value.</param>
    /// <param name="onSent">What to do when it was sent.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone: in each run that chooses the operation, so remove it here.
    /// Without it that
    /// throws <see cref="ChannelDisconnectedException"/> from the run.</param>
    /// <returns>The key of the operation. Keys are never used again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="make"/> is null.</exception>
    public int SendWith<T, TState>(
        Sender<T> sender, TState state, Func<TState, T> make, Action<TState>? onSent = null, Action<TState>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(make);
        return Add(new SendArm<T, TState>(sender, NextOutcome, state, default, make, onSent, onDisconnected), sender.Core.HandsOver);
    }

    /// <summary>Takes an operation out. Also from a handler.</summary>
    /// <param name="key">What adding it returned.</param>
    /// <returns>False when it was removed before.</returns>
    /// <exception cref="InvalidOperationException">The set is being run by another thread or task.</exception>
    public bool Remove(int key)
    {
        Enter();
        SetEntry? entry;
        try
        {
            if (!_entries.Remove(key, out entry))
                return false;
            entry.IsRemoved = true;
            _meeting.Remove(entry);
            entry.Arm.Unregister();
        }
        finally
        {
            Leave();
        }
        entry.Arm.Discard();
        return true;
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
        Enter();
        try
        {
            if (!TryChoose(out chosen))
                return SelectResult.NotReady;
        }
        finally
        {
            Leave();
        }
        chosen.Arm.Invoke();
        return SelectResult.Completed;
    }

    /// <summary>Carries one operation out and runs its handler; blocks the thread for at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ChannelDisconnectedException">An operation was chosen because the other side is gone, and has no handler for
    /// that.</exception>
    /// <exception cref="InvalidOperationException">The set is being run already.</exception>
    public SelectResult TryRun(TimeSpan timeout, CancellationToken cancellationToken = default) => TryRun(Deadline.After(timeout), cancellationToken);

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
        SetEntry? chosen;
        Enter();
        try
        {
            while (!TryChoose(out chosen))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_task.IsReusable)
                    _task = new SetTask(this);
                int outcome = await _task.WaitAsync(cancellationToken);
                if (EndWait(outcome, out chosen))
                    break;
            }
        }
        finally
        {
            Leave();
        }
        chosen!.Arm.Invoke();
        return chosen.Key;
    }

    /// <summary>Takes all operations out. The ends that they use stay open.</summary>
    /// <exception cref="InvalidOperationException">The set is being run.</exception>
    public void Dispose()
    {
        var failures = new FailureCollector();
        foreach (int key in _entries.Keys.ToArray())
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

    /// <summary>An entry is worth trying. Any thread.</summary>
    internal void Signal(SetEntry entry)
    {
        SetEntry? top = _signalled.Read();
        while (true)
        {
            entry.Next.Write(top);
            // ORDERING: a full fence between the push and the look for a wait; pairs with that of a wait between announcing itself and
            // looking at the list.
            SetEntry? before = _signalled.CompareExchange(top, entry);
            if (ReferenceEquals(before, top))
                break;
            top = before;
        }
        // RACE: it may be a later wait of this set than the one that was read. That one then looks, finds nothing, and waits again.
        if (_waiting.Read() is { } context && context.TrySelect(WaitOutcome.FirstOperation))
            context.Wake();
    }

    /// <summary>Announces a wait of this set, and registers the operations that meet another wait. True when there is something to
    /// try.</summary>
    internal bool BeginWait(WaitContext context)
    {
        // ORDERING: a full fence between the announcement and the look at the list; see Signal.
        _waiting.Exchange(context);
        if (_signalled.Read() is not null)
            return true;
        foreach (SetEntry entry in _meeting)
        {
            if (entry.Arm.Register(context))
                return true;
        }
        return false;
    }

    // The first is that of the set itself: something was signalled.
    private int NextOutcome => WaitOutcome.FirstOperation + 1 + _nextKey;

    private int Add(SelectArm arm, bool meets)
    {
        Enter();
        int key = _nextKey++;
        var entry = new SetEntry(this, arm, key);
        _entries.Add(key, entry);
        if (meets)
            _meeting.Add(entry);
        else
            _turns.Enqueue(entry);
        Leave();
        return key;
    }

    private void Enter()
    {
        if (!_isRunning.CompareAndSet(false, true))
            throw new InvalidOperationException("This set is being run. One thread or task uses it at a time: give each its own.");
    }

    private void Leave() => _isRunning.Write(false);

    private void ThrowIfEmpty()
    {
        if (_entries.Count == 0)
            throw new InvalidOperationException("There is nothing to select from, so this would wait for ever. Add operations with Receive and SendWith.");
    }

    private SelectResult Choose(Deadline deadline, CancellationToken cancellationToken, out SetEntry? chosen)
    {
        Enter();
        try
        {
            while (!TryChoose(out chosen))
            {
                if (cancellationToken.IsCancellationRequested)
                    return SelectResult.Cancelled;
                if (deadline.HasPassed)
                    return SelectResult.TimedOut;
                if (Wait(deadline, cancellationToken, out chosen))
                    break;
            }
            return SelectResult.Completed;
        }
        finally
        {
            Leave();
        }
    }

    private bool Wait(Deadline deadline, CancellationToken cancellationToken, out SetEntry? chosen)
    {
        // Its own, not the thread's: a signal that comes late must find a wait of this set.
        if (_context is null || _contextThread != Thread.CurrentThread)
        {
            _context = new ThreadContext();
            _contextThread = Thread.CurrentThread;
        }
        _context.Arm();
        int outcome = WaitOutcome.Aborted;
        try
        {
            if (BeginWait(_context))
                _context.TrySelect(WaitOutcome.Aborted);
            else
                _context.SpinWhileWaiting();
            outcome = _context.Wait(deadline, cancellationToken);
        }
        catch
        {
            EndWait(WaitOutcome.Aborted, out _);
            throw;
        }
        return EndWait(outcome, out chosen);
    }

    // Takes the registrations back, and finishes the operation that another wait has met.
    private bool EndWait(int outcome, out SetEntry? chosen)
    {
        _waiting.Write(null);
        SetEntry? met = null;
        foreach (SetEntry entry in _meeting)
        {
            if (outcome == WaitOutcome.FirstOperation + 1 + entry.Key)
                met = entry;
            else
                entry.Arm.Unregister();
        }
        chosen = met;
        return met is not null && met.Arm.CompleteChosen();
    }

    private bool TryChoose(out SetEntry chosen)
    {
        // Neither kind goes first always.
        if (FairOrder.Next(2) == 0)
            return TryTurns(out chosen) || TryMeeting(out chosen);
        return TryMeeting(out chosen) || TryTurns(out chosen);
    }

    private bool TryTurns(out SetEntry chosen)
    {
        while (true)
        {
            Collect();
            if (!_turns.TryDequeue(out chosen!))
                return false;
            if (chosen.IsRemoved)
                continue;
            bool completed;
            try
            {
                completed = chosen.Arm.TryComplete();
            }
            catch
            {
                _turns.Enqueue(chosen);
                throw;
            }
            if (completed)
            {
                // There may be more; after the others.
                _turns.Enqueue(chosen);
                return true;
            }
            if (!chosen.TryWatch())
                _turns.Enqueue(chosen);
        }
    }

    private bool TryMeeting(out SetEntry chosen)
    {
        for (int i = 0; i < _meeting.Count; i++)
        {
            _nextMeeting = (_nextMeeting + 1) % _meeting.Count;
            chosen = _meeting[_nextMeeting];
            if (chosen.Arm.TryComplete())
                return true;
        }
        chosen = null!;
        return false;
    }

    // What was signalled goes behind those whose turn it is, first come first.
    private void Collect()
    {
        if (_signalled.Read() is null)
            return;
        SetEntry? entry = _signalled.Exchange(null);
        SetEntry? first = null;
        while (entry is not null)
        {
            SetEntry? below = entry.Next.Read();
            entry.Next.Write(first);
            first = entry;
            entry = below;
        }
        while (first is not null)
        {
            SetEntry? next = first.Next.Read();
            first.Next.Write(null);
            _turns.Enqueue(first);
            first = next;
        }
    }
}
