using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>Lets threads and tasks wait until they are told to look again at something that others change.</summary>
/// <remarks>
/// It holds no data. Who waits for a condition looks at it, waits if it does not hold, and looks again; who changes something makes the change and
/// then notifies. <see cref="NotifyOne"/> tells the one who has waited for longest. If nobody waits, the notification is kept for the next, so that none
/// is lost between a look and a wait; it is kept once, however often it is given. <see cref="NotifyAll"/> tells those who wait at this moment, and
/// nobody later: one that has looked and is about to wait may miss it. Where that matters, a <see cref="Latch"/> or a watch
/// (<c>Channel.Watch</c>) keeps what has come.
/// <para>A cancellation or a timeout and the notification of one exclude each other: the wait has it, or it goes to the next who waits, or is
/// kept.</para>
/// <para>To notify one and to take a notification that is there cost one atomic operation each. Waiting allocates nothing; what up to 33 tasks need that
/// wait at the same time is kept. There is nothing to dispose.</para>
/// <para><b>Memory ordering.</b> What happened before a notification happens before the wait that it ends returns. What happened before one that found
/// another kept happens before the wait that takes that one returns.</para>
/// </remarks>
/// <example><code>
/// var jobs = new SegQueue&lt;Action&gt;();
/// var come = new Notify();
///
/// var worker = new Thread(() =&gt;
/// {
///     while (true)
///     {
///         while (jobs.TryPop(out Action? job))
///             job();
///         come.Wait();
///     }
/// });
/// worker.Start();
///
/// jobs.Push(Work);
/// come.NotifyOne();
/// </code></example>
// SOURCE: tokio's sync::Notify.
[DebuggerDisplay("{_core}")]
public sealed class Notify : IEntrance<bool>
{
    private readonly NotifyCore _core = new();
    private readonly OperationPool<TaskEntry<bool>> _entries = new();

    Synchronizer IEntrance<bool>.Synchronizer => _core;

    OperationPool<TaskEntry<bool>> IEntrance<bool>.Entries => _entries;

    internal NotifyCore Core => _core;

    /// <summary>Ends the wait that began first. When nobody waits, the next one ends at once.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here.</remarks>
    public void NotifyOne() => _core.NotifyOne();

    /// <summary>Ends all waits that have begun, and none that begins later. A notification that is kept for one stays.</summary>
    /// <remarks>Never blocks. What a task that goes on does is queued, not run here. Costs a step for each who waits.</remarks>
    public void NotifyAll() => _core.NotifyAll();

    /// <summary>Blocks the thread until it is notified.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it was notified.</exception>
    public void Wait(CancellationToken cancellationToken = default) => Wait(Deadline.Never, cancellationToken);

    /// <summary>Blocks the thread until it is notified or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether it was notified; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it was notified.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default) => Wait(Deadline.After(timeout), cancellationToken);

    /// <summary>Blocks the thread until it is notified or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether it was notified; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before it was notified.</exception>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken = default) =>
        ThreadEntry.Enter(_core, NotifyCore.Begin, deadline, cancellationToken, out _);

    /// <summary>Completes when it is notified.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task to be awaited once. Its wait has begun when the call returns, and its continuations never run on the thread that notifies.</returns>
    public ValueTask WaitAsync(CancellationToken cancellationToken = default) =>
        TaskEntry<bool>.EnterAsync(this, NotifyCore.Begin, cancellationToken);

    /// <summary>Completes when it is notified, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task to be awaited once: whether it was notified; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when it is notified, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task to be awaited once: whether it was notified; false when the deadline has passed.</returns>
    public ValueTask<bool> WaitAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<bool>.EnterAsync(this, NotifyCore.Begin, deadline, cancellationToken);

    bool IEntrance<bool>.Enter(long lease) => true;

    bool IEntrance<bool>.GiveUp(long request) => false;
}
