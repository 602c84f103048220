using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Waits until everyone who takes part has finished, without anyone
/// counting: each member holds a handle, and its end is the member's end.</summary>
/// <remarks>
/// <c>new</c> makes a group with one member, <see cref="Clone"/> adds one, and <see cref="Dispose"/> ends one.
/// <see cref="Wait(CancellationToken)"/> ends the caller's own membership and then blocks until the group is empty, so it waits for the
/// others and never for itself. A group that is empty stays so.
/// <para>A handle belongs to one member: clone it before handing it to a thread, not there. Its methods are safe to call from any thread. A
/// handle that is never disposed keeps the group waiting for ever, so put it into a <c>using</c>.</para>
/// <para>Waiting costs and behaves as with a <see cref="Latch"/>. Cloning allocates the handle.</para>
/// <para><b>Memory ordering.</b> Everything that a member did before its
/// handle was disposed happens before a wait returns successfully.</para>
/// </remarks>
/// <example><code>
/// var group = new WaitGroup();
/// for (int i = 0; i &lt; 4; i++)
/// {
///     WaitGroup member = group.Clone();
///     new Thread(() =&gt; { using (member) Work(); }).Start();
/// }
/// group.Wait();
/// </code></example>
[DebuggerDisplay("members: {_members.Count}, state of this handle: {_state.ReadRelaxed()}")]
public sealed class WaitGroup : IDisposable
{
    private const int Member = 0;
    private const int Left = 1;
    private const int Disposed = 2;

    private readonly CountLatch _members;
    private AtomicInt _state;

    /// <summary>Creates a group with one member: this handle.</summary>
    public WaitGroup()
        : this(new CountLatch(1))
    {
    }

    private WaitGroup(CountLatch members) => _members = members;

    /// <summary>Adds a member to the group.</summary>
    /// <returns>The new member's handle, to be disposed when the member has finished.</returns>
    /// <exception cref="ObjectDisposedException">This handle was disposed: it is no member any more.</exception>
    /// <exception cref="InvalidOperationException">This handle has waited: it is no member any more.</exception>
    public WaitGroup Clone()
    {
        switch (_state.ReadRelaxed())
        {
            case Disposed:
                throw DisposedBefore("Clone it before disposing it, on the thread that hands out the work.");
            case Left:
                throw new InvalidOperationException(
                    "This handle left its group when it began to wait. Clone it for every member before waiting, or let a member clone its own handle.");
            default:
                // RACE: another thread may end this member between the look and the increment. While others are left, that is as if this
                // call had come first; when it was the last one, the increment fails.
                return _members.TryIncrement()
                    ? new WaitGroup(_members)
                    : throw DisposedBefore("It ended on another thread during this call: give each thread a handle of its own.");
        }
    }

    /// <summary>Ends this member. The last one wakes those who wait. Disposing again, or after waiting, does nothing.</summary>
    public void Dispose()
    {
        if (_state.Exchange(Disposed) == Member)
            _members.Decrement();
    }

    /// <summary>Ends this member, and blocks until every other one has ended.</summary>
    /// <remarks>A wait that was cancelled or timed out can be repeated; the member has ended all the same.</remarks>
    /// <param name="cancellationToken">Ends the wait with an exception. When
    /// it is cancelled from the start, the member does not end.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the group was not empty before that ended the wait.</exception>
    /// <exception cref="ObjectDisposedException">This handle was disposed.</exception>
    public void Wait(CancellationToken cancellationToken = default)
    {
        Leave(cancellationToken);
        _members.Wait(cancellationToken);
    }

    /// <summary>Ends this member, and blocks until every other one has ended or <paramref name="timeout"/> is over.</summary>
    /// <remarks>A wait that was cancelled or timed out can be repeated; the member has ended all the same.</remarks>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait with an exception. When
    /// it is cancelled from the start, the member does not end.</param>
    /// <returns>True when the group is empty; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative
    /// and not <see cref="Timeout.InfiniteTimeSpan"/>. The member does not end.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the group was not empty before that ended the wait.</exception>
    /// <exception cref="ObjectDisposedException">This handle was disposed.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Deadline.ThrowIfInvalid(timeout);
        Leave(cancellationToken);
        return _members.Wait(timeout, cancellationToken);
    }

    /// <summary>Ends this member, and blocks until every other one has ended or <paramref name="deadline"/> has passed.</summary>
    /// <remarks>A wait that was cancelled or timed out can be repeated; the member has ended all the same.</remarks>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait with an exception. When
    /// it is cancelled from the start, the member does not end.</param>
    /// <returns>True when the group is empty; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/>
    /// was cancelled, and the group was not empty before that ended the wait.</exception>
    /// <exception cref="ObjectDisposedException">This handle was disposed.</exception>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken = default)
    {
        Leave(cancellationToken);
        return _members.Wait(deadline, cancellationToken);
    }

    /// <summary>Ends this member at once, and completes when every other one has ended.</summary>
    /// <remarks>A wait that was cancelled can be repeated; the member has ended all the same.</remarks>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.
    /// When it is cancelled from the start, the member does not end.</param>
    /// <returns>A task. Its continuations never run on the thread of the member that ended last.</returns>
    /// <exception cref="ObjectDisposedException">This handle was disposed. Thrown at once, not by the task.</exception>
    public Task WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(Deadline.Never, cancellationToken);

    /// <summary>Ends this member at once, and completes when every other one has ended or <paramref name="timeout"/> is over.</summary>
    /// <remarks>A wait that was cancelled or timed out can be repeated; the member has ended all the same.</remarks>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.
    /// When it is cancelled from the start, the member does not end.</param>
    /// <returns>A task with true when the group is empty, with false when the time is over.
    /// Its continuations never run on the thread of the member that ended last.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative
    /// and not <see cref="Timeout.InfiniteTimeSpan"/>. The member does not end.</exception>
    /// <exception cref="ObjectDisposedException">This handle was disposed. Thrown at once, not by the task.</exception>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Ends this member at once, and completes when every other one has ended or <paramref name="deadline"/> has passed.</summary>
    /// <remarks>A wait that was cancelled or timed out can be repeated; the member has ended all the same.</remarks>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.
    /// When it is cancelled from the start, the member does not end.</param>
    /// <returns>A task with true when the group is empty, with false when the deadline has passed. Its continuations never run on the
    /// thread of the member that ended last.</returns>
    /// <exception cref="ObjectDisposedException">This handle was disposed. Thrown at once, not by the task.</exception>
    public Task<bool> WaitAsync(Deadline deadline, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        Leave(CancellationToken.None);
        return _members.WaitAsync(deadline, cancellationToken);
    }

    private static ObjectDisposedException DisposedBefore(string remedy) =>
        new(nameof(WaitGroup), $"This handle is no member of its group any more: it was disposed. {remedy}");

    private void Leave(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int before = _state.CompareExchange(Member, Left);
        if (before == Disposed)
            throw DisposedBefore("Wait instead of disposing: waiting ends the membership by itself.");
        if (before == Member)
            _members.Decrement();
    }
}
