using System.Threading.Tasks.Sources;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The wait of an asynchronous operation: it goes on by itself when it is chosen, and completes a value task at the end.</summary>
/// <remarks>
/// It is used again after the value task was awaited, unless a cancellation callback may still hold it (<see cref="CanBeReused"/>).
/// <para>INVARIANT: who ends the wait owns the operation, until the next <see cref="WaitContext.Arm"/> or the completion. So one thread at
/// a time works on it, without a lock.</para>
/// </remarks>
internal abstract class TaskContext<TResult> : WaitContext, IValueTaskSource<TResult>, IThreadPoolWorkItem
{
    private static readonly Action<object?> OnCancelled = static context => ((TaskContext<TResult>)context!).Cancel();
    private static readonly TimerCallback OnTime = static context => ((TaskContext<TResult>)context!).LookAtTheClock();

    private Continuation<TResult> _continuation;
    // Written before the completion.
    private ValueTaskSourceStatus _throwingStatus;
    // Apart, since most waits have no limits: what another core works on when it ends a wait is that much less.
    private Limits? _limits;

    /// <summary>The token of the operation in course.</summary>
    protected CancellationToken CancellationToken => _limits?.CancellationToken ?? default;

    /// <summary>Whether nothing outside can hold this context any more once its result was taken.</summary>
    protected bool CanBeReused { get; private set; } = true;

    protected short Version => _continuation.Version;

    public ValueTaskSourceStatus GetStatus(short token) => _continuation.GetStatus(token);

