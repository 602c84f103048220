using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Fearless.Tasks;

/// <summary>One call of an asynchronous method: its locals, who waits for it, how it ended. The one object that a call allocates, and its own
/// node in whatever it waits in.</summary>
/// <remarks>
/// A frame that was spawned is a <em>task</em>. One that was awaited belongs to the task of its caller, which waits at one place at a time:
/// the innermost frame that was entered is at a <see cref="ILeaf"/>, and all others wait for the next inner one. Loop's thread only.
/// </remarks>
internal abstract class Frame : Timed, ILeaf
{
    private FrameState _state;

    // INVARIANT: of a task its TaskScope, otherwise the task's Frame; null before it was awaited or spawned.
    private object? _owner;

    // INVARIANT: while the frame waits at a leaf, that leaf, or null when it is in the run queue all the same. Of a task that waits in an
    // inner frame, that frame. Otherwise what it was last, which means nothing.
    private ILeaf? _waitsAt;

    // INVARIANT: until the end who waits for it: of a task a list of work, the newest first; otherwise the calling frame. Then how it ended:
    // a FrameEnd, or an ExceptionDispatchInfo.
    private object? _waiterOrEnd;

    /// <summary>The frame that was spawned, and which this one is a part of, or is.</summary>
    public Frame Task
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Has(FrameFlags.IsTask) ? this : Unsafe.As<Frame>(_owner!); // SAFETY: the invariant of _owner.
    }

    public bool HasEnded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Has(FrameFlags.Ended);
    }

    public bool HasCompleted => ReferenceEquals(_waiterOrEnd, FrameEnd.Completed);

    public bool WasCancelled => ReferenceEquals(_waiterOrEnd, FrameEnd.Cancelled);

    public bool IsShielded => Has(FrameFlags.Shielded);

    /// <summary>Whether somebody has awaited or spawned it, or will.</summary>
    public bool IsClaimed => Has(FrameFlags.Claimed);

    public bool IsCancelRequested => Has(FrameFlags.CancelRequested);

    /// <summary>The exception that it ended with, or null.</summary>
    public Exception? Failure => (_waiterOrEnd as ExceptionDispatchInfo)?.SourceException;

    /// <summary>The scope that the task was spawned in. Only of a frame that was awaited or spawned.</summary>
    public TaskScope Scope => (TaskScope)Task._owner!;

    /// <summary>The place of a task in its scope's list, -1 when it is in none. The scope's to write.</summary>
    public int ChildIndex
    {
        get => _state.ChildIndex;
        set => _state.ChildIndex = value;
    }

    /// <summary>Of a task that does not run: the innermost of its frames, which waits or is ready.</summary>
    public Frame Innermost => _waitsAt is Frame inner && !inner.Has(FrameFlags.IsTask) ? inner : this;

    /// <summary>What the innermost frame waits for, while its task does not run; null when it is in the run queue.</summary>
    public ILeaf? Leaf => _waitsAt;

    /// <summary>Of a frame that is a part of a task, and has not ended: the one that waits for it.</summary>
    public Frame Caller => (Frame)_waiterOrEnd!;

    /// <summary>The method of which this is a call.</summary>
    public virtual string MethodName => MethodNames.Of(GetType().Name);

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingTask;

    /// <summary>The last leaf, if that was a wait for something foreign.</summary>
    private ForeignLeaf? LastForeign => _waitsAt as ForeignLeaf;

    /// <summary>Whether the method has code that must run when it is cancelled.</summary>
    protected abstract bool HasCleanup { get; }

    /// <summary>Says that the one who asks will await or spawn it.</summary>
    /// <exception cref="InvalidOperationException">Somebody has.</exception>
    public void Claim()
    {
        if (Has(FrameFlags.Claimed))
            throw new InvalidOperationException(
                "This future was awaited or spawned before, and a future runs once. Call the method again to get another one; to wait for one "
                + "run in several places, spawn it and await the handle.");
        Set(FrameFlags.Claimed);
    }

    /// <summary>Makes it a task of <paramref name="scope"/>.</summary>
    public void BecomeTask(TaskScope scope)
    {
        _owner = scope;
        Set(FrameFlags.IsTask);
        if (scope.Loop.VisibleBinding is { } inherited)
            scope.Loop.Locals!.Set(this, inherited);
        scope.Loop.HandOnActivity(this);
    }

    /// <summary>Makes it a task that ends by itself only.</summary>
    public void BecomeShieldedTask(TaskScope scope)
    {
        BecomeTask(scope);
        Set(FrameFlags.Shielded);
    }

    /// <summary>Makes it a part of the task of <paramref name="caller"/>, which waits for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BecomeCalledBy(Frame caller)
    {
        _owner = caller.Task;
        _waiterOrEnd = caller;
    }

    /// <summary>Has its code begin though its task is cancelled before: it must tell somebody of its end, and has the clean-up code to do
    /// so.</summary>
    public void BeginInAnyCase() => Set(FrameFlags.Started);

    public sealed override void Run(EventLoop loop) => loop.Resume(this);

    public sealed override void OnTime(EventLoop loop)
    {
        _waitsAt = null;
        loop.Push(this);
    }

    // ---- Steps ----

    /// <summary>Goes on: for <see cref="EventLoop.Resume"/> alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(EventLoop loop)
    {
        if (Has(FrameFlags.Unwinding))
        {
            Unwind(loop);
            return;
        }
        Set(FrameFlags.Started);
        MoveNext();
    }

    /// <summary>Runs the method up to its next wait, or its end.</summary>
    protected abstract void MoveNext();

    /// <summary>Lets go of the locals of a method that will run no more.</summary>
    protected abstract void Abandon();

    /// <summary>Waits at <paramref name="leaf"/> from now on; null for a frame that stays in the run queue. False when the task is cancelled:
    /// the frame was queued to unwind, and the leaf must not keep it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySuspend(EventLoop loop, ILeaf? leaf)
    {
        if (Task.IsCancelRequested)
        {
            QueueToUnwind(loop);
            return false;
        }
        Suspend(leaf);
        return true;
    }

    /// <summary>As <see cref="TrySuspend"/>, cancelled or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Suspend(ILeaf? leaf)
    {
        Frame task = Task;
        _waitsAt = leaf;
        if (task != this)
            task._waitsAt = this;
    }

    /// <summary>Waits for something foreign from now on.</summary>
    /// <returns>What that must call at its end.</returns>
    public Action SuspendForeign(EventLoop loop)
    {
        // A loop over awaits of tasks has one delegate for all of them.
        ForeignLeaf leaf = LastForeign ?? new ForeignLeaf(loop, this);
        Suspend(leaf);
        return leaf.Continuation;
    }

    /// <summary>Wakes a frame, in the run queue from now on, with the news that its task is cancelled.</summary>
    public void QueueToUnwind(EventLoop loop)
    {
        _waitsAt = null;
        Set(FrameFlags.Unwinding);
        loop.Push(this);
    }

    public sealed override void OnReleased(EventLoop loop) => QueueToUnwind(loop);

    private void Unwind(EventLoop loop)
    {
        Clear(FrameFlags.Unwinding);
        if (!Has(FrameFlags.Started) || !HasCleanup)
        {
            // Nothing in the method can tell the difference to an exception, which would take ten microseconds.
            Abandon();
            End(loop, FrameEnd.Cancelled);
            return;
        }
        loop.IsUnwinding = true;
        MoveNext();
        loop.IsUnwinding = false;
    }

    // ---- Ends ----

    /// <summary>The method has ended with <paramref name="exception"/>.</summary>
    public void Fail(Exception exception)
    {
        bool isCancellation = exception is OperationCanceledException && Task.IsCancelRequested;
        End(EventLoop.Current!, isCancellation ? FrameEnd.Cancelled : ExceptionDispatchInfo.Capture(exception));
    }

    /// <summary>Throws what there is instead of a result.</summary>
    protected void ThrowUnlessCompleted()
    {
        if (!HasCompleted)
            ThrowNoResult();
    }

    /// <summary>The call was cancelled, and has ended without an exception.</summary>
    protected void EndCancelled() => End(EventLoop.Current!, FrameEnd.Cancelled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Complete() => End(EventLoop.Current!, FrameEnd.Completed);

    private void End(EventLoop loop, object end)
    {
        object? waiting = _waiterOrEnd;
        _waiterOrEnd = end;
        Set(FrameFlags.Ended);
        if (Has(FrameFlags.IsTask))
        {
            EndTask(loop, Unsafe.As<Work>(waiting)); // SAFETY: the invariant of _waiterOrEnd.
            return;
        }
        Frame caller = Unsafe.As<Frame>(waiting!); // SAFETY: as above.
        // Then the caller, if it has no cleanup, need not be told by an exception.
        if (ReferenceEquals(end, FrameEnd.Cancelled))
            caller.Set(FrameFlags.Unwinding);
        loop.ContinueWith(caller);
    }

    private void EndTask(EventLoop loop, Work? newestWaiter)
    {
        if (Has(FrameFlags.HasToken))
            loop.Tokens.Forget(this);
        loop.Locals?.Forget(this);
        loop.Names?.Forget(this);
        loop.Activities?.End(this);
        if (newestWaiter is not null)
            WakeAll(loop, newestWaiter);
        if (ChildIndex >= 0)
            Scope.OnChildEnded(this);
    }

    private static void WakeAll(EventLoop loop, Work newest)
    {
        Work? oldest = null;
        for (Work? waiter = newest; waiter is not null;)
        {
            Work? older = waiter.Next.Read();
            waiter.Next.Write(oldest);
            oldest = waiter;
            waiter = older;
        }
        loop.PushAll(oldest);
    }

    private void ThrowNoResult()
    {
        // The news that the awaiting method was resumed for, if it was.
        if (EventLoop.Current is { } loop)
            loop.IsUnwinding = false;
        if (_waiterOrEnd is ExceptionDispatchInfo failure)
        {
            if (Has(FrameFlags.IsTask))
                Scope.OnObserved(this);
            failure.Throw();
        }
        throw WasCancelled
            ? new OperationCanceledException("The task was cancelled before it had a result.")
            : new InvalidOperationException("This has not ended, and so has no result. Use await, or Executor.BlockOn outside of tasks.");
    }

    // ---- Waiting for a task, and cancelling it ----

    /// <summary>Has <paramref name="waiter"/> run when this task has ended, which it has not.</summary>
    public void AddWaiter(Work waiter)
    {
        Debug.Assert(Has(FrameFlags.IsTask) && !HasEnded);
        waiter.Next.Write(Unsafe.As<Work>(_waiterOrEnd)); // SAFETY: the invariant of _waiterOrEnd.
        _waiterOrEnd = waiter;
    }

    /// <summary>A frame that waits for this task does so no more.</summary>
    bool ILeaf.TryRelease(Frame waiter)
    {
        if (IsShielded || HasEnded)
            return false;
        if (_waiterOrEnd == waiter)
        {
            _waiterOrEnd = waiter.Next.Take();
            return true;
        }
        var before = (Work)_waiterOrEnd!;
        while (before.Next.Read() != waiter)
            before = before.Next.Read()!;
        before.Next.Write(waiter.Next.Take());
        return true;
    }

    /// <summary>Wants the task to end: it is told where it waits, or at the next place where it would.</summary>
    public void RequestCancel(EventLoop loop)
    {
        if (HasEnded || IsCancelRequested || IsShielded)
            return;
        Set(FrameFlags.CancelRequested);
        if (loop.Running?.Task != this)
            Innermost.Interrupt(loop);
        if (Has(FrameFlags.HasToken))
            loop.Tokens.Cancel(this);
    }

    private void Interrupt(EventLoop loop)
    {
        if (_waitsAt is null)
            Set(FrameFlags.Unwinding); // It is in the run queue, and what put it there was no more than its turn or a time.
        else if (_waitsAt.TryRelease(this))
            QueueToUnwind(loop);
    }

    public void MarkHasToken() => Set(FrameFlags.HasToken);

    private bool Has(FrameFlags flag) => _state.Has(flag);

    private void Set(FrameFlags flag) => _state.Set(flag);

    private void Clear(FrameFlags flag) => _state.Clear(flag);
}
