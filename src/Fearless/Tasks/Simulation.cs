using Fearless.Channels;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Runs tasks as <see cref="Executor"/> does, but the same each time: for tests of code whose outcome depends on who comes first, and on
/// time.</summary>
/// <remarks>
/// <para><b>Order.</b> Of all that is ready, which goes on next is drawn, by a seed. Another seed is another order; the same seed is the same order
/// again. What selections choose is drawn by it, too.</para>
/// <para><b>Time.</b> The clock (<see cref="Executor.TimeProvider"/>) stands still while something can go on, and then is at the time of the next who
/// waits: hours pass in no time. It begins at the year 2000. Pass it to whatever else takes a clock: channels, <see cref="Task.Delay(TimeSpan, TimeProvider)"/>,
/// cancellation sources.</para>
/// <para><b>All inside.</b> Everything runs on the calling thread; <see cref="Future{T}.RunOn"/> and <see cref="Unblock"/> are calls like others, and there are no sockets. What
/// other threads or the outside world do is not the same each time, and nothing waits for it: where all that is left waits and no timer is set, the
/// simulation is cancelled with a <see cref="SimulationStalledException"/>, which is how a deadlock is found. What does not end when it is
/// cancelled, such as a wait for a channel without a token, is then left behind. Ordinary asynchronous code belongs to it as long as it keeps its
/// context: after <c>ConfigureAwait(false)</c> it goes on on the thread pool, which is outside.</para>
/// </remarks>
/// <example><code>
/// // Two tasks that each read, wait and write. Without the lock some order would lose an update, and the exception name its seed.
/// Simulation.Explore(static async () =&gt;
/// {
///     var counter = new Mutex&lt;int&gt;(0);
///     await TaskScope.RunAsync(async scope =&gt;
///     {
///         _ = scope.Spawn(Add(counter));
///         await Add(counter);
///     });
///     using MutexGuard&lt;int&gt; end = counter.Lock();
///     if (end.Value != 2)
///         throw new InvalidOperationException($"It is {end.Value}.");
/// });
///
/// static async Future Add(Mutex&lt;int&gt; counter)
/// {
///     using MutexGuard&lt;int&gt; guard = await counter.LockAsync();
///     int before = guard.Value;
///     await Executor.Yield();
///     guard.Value = before + 1;
/// }
/// </code></example>
public static class Simulation
{
    /// <summary>Runs what <paramref name="body"/> returns, and everything that it starts, in the order of <paramref name="seed"/>; blocks until
    /// all of it has ended.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="body">Called once, on this thread.</param>
    /// <param name="seed">Names the order.</param>
    /// <param name="cancellationToken">Cancels everything.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This thread runs an executor already.</exception>
    /// <exception cref="SimulationStalledException">Nothing could go on before everything had ended.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before there was a result. What else is
    /// thrown is the first failure, with further ones on it.</exception>
    public static T Run<T>(Func<Future<T>> body, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunSeeded(() => body().Unclaimed, seed, cancellationToken);
    }

    /// <inheritdoc cref="Run{T}(Func{Future{T}}, ulong, CancellationToken)"/>
    public static void Run(Func<Future> body, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunSeeded(() => body().Unclaimed, seed, cancellationToken);
    }

    /// <summary>Runs what <paramref name="body"/> returns, and everything that it starts, in an order that the caller chooses step by step: a model
    /// checker, to go through all of them. Blocks until all of it has ended.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="body">Called once, on this thread.</param>
    /// <param name="choose">Given how many can go on, at least two, says which one does, from zero on: the one that has been ready for longest is
    /// the first. Zero always is the order of an executor that is no simulation.</param>
    /// <param name="cancellationToken">Cancels everything.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> or <paramref name="choose"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This thread runs an executor already, or <paramref name="choose"/> named one that there is
    /// not.</exception>
    /// <exception cref="SimulationStalledException">Nothing could go on before everything had ended.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before there was a result. What else is
    /// thrown is the first failure, with further ones on it.</exception>
    public static T Run<T>(Func<Future<T>> body, Func<int, int> choose, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(choose);
        return RunChosen(() => body().Unclaimed, choose, selectionSeed: 0, cancellationToken);
    }

    /// <inheritdoc cref="Run{T}(Func{Future{T}}, Func{int, int}, CancellationToken)"/>
    public static void Run(Func<Future> body, Func<int, int> choose, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(choose);
        RunChosen(() => body().Unclaimed, choose, selectionSeed: 0, cancellationToken);
    }

    /// <summary>Runs <paramref name="body"/> in many orders, one after the other, until one fails.</summary>
    /// <param name="body">Called once for each order.</param>
    /// <param name="runs">How many orders.</param>
    /// <param name="firstSeed">Names the first; the others are those of the seeds that follow.</param>
    /// <param name="progress">Told how many orders have passed, after each.</param>
    /// <param name="cancellationToken">Cancels the run in course, and the others.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runs"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">This thread runs an executor already.</exception>
    /// <exception cref="SimulationFailedException">A run failed: it names the seed, and has what was thrown inside.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static void Explore(
        Func<Future> body, int runs = 1000, ulong firstSeed = 0, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        SimulationLoop.ThrowIfInside();
        for (int run = 0; run < runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong seed = unchecked(firstSeed + (ulong)run);
            try
            {
                Run(body, seed, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new SimulationFailedException(seed, exception);
            }
            progress?.Report(run + 1);
        }
    }

    private static T RunSeeded<T>(Func<Frame<T>> body, ulong seed, CancellationToken cancellationToken)
    {
        var order = FairOrder.From(seed);
        return RunChosen(body, bound => order.Next(bound), seed, cancellationToken);
    }

    private static T RunChosen<T>(Func<Frame<T>> body, Func<int, int> choose, ulong selectionSeed, CancellationToken cancellationToken)
    {
        ulong before = FairOrder.StateOfThisThread;
        var selections = FairOrder.From(~selectionSeed);
        FairOrder.StateOfThisThread = selections.NextBits();
        SelectionPool.BeginAnew(holds: true);
        try
        {
            return SimulationLoop.Run(body, choose, cancellationToken);
        }
        finally
        {
            FairOrder.StateOfThisThread = before;
            SelectionPool.BeginAnew(holds: false);
        }
    }
}
