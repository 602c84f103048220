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
    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _registration;
    // Of the next use by the time that a timer of this one reads it; see LookAtTheClock.
    private Tearable<Deadline> _deadline;
    private ITimer? _timer;
    private TimeProvider? _timerClock;
    private bool _isWatched;

    /// <summary>The token of the operation in course.</summary>
    protected CancellationToken CancellationToken => _cancellationToken;

    /// <summary>Whether nothing outside can hold this context any more once its result was taken.</summary>
    protected bool CanBeReused { get; private set; } = true;

    protected short Version => _continuation.Version;

    public ValueTaskSourceStatus GetStatus(short token) => _continuation.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _continuation.OnCompleted(continuation, state, token, flags);

    public abstract TResult GetResult(short token);

    public override void Wake() => Resumption.Run(this);

    /// <summary>Goes on, after the wait has ended with <see cref="WaitContext.Outcome"/>.</summary>
    public abstract void Execute();

    /// <summary>Prepares the next use.</summary>
    protected void Begin(Deadline deadline, CancellationToken cancellationToken)
    {
        _deadline.Write(deadline);
        _cancellationToken = cancellationToken;
        // A timer of the last use that comes late then knows that the deadline has changed.
        Renew();
    }

    /// <summary>Registers with whoever may choose this operation.</summary>
    /// <returns>True when there is something to do without waiting.</returns>
    protected abstract bool Register();

    /// <summary>Takes the registration back.</summary>
    protected abstract void Unregister();

    /// <summary>Completes the value task because the wait was cancelled. The registration was taken back.</summary>
    protected abstract void CompleteCancelled();

    /// <summary>Waits. When it returns true, the operation is another thread's, or nobody's yet: the caller must not touch it again. When
    /// it returns false, nothing is registered and the caller tries again.</summary>
    protected bool Suspend()
    {
        // Cancellation and clock do nothing before the wait is opened; hence the look at both after it is.
        Watch();
        bool isWatched = _isWatched;
        Deadline deadline = _deadline.Read();
        CancellationToken cancellationToken = _cancellationToken;
        // INVARIANT: the registration is complete before one of the two can end the wait: they take it back, and the operation may then serve
        // another use, whose entry this thread would put into the queue.
        long armed = isWatched ? ArmForRegistration() : Arm();
        bool isReady = Register();
        // From here on the operation may have ended, and this object serve another one: only `armed` tells.
        if (!isReady && (!isWatched || !TryOpen(ref armed)))
            return true;
        // ORDERING: opening is a full fence before these looks; whoever cancels does so before its callback runs.
        int? outcome = isReady ? WaitOutcome.Aborted
            : cancellationToken.IsCancellationRequested ? WaitOutcome.Cancelled
            : deadline.HasPassed ? WaitOutcome.TimedOut
            : null;
        if (outcome is null || !TrySelect(armed, outcome.Value))
            return true;
        Unregister();
        return false;
    }

    /// <summary>Whether the operation is to be given up, and how.</summary>
    protected bool HasToGiveUp(out int outcome)
    {
        outcome = _cancellationToken.IsCancellationRequested ? WaitOutcome.Cancelled : WaitOutcome.TimedOut;
        return outcome == WaitOutcome.Cancelled || _deadline.Read().HasPassed;
    }

    /// <summary>Completes the value task: the last thing that is done here.</summary>
    protected void Complete(TResult result)
    {
        if (_isWatched)
            Unwatch();
        _continuation.Complete(result);
    }

    /// <summary>The result, which ends this use.</summary>
    protected TResult End(short token) => _continuation.End(token);

    private void Watch()
    {
        Deadline deadline = _deadline.Read();
        if (_isWatched || (deadline.IsNever && !_cancellationToken.CanBeCanceled))
            return;
        _isWatched = true;
        _registration = _cancellationToken.UnsafeRegister(OnCancelled, this);
        if (deadline.IsNever)
            return;
        if (_timer is null || _timerClock != deadline.Clock)
        {
            _timer?.Dispose();
            _timerClock = deadline.Clock;
            _timer = QuietTimer.Create(_timerClock, OnTime, this);
        }
        SetTimer(deadline);
    }

    private void Unwatch()
    {
        _isWatched = false;
        // A callback that has started, or was started by this very cancellation, still holds this object: it is then left to the collector.
        if (_cancellationToken.CanBeCanceled && !_registration.Unregister())
            CanBeReused = false;
        _registration = default;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void SetTimer(Deadline deadline)
    {
        TimeSpan remaining = deadline.NextLook;
        // Rounded up on the system's clock, whose timers drop parts of a millisecond and would fire too early again and again.
        if (deadline.ForeignClock is null)
            remaining = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
        _timer!.Change(remaining, Timeout.InfiniteTimeSpan);
    }

    private void LookAtTheClock()
    {
        // RACE: a timer that was too late to be stopped may find this object in its next use, and read a deadline that is being written.
        // ORDERING: the word is read before the deadline and again at the end. The next use writes its deadline, then another word, then sets
        // the timer. So with that deadline goes a word that ends no other wait; and if the timer was set for the deadline of another use
        // after the use set it for its own, the word has changed, and it is set again. A wait that was opened meanwhile is looked at again,
        // too: it has looked at the clock before this timer has.
        long before;
        long armed = Word;
        do
        {
            Deadline deadline = _deadline.Read();
            if (!deadline.HasPassed)
            {
                SetTimer(deadline);
            }
            else if ((int)armed == WaitOutcome.Waiting && TrySelect(armed, WaitOutcome.TimedOut))
            {
                GiveUp();
                return;
            }
            before = armed;
            armed = Word;
        }
        while (armed != before);
    }

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
}
