using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A gate that opens once and stays open: threads and tasks wait until it is set.</summary>
/// <remarks>
/// <see cref="Wait(CancellationToken)"/> spins for about a microsecond, then blocks the calling thread without using the processor;
/// <see cref="WaitAsync(CancellationToken)"/> blocks no thread. A wait that finds the latch set returns at once and allocates nothing; one
/// that has to wait allocates one small node, and an asynchronous one its task. When the latch is set at the same time as a wait is
/// cancelled or times out, the wait may report either, and reports the truth: true or a normal return exactly when the latch is set.
/// <para>Nothing has to be disposed.</para>
/// <para><b>Memory ordering.</b> Everything that happened before <see cref="Set"/> happens before a wait returns successfully, and before
/// <see cref="IsSet"/> returns true. No wake-up is lost: see <c>Sync/README.md</c>.</para>
/// </remarks>
/// <example><code>
/// var ready = new Latch();
/// var server = new Thread(() =&gt; { Listen(); ready.Set(); Serve(); });
/// server.Start();
/// ready.Wait(TimeSpan.FromSeconds(5));
/// </code></example>
[DebuggerDisplay("set: {IsSet}")]
public sealed class Latch
{
    // Pauses of 1, 2, 4, 8 and 16: below 2 µs, a fraction of what blocking and being woken costs. Longer ones lose on busy machines.
    private const int Spins = ModelBuild.IsActive ? 1 : 5;

    private Completion _waiters;

    /// <summary>Whether the latch is set. Never goes back to false.</summary>
    public bool IsSet => _waiters.IsSet;

    /// <summary>How many waits are registered. For tests.</summary>
    internal int WaiterCount => _waiters.Count;

    /// <summary>Opens the gate: lets everyone go on who waits, and everyone who will. Setting it again does nothing.</summary>
    /// <remarks>Never blocks, allocates or throws. Continuations of asynchronous
    /// waits run on the thread pool, not here. Costs one step per waiter.</remarks>
    public void Set() => _waiters.Set();

    /// <summary>Blocks until the latch is set.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the latch was not set before that ended the wait.</exception>
    public void Wait(CancellationToken cancellationToken = default) => Wait(Deadline.Never, cancellationToken);

    /// <summary>Blocks until the latch is set or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>True when the latch is set; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the latch was not set before that ended the wait.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        return IsSet || (timeout != TimeSpan.Zero && Wait(Deadline.After(timeout), cancellationToken));
    }

    /// <summary>Blocks until the latch is set or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>True when the latch is set; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the latch was not set before that ended the wait.</exception>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var backoff = new Backoff();
        for (int spin = 0; spin < Spins; spin++)
        {
            if (IsSet)
                return true;
            backoff.Spin();
        }

        var waiter = new ThreadWaiter();
        if (!_waiters.TryRegister(waiter))
            return true;
        try
        {
            return waiter.Wait(deadline, cancellationToken);
        }
        finally
        {
            if (waiter.IsAbandoned)
                _waiters.Sweep();
        }
    }

    /// <summary>Completes when the latch is set.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task; already completed when the latch is set. Its continuations never run on the thread that sets the latch.</returns>
    public Task WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(Deadline.Never, cancellationToken);

    /// <summary>Completes when the latch is set or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task with true when the latch is set, with false when the time is
    /// over. Its continuations never run on the thread that sets the latch.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.
    /// Thrown at once, not by the task.</exception>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the latch is set or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up. It costs a timer.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task with true when the latch is set, with false when the deadline has
    /// passed. Its continuations never run on the thread that sets the latch.</returns>
    public Task<bool> WaitAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        if (IsSet)
            return Task.FromResult(true);
        if (deadline.HasPassed)
            return Task.FromResult(false);
        var waiter = new TaskWaiter();
        return _waiters.TryRegister(waiter) ? AwaitAsync(waiter, deadline, cancellationToken) : Task.FromResult(true);
    }

    private async Task<bool> AwaitAsync(TaskWaiter waiter, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await waiter.WaitAsync(deadline, cancellationToken).ConfigureAwait(ILoopContext.IsHere);
        }
        finally
        {
            // Abandoned by its deadline or its token; or now, when a foreign clock threw.
            if (waiter.TryAbandon() || waiter.IsAbandoned)
                _waiters.Sweep();
        }
    }
}
