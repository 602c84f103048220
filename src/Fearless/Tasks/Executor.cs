using Fearless.Tasks;

namespace Fearless;

/// <summary>Runs tasks on the calling thread: <c>async</c> methods that return a <see cref="Future{T}"/>, and those that return a
/// <see cref="Task"/>, with their timers.</summary>
/// <remarks>
/// <para>For what waits much and computes little: connections, timers, requests to others. Everything runs on the one thread that called
/// <see cref="BlockOn{T}(Func{Future{T}}, TimeProvider?, CancellationToken)"/>, one thing at a time, so tasks of one executor share data without
/// locks; between two awaits nothing else runs. <see cref="Future{T}.RunOn"/> runs a part of it on the workers of a pool, at the same time.
/// What computes for long belongs on a <see cref="WorkerPool"/> or a <see cref="ThreadScope"/>, and its result can be awaited; what blocks, such as
/// files, into <see cref="Unblock"/>.</para>
/// <para>Tasks run in the order in which they become ready. Nothing is left behind: <c>BlockOn</c> returns when every task has ended, those that were
/// detached (<see cref="Future.Detach"/>) by being cancelled after all others, and every <c>async void</c> method that was started in
/// one.</para>
/// </remarks>
/// <example><code>
/// int answer = Executor.BlockOn(static async () =&gt;
/// {
///     await Executor.Delay(TimeSpan.FromMilliseconds(10));
///     return 42;
/// });
/// </code></example>
public static class Executor
{
    /// <summary>The token of the task that asks: cancelled when the task is. For operations that are not this library's, whose waits can be cut
    /// short only by themselves.</summary>
    /// <remarks>Made when it is first asked for, and then the same for the task to its end.</remarks>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static CancellationToken CancellationToken
    {
        get
        {
            EventLoop loop = EventLoop.Required;
            return loop.Running is { } frame ? loop.Tokens.Of(frame.Task) : loop.Root.CancellationToken;
        }
    }

    /// <summary>The clock that the executor was given: of the task's timers, and to pass to what takes a clock, so that it goes by the same time.
    /// </summary>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static TimeProvider TimeProvider => EventLoop.Required.Clock;

    /// <summary>Runs what <paramref name="body"/> returns, and everything that it starts, on this thread; blocks until all of it has
    /// ended.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="body">Called once, on this thread.</param>
    /// <param name="timeProvider">The clock of all timers; <see cref="TimeProvider.System"/> when null.</param>
    /// <param name="cancellationToken">Cancels everything. The call still waits until it has ended.</param>
    /// <returns>The result, also when the token was cancelled after that.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This thread runs an executor already: use <c>await</c>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before there was a result. What else is
    /// thrown is the first failure, with further ones on it.</exception>
    public static T BlockOn<T>(Func<Future<T>> body, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ThreadLoop.BlockOn(() => body().Unclaimed, timeProvider, cancellationToken);
    }

    /// <inheritdoc cref="BlockOn{T}(Func{Future{T}}, TimeProvider?, CancellationToken)"/>
    public static void BlockOn(Func<Future> body, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThreadLoop.BlockOn(() => body().Unclaimed, timeProvider, cancellationToken);
    }

    /// <summary>Runs <paramref name="future"/>, and everything that it starts, on this thread; blocks until all of it has ended.</summary>
    /// <param name="future">What to run.</param>
    /// <param name="timeProvider">The clock of all timers; <see cref="TimeProvider.System"/> when null.</param>
    /// <param name="cancellationToken">Cancels everything. The call still waits until it has ended.</param>
    /// <inheritdoc cref="BlockOn{T}(Func{Future{T}}, TimeProvider?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">This thread runs an executor already: use <c>await</c>. Or the future was awaited or spawned
    /// before.</exception>
    public static T BlockOn<T>(Future<T> future, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Frame<T> frame = future.Unclaimed;
        return ThreadLoop.BlockOn(() => frame, timeProvider, cancellationToken);
    }

    /// <inheritdoc cref="BlockOn{T}(Future{T}, TimeProvider?, CancellationToken)"/>
    public static void BlockOn(Future future, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Frame<Unit> frame = future.Unclaimed;
        ThreadLoop.BlockOn(() => frame, timeProvider, cancellationToken);
    }

    /// <summary>Finds out what the tasks of this executor do, and what each of them waits for: for logs, and for the one who looks for what hangs.</summary>
    /// <remarks>
    /// <para>Costs nothing until it is called; then a few objects for each task, and the time to look at each. Give tasks names to tell them apart
    /// (<see cref="TaskScope.Spawn{T}(Future{T}, string)"/>). What <see cref="Future{T}.RunOn"/> runs has an executor of its own.</para>
    /// <para>To ask from outside, detach a task that waits for a message, and dumps then: while others wait it can run.</para>
    /// </remarks>
    /// <returns>The tasks as they are now; as text, a tree.</returns>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    /// <example><code>
    /// Executor.BlockOn(static () =&gt; TaskScope.RunAsync(static async scope =&gt;
    /// {
    ///     TaskHandle download = scope.Spawn(Download(), "download");
    ///     await Executor.Yield();
    ///     Console.WriteLine(Executor.Dump());
    ///     await download;
    /// }));
    ///
    /// static async Future Download() =&gt; await Executor.Delay(TimeSpan.FromMilliseconds(10));
    /// </code></example>
    public static ExecutorDump Dump() => new Dumper(EventLoop.Required).Dump();

    /// <summary>Lets everything run that is ready, before the task goes on. Allocates nothing in a method that returns a
    /// <see cref="Future{T}"/>.</summary>
    /// <returns>To be awaited. The wait can be cancelled.</returns>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static YieldAwaitable Yield() => new(EventLoop.Required);

    /// <summary>Waits for <paramref name="delay"/> on the executor's clock, and lets others run meanwhile. Allocates nothing in a method that
    /// returns a <see cref="Future{T}"/>, but that the executor keeps 16 bytes for each that waits.</summary>
    /// <param name="delay">How long to wait; zero to let others run that are ready; <see cref="Timeout.InfiniteTimeSpan"/> to wait until the
    /// task is cancelled.</param>
    /// <returns>To be awaited. The wait can be cancelled.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    public static DelayAwaitable Delay(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero && delay != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(
                nameof(delay),
                delay,
                "A delay cannot be negative. Pass TimeSpan.Zero to let others run, or Timeout.InfiniteTimeSpan to wait until the task is "
                + "cancelled.");
        return new DelayAwaitable(EventLoop.Required.DueAfter(delay));
    }
}
