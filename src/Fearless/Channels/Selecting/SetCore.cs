using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>What a <see cref="SelectSet"/> consists of: the operations, whose turn it is, and the wait of the set.</summary>
/// <remarks>One thread or task at a time works on it, between <see cref="Enter"/> and <see cref="Leave"/>. Only <see cref="Signal"/> is any
/// thread's.</remarks>
[DebuggerDisplay("{Count} operations")]
internal sealed class SetCore
{
    // Whose turn it is: entries that were possible lately, or are new.
    private readonly Queue<SetEntry> _turns = [];
    private readonly Dictionary<int, SetEntry> _entries = [];
    // Operations that meet another wait, and are registered only while this set waits.
    private readonly List<SetEntry> _meeting = [];
    private SetTask _task;
    private FairOrder _fairOrder;
    private int _nextMeeting;
    private int _nextKey;
    private ThreadContext? _context;
    private Thread? _contextThread;
    private AtomicBool _isRunning;
    private AtomicRef<SetEntry> _signalled;
    private AtomicRef<WaitContext> _waiting;

    public SetCore() => _task = new SetTask(this);

    public int Count => _entries.Count;

    public int[] Keys => [.. _entries.Keys];

    public void Enter()
    {
        // ORDERING: a full fence, for the arms that are tried next (SelectArm.TryComplete).
        if (!_isRunning.CompareAndSet(false, true))
            throw new InvalidOperationException("This set is being run. One thread or task uses it at a time: give each its own.");
    }

    public void Leave() => _isRunning.Write(false);

    /// <summary>Adds an operation, and returns its key.</summary>
    public int Add(SelectArm arm)
    {
        bool meets = arm.HandsOver;
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

    /// <summary>Takes an operation out; null when it was taken out before.</summary>
    public SelectArm? Remove(int key)
    {
        Enter();
        try
        {
            if (!_entries.Remove(key, out SetEntry? entry))
                return null;
            entry.IsRemoved = true;
            _meeting.Remove(entry);
            entry.Arm.Unregister();
            return entry.Arm;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Carries one operation out; blocks the thread while none is possible.</summary>
    public SelectResult Choose(Deadline deadline, CancellationToken cancellationToken, out SetEntry? chosen)
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

    /// <summary>Carries one operation out; completes when one was possible.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(SelectResult Result, SetEntry? Chosen)> ChooseAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        SetEntry? chosen;
        while (!TryChoose(out chosen))
        {
            if (cancellationToken.IsCancellationRequested)
                return (SelectResult.Cancelled, null);
            if (deadline.HasPassed)
                return (SelectResult.TimedOut, null);
            if (!_task.IsReusable)
                _task = new SetTask(this);
            int outcome;
            try
            {
                outcome = await _task.WaitAsync(deadline, cancellationToken);
            }
            catch
            {
                EndWait(WaitOutcome.Aborted, out _);
                throw;
            }
            if (EndWait(outcome, out chosen))
                break;
        }
        return (SelectResult.Completed, chosen);
    }

    /// <summary>An entry is worth trying. Any thread.</summary>
    public void Signal(SetEntry entry)
    {
        SetEntry? top = _signalled.ReadRelaxed();
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
        if (_waiting.ReadRelaxed() is { } context && context.TrySelect(WaitOutcome.FirstOperation))
            context.Wake();
    }

    /// <summary>Announces a wait of this set, and registers the operations that meet another wait. True when there is something to
    /// try.</summary>
    public bool BeginWait(WaitContext context)
    {
        // ORDERING: a full fence between the announcement and the look at the list; see Signal.
        _waiting.Exchange(context);
        if (_signalled.ReadRelaxed() is not null)
            return true;
        foreach (SetEntry entry in _meeting)
        {
            if (entry.Arm.Register(context, OutcomeOf(entry)))
                return true;
        }
        return false;
    }

    /// <summary>Carries one operation out, if one is possible now.</summary>
    public bool TryChoose([NotNullWhen(true)] out SetEntry? chosen)
    {
        // Neither kind goes first always.
        if (_fairOrder.Next(2) == 0)
            return TryTurns(out chosen) || TryMeeting(out chosen);
        return TryMeeting(out chosen) || TryTurns(out chosen);
    }

    // The first is that of the set itself: something was signalled.
    private static int OutcomeOf(SetEntry entry) => WaitOutcome.FirstOperation + 1 + entry.Key;

    private bool Wait(Deadline deadline, CancellationToken cancellationToken, [NotNullWhen(true)] out SetEntry? chosen)
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
    private bool EndWait(int outcome, [NotNullWhen(true)] out SetEntry? chosen)
    {
        _waiting.Write(null);
        SetEntry? met = null;
        foreach (SetEntry entry in _meeting)
        {
            if (outcome == OutcomeOf(entry))
                met = entry;
            else
                entry.Arm.Unregister();
        }
        chosen = met;
        return met is not null && met.Arm.CompleteChosen();
    }

    private bool TryTurns([NotNullWhen(true)] out SetEntry? chosen)
    {
        while (true)
        {
            Collect();
            if (!_turns.TryDequeue(out chosen))
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

    private bool TryMeeting([NotNullWhen(true)] out SetEntry? chosen)
    {
        for (int i = 0; i < _meeting.Count; i++)
        {
            _nextMeeting = (_nextMeeting + 1) % _meeting.Count;
            chosen = _meeting[_nextMeeting];
            if (chosen.Arm.TryComplete())
                return true;
        }
        chosen = null;
        return false;
    }

    // What was signalled goes behind those whose turn it is, first come first.
    private void Collect()
    {
        if (_signalled.ReadRelaxed() is null)
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
