namespace Fearless.Sync;

/// <summary>The wait of an asynchronous caller.</summary>
internal sealed class TaskWaiter : Waiter
{
    private static readonly TimerCallback Look = static waiter => ((TaskWaiter)waiter!).AbandonIfPassed();
    private static readonly Action<object?, CancellationToken> Cancel = static (waiter, token) => ((TaskWaiter)waiter!).AbandonBecause(token);

    // Continuations never run on the stack of the thread that sets, cancels or keeps the time.
    private readonly TaskCompletionSource<bool> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Deadline _deadline;
    private ITimer? _timer;

    /// <summary>Waits until the event comes or the wait is given up. Called once.</summary>
    /// <returns>True when the event came; false when <paramref name="deadline"/> passed first.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public async Task<bool> WaitAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        // Both are let go by the continuation, never on the thread that completes the wait.
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(Cancel, this);
        using ITimer? timer = deadline.IsNever
            ? null
            : QuietTimer.Create(deadline.Clock, Look, this);
        // The timer starts only after both fields are there for its callback.
        _deadline = deadline;
        _timer = timer;
        AbandonIfPassed();
        return await _source.Task.ConfigureAwait(ILoopContext.IsHere);
    }

    protected override void Wake() => _source.TrySetResult(true);

    private void AbandonIfPassed()
    {
        TimeSpan remaining = _deadline.NextLook;
        if (remaining != TimeSpan.Zero)
        {
            // Rounded up on the system's clock, whose timers drop parts of a millisecond and would fire too early again and again.
            if (_deadline.ForeignClock is null)
                remaining = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
            _timer?.Change(remaining, Timeout.InfiniteTimeSpan);
        }
        else if (TryAbandon())
        {
            _source.TrySetResult(false);
        }
    }

    private void AbandonBecause(CancellationToken cancellationToken)
    {
        if (TryAbandon())
            _source.TrySetCanceled(cancellationToken);
    }
}
