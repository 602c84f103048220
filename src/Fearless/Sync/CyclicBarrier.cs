using System.Diagnostics;

namespace Fearless.Sync;

/// <summary>A place where threads and tasks wait for each other, round after round: who arrives goes on when all have arrived.</summary>
/// <remarks>
/// The last who arrives does not wait; it is the leader of the round, and the only one. With that the next round has begun, for those who are quick
/// to come again, too.
/// <para><b>One that gives up takes its arrival back</b>, as if it had not come: a round never ends with fewer than all, nobody is released early, and the
/// others wait on until it comes again or another in its place. So if it will not come again, and there is no other, they have to be told: give all of a
/// group the same token or the same deadline. When the last one arrives at the same time as another gives up, either all have arrived, and the call of
/// that other returns as if it had not given up, or its arrival was taken back, and all others wait.</para>
/// <para>Arriving takes a lock for a few instructions and allocates nothing, and neither does waiting; what up to 33 tasks need that wait at the same time
/// is kept. The last one's arrival costs a step for each who waits. There is nothing to dispose.</para>
/// <para><b>Memory ordering.</b> What happened before any of them arrived happens before any of them goes on.</para>
/// </remarks>
/// <example><code>
/// var barrier = new CyclicBarrier(2);
///
/// var other = new Thread(() =&gt;
/// {
///     ParseHeader();
///     barrier.SignalAndWait();
/// });
/// other.Start();
///
/// ParseBody();
/// // Both are parsed from here on, and one of the two says so.
/// if (barrier.SignalAndWait() == BarrierResult.Leader)
///     Console.WriteLine("parsed");
/// </code></example>
// SOURCE: tokio's sync::Barrier, for its leader.
[DebuggerDisplay("{_core}")]
public sealed class CyclicBarrier : IEntrance<BarrierResult>
{
    private readonly BarrierCore _core;
    private readonly OperationPool<TaskEntry<BarrierResult>> _entries = new();

    /// <summary>Creates a barrier.</summary>
    /// <param name="participantCount">How many have to arrive in each round.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is not positive.</exception>
    public CyclicBarrier(int participantCount)
    {
        if (participantCount < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(participantCount), participantCount, "There is no round without participants. Pass one or more.");
        }
        _core = new BarrierCore(participantCount);
    }

    /// <summary>How many have to arrive in each round.</summary>
    public int ParticipantCount => _core.ParticipantCount;

    /// <summary>How many have arrived and wait, at some moment during the call.</summary>
    public int ArrivedCount => _core.ArrivedCount;

    Synchronizer IEntrance<BarrierResult>.Synchronizer => _core;

    OperationPool<TaskEntry<BarrierResult>> IEntrance<BarrierResult>.Entries => _entries;

    internal BarrierCore Core => _core;

    /// <summary>Arrives, and blocks the thread until all have.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception: the arrival was taken back.</param>
    /// <returns><see cref="BarrierResult.Leader"/> for one of the round, and <see cref="BarrierResult.Released"/> for the others.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before all had arrived.</exception>
    public BarrierResult SignalAndWait(CancellationToken cancellationToken = default) => SignalAndWait(Deadline.Never, cancellationToken);

    /// <summary>Arrives, and blocks the thread until all have, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to arrive only as the last, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait with an exception: the arrival was taken back.</param>
    /// <returns><see cref="BarrierResult.TimedOut"/> when the time is over: the arrival was taken back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before all had arrived.</exception>
    public BarrierResult SignalAndWait(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        SignalAndWait(Deadline.After(timeout), cancellationToken);

    /// <summary>Arrives, and blocks the thread until all have, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait with an exception: the arrival was taken back.</param>
    /// <returns><see cref="BarrierResult.TimedOut"/> when the deadline has passed: the arrival was taken back.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before all had arrived.</exception>
    public BarrierResult SignalAndWait(Deadline deadline, CancellationToken cancellationToken = default) =>
        ThreadEntry.Enter(_core, BarrierCore.Arrive, deadline, cancellationToken, out long lease) ? ResultOf(lease) : BarrierResult.TimedOut;

    /// <summary>Arrives, and completes when all have.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the arrival was taken back.</param>
    /// <returns>A task to be awaited once: <see cref="BarrierResult.Leader"/> for one of the round, and <see cref="BarrierResult.Released"/> for the
    /// others. Its continuations never run on the thread that arrives as the last.</returns>
    public ValueTask<BarrierResult> SignalAndWaitAsync(CancellationToken cancellationToken = default) =>
        SignalAndWaitAsync(Deadline.Never, cancellationToken);

    /// <summary>Arrives, and completes when all have, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to arrive only as the last, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the arrival was taken back.</param>
    /// <returns>A task to be awaited once: <see cref="BarrierResult.TimedOut"/> when the time is over: the arrival was taken back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<BarrierResult> SignalAndWaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        SignalAndWaitAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Arrives, and completes when all have, or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled, and the arrival was taken back.</param>
    /// <returns>A task to be awaited once: <see cref="BarrierResult.TimedOut"/> when the deadline has passed: the arrival was taken back.</returns>
    public ValueTask<BarrierResult> SignalAndWaitAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        TaskEntry<BarrierResult>.EnterAsync(this, BarrierCore.Arrive, deadline, cancellationToken);

    BarrierResult IEntrance<BarrierResult>.Enter(long lease) => ResultOf(lease);

    BarrierResult IEntrance<BarrierResult>.GiveUp(long request) => BarrierResult.TimedOut;

    private static BarrierResult ResultOf(long lease) => lease == BarrierCore.Arrive ? BarrierResult.Leader : BarrierResult.Released;
}