    /// <summary>The status of a value task whose result throws where this one's says what was not done.</summary>
    protected ValueTaskSourceStatus GetThrowingStatus(short token)
    {
        ValueTaskSourceStatus status = _continuation.GetStatus(token);
        return status == ValueTaskSourceStatus.Succeeded ? _throwingStatus : status;
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _continuation.OnCompleted(continuation, state, token, flags);

    public abstract TResult GetResult(short token);

    public override void Enter(ref ShortLock queue) => queue.EnterPatiently();

    public override void Wake() => Resumption.Run(this);

    /// <summary>Goes on, after the wait has ended with <see cref="WaitContext.Outcome"/>.</summary>
    public abstract void Execute();

    /// <summary>Prepares the next use.</summary>
    protected void Begin(Deadline deadline, CancellationToken cancellationToken)
    {
        if (_limits is null)
        {
            if (deadline.IsNever && !cancellationToken.CanBeCanceled)
                return;
            _limits = new Limits();
        }
        _limits.Deadline.Write(deadline);
        _limits.CancellationToken = cancellationToken;
        _limits.Failure = null;
        _limits.IsFailure = false;
        // A timer of the last use that comes late then knows that the deadline has changed.
        Renew();
    }

    /// <summary>Lets go of the caller's token and clock, after the use.</summary>
    protected void Forget()
    {
        if (_limits is not { } limits)
            return;
        limits.CancellationToken = default;
        limits.Deadline.Write(Deadline.Never);
    }

    /// <summary>Registers with whoever may choose this operation.</summary>
    /// <returns>True when there is something to do without waiting.</returns>
    protected abstract bool Register();

    /// <summary>Takes the registration back.</summary>
    protected abstract void Unregister();

    /// <summary>Completes the value task because the wait was cancelled. The registration was taken back.</summary>
    protected abstract void CompleteCancelled();

    /// <summary>Waits. When it returns true, the operation is another thread's, or nobody's yet: the caller must not touch it again. When
    /// it returns false, nothing is registered and the caller tries again. A clock that throws has it return false, too: the caller then
    /// finds that it has to give up.</summary>
    protected bool Suspend()
    {
        Deadline deadline = default;
        CancellationToken cancellationToken = default;
        bool isWatched = false;
        if (_limits is { } limits)
        {
            // Cancellation and clock do nothing before the wait is opened; hence the look at both after it is.
            if (!TryWatch(limits))
                return false;
            isWatched = limits.IsWatched;
            deadline = limits.Deadline.Read();
            cancellationToken = limits.CancellationToken;
        }
        // INVARIANT: the registration is complete before one of the two can end the wait: they take it back, and the operation may then serve
        // another use, whose entry this thread would put into the queue.
        long armed = isWatched ? ArmForRegistration() : Arm();
        bool isReady = Register();
        // From here on the operation may have ended, and this object serve another one: only `armed` tells.
        if (!isReady && (!isWatched || !TryOpen(ref armed)))
            return true;
        // ORDERING: opening is a full fence before these looks; whoever cancels does so before its callback runs.
        Exception? failure = null;
        int? outcome = isReady ? WaitOutcome.Aborted
            : cancellationToken.IsCancellationRequested ? WaitOutcome.Cancelled
            : HasPassed(deadline, out failure) ? WaitOutcome.TimedOut
            : failure is not null ? WaitOutcome.Aborted
            : null;
        if (outcome is null || !TrySelect(armed, outcome.Value))
            return true;
        Unregister();
        // Kept only now: if another ended the wait, there is nothing that the clock could have prevented.
        if (failure is not null)
            _limits!.Failure = failure;
        return false;
    }

    /// <summary>Whether the operation is to be given up, and how. A clock that has thrown is a reason, too.</summary>
    protected bool HasToGiveUp(out int outcome)
    {
        outcome = CancellationToken.IsCancellationRequested ? WaitOutcome.Cancelled : WaitOutcome.TimedOut;
        if (outcome == WaitOutcome.Cancelled)
            return true;
        if (_limits is not { } limits)
            return false;
        if (limits.Failure is null && HasPassed(limits.Deadline.Read(), out limits.Failure))
            return true;
        return limits.IsFailure = limits.Failure is not null;
    }

    /// <summary>Completes the value task: the last thing that is done here.</summary>
    protected void Complete(TResult result) => Complete(result, isDone: true, isCancelled: false);

    /// <summary>Completes the value task, and says how it ends where its result throws unless all was done. What was given up because the
    /// clock has thrown fails with what it threw.</summary>
    protected void Complete(TResult result, bool isDone, bool isCancelled)
    {
        _throwingStatus = isDone ? ValueTaskSourceStatus.Succeeded
            : isCancelled ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;
        Exception? failure = _limits is { IsFailure: true } failed ? failed.Failure : null;
        try
        {
            if (_limits is { IsWatched: true } limits)
                Unwatch(limits);
        }
        finally
        {
            // Whatever a foreign timer throws: what was taken for this task would be nobody's.
            if (failure is null)
                _continuation.Complete(result);
            else
                Fail(failure);
        }
    }

    /// <summary>Completes the value task of a wait that says no more than how it ended.</summary>
    protected void CompleteWithOutcome(TResult outcome)
    {
        if (_limits is { Failure: not null } limits)
            limits.IsFailure = Outcome < WaitOutcome.FirstOperation;
        Complete(outcome);
    }

    /// <summary>The result, which ends this use.</summary>
    protected TResult End(short token) => _continuation.End(token);

    private static void SetTimer(Limits limits, Deadline deadline)
    {
        TimeSpan remaining = deadline.NextLook;
        // Rounded up on the system's clock, whose timers drop parts of a millisecond and would fire too early again and again.
        if (deadline.ForeignClock is null)
            remaining = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
        limits.Timer!.Change(remaining, Timeout.InfiniteTimeSpan);
    }

    private static bool HasPassed(Deadline deadline, out Exception? failure)
    {
        failure = null;
        try
        {
            return deadline.HasPassed;
        }
        catch (Exception exception)
        {
            // The clock is the user's code, and this may be the thread of another one, who has sent something or given a lock back.
            failure = exception;
            return false;
        }
    }

    private void Fail(Exception failure)
    {
        // It would have to be reset, by who takes a result that throws each time.
        CanBeReused = false;
        _continuation.Fail(failure);
    }

    private bool TryWatch(Limits limits)
    {
        try
        {
            Watch(limits);
            return true;
        }
        catch (Exception exception)
        {
            limits.Failure = exception;
            return false;
        }
    }

    private void Watch(Limits limits)
    {
        Deadline deadline = limits.Deadline.Read();
        if (limits.IsWatched || (deadline.IsNever && !limits.CancellationToken.CanBeCanceled))
            return;
        limits.IsWatched = true;
        limits.Registration = limits.CancellationToken.UnsafeRegister(OnCancelled, this);
        if (deadline.IsNever)
            return;
        if (limits.Timer is null || limits.TimerClock != deadline.Clock)
        {
            ITimer? before = limits.Timer;
            limits.Timer = null;
            before?.Dispose();
            limits.TimerClock = deadline.Clock;
            limits.Timer = QuietTimer.Create(limits.TimerClock, OnTime, this);
        }
        SetTimer(limits, deadline);
    }

    private void Unwatch(Limits limits)
    {
        bool canBeReused = CanBeReused;
        CanBeReused = false;
        limits.IsWatched = false;
        CancellationTokenRegistration registration = limits.Registration;
        limits.Registration = default;
        try
        {
            // A callback that has started, or was started by this very cancellation, still holds this object: it is then left to the
            // collector.
            canBeReused &= !limits.CancellationToken.CanBeCanceled || registration.Unregister();
            limits.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            CanBeReused = canBeReused;
        }
        catch (ThreadInterruptedException)
        {
            // One of the system's own locks, on the thread that ends this wait, whose wait it is not: it comes up at its next one.
            Thread.CurrentThread.Interrupt();
        }
    }

    private void LookAtTheClock()
    {
        // RACE: a timer that was too late to be stopped may find this object in its next use, and read a deadline that is being written.
        // ORDERING: the word is read before the deadline and again at the end. The next use writes its deadline, then another word, then sets
        // the timer. So with that deadline goes a word that ends no other wait; and if the timer was set for the deadline of another use
        // after the use set it for its own, the word has changed, and it is set again. A wait that was opened meanwhile is looked at again,
        // too: it has looked at the clock before this timer has.
        Limits limits = _limits!;
        long before;
        long armed = Word;
        do
        {
            try
            {
                Deadline deadline = limits.Deadline.Read();
                if (!deadline.HasPassed)
                {
                    SetTimer(limits, deadline);
                }
                else if (TryEnd(armed, WaitOutcome.TimedOut))
                {
                    GiveUp();
                    return;
                }
            }
            catch (Exception exception)
            {
                // Without this, nobody would look at the clock again.
                if (!TryEnd(armed, WaitOutcome.Aborted))
                    throw;
                limits.Failure = exception;
                GiveUp();
                return;
            }
            before = armed;
            armed = Word;
        }
        while (armed != before);
    }

    private bool TryEnd(long armed, int outcome) => (int)armed == WaitOutcome.Waiting && TrySelect(armed, outcome);

    private void Cancel()
    {
        // The operation serves no other use once this has begun, see Unwatch.
        long armed = Word;
        if ((int)armed != WaitOutcome.Waiting || !TrySelect(armed, WaitOutcome.Cancelled))
            return;
        Unregister();
        CompleteCancelled();
    }

    private void GiveUp()
    {
        Unregister();
        Execute();
    }

    /// <summary>What ends a wait without its being chosen. Kept from one use to the next, with its timer.</summary>
    private sealed class Limits
    {
        public CancellationToken CancellationToken;
        public CancellationTokenRegistration Registration;
        // Of another use by the time that a late timer reads it; see LookAtTheClock.
        public Tearable<Deadline> Deadline;
        public ITimer? Timer;
        public TimeProvider? TimerClock;
        public bool IsWatched;
        // What the caller's clock threw. INVARIANT: both are written by who owns the operation.
        public Exception? Failure;
        // Whether the use ends with it. It does not if there is a result all the same.
        public bool IsFailure;
    }
}
