using Fearless.Tasks;

namespace Fearless;

/// <summary>Calls what blocks, such as the methods for files, on threads that are there for that, while the executor runs other tasks.</summary>
/// <remarks>
/// <para>No system that .NET runs on reads files without blocking some thread: what looks asynchronous there has a pool of threads behind it. This is
/// such a pool, and says so. It is apart from the workers of <see cref="WorkerPool"/> and from the thread pool, so that neither is kept from
/// its work by what waits for disks, names, locks or old libraries; and what computes belongs there and not here.</para>
/// <para><b>Threads.</b> They start when there are calls for them, and end after five seconds without any. Twice as many as there are processors, and
/// eight at least, start at once; then one more for each millisecond in which calls still wait, up to <see cref="MaxThreads"/>. Further calls are
/// queued, first in, first out. A call that waits for a later one (by a lock, say) may then wait for ever.</para>
/// <para><b>Cancellation.</b> A call that has not begun is not made when its task is cancelled. One that has begun is waited for, always: nothing is
/// abandoned, and what it uses, a buffer say, is free when the wait has ended. Its result is delivered, and the task's next wait refused. To end it
/// early let it take the token.</para>
/// <para>A call sees the caller's async locals, and no loop: it cannot use what belongs to the executor. It costs a switch of threads each way,
/// some ten microseconds, and some 300 bytes. So read a file whole, or in large pieces:</para>
/// </remarks>
/// <example><code>
/// int length = Executor.BlockOn(static async () =&gt;
/// {
///     byte[] whole = await Unblock.Run(() =&gt; File.ReadAllBytes(paths[0]));
///
///     using var file = await Unblock.Run(() =&gt; File.OpenHandle(paths[1]));
///     byte[] buffer = new byte[64 * 1024];
///     int count = await Unblock.Run(() =&gt; RandomAccess.Read(file, buffer, fileOffset: 0));
///     return whole.Length + count;
/// });
/// </code></example>
public static class Unblock
{
    // SOURCE: tokio's `max_blocking_threads`; smol's `blocking` has 500.
    private const int DefaultMaxThreads = 512;
    private const int FewestAtOnce = 8;

    /// <summary>How many calls are made at the same time at most: 512, or what the <see cref="AppContext"/> has as
    /// <c>Fearless.Tasks.MaxBlockingThreads</c>, such as by <c>runtimeconfig.json</c>, when this class is first used.</summary>
    public static int MaxThreads { get; } = FindMaxThreads(AppContext.GetData("Fearless.Tasks.MaxBlockingThreads"));

    private static BlockingPool Pool { get; } = new(MaxThreads, Math.Max(FewestAtOnce, 2 * Environment.ProcessorCount));

    /// <summary>Calls <paramref name="function"/> on a thread for what blocks.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="function">What to call.</param>
    /// <returns>What it returns or throws. The call waits for a thread until this is awaited or spawned and there is one. Fails with an
    /// <see cref="OutOfMemoryException"/> if the system has not even one thread.</returns>
    /// <exception cref="ArgumentException"><paramref name="function"/> is asynchronous: it would return at its first await.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static Future<T> Run<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<T>();
        return new Future<T>(new UnblockFrame<T>(Pool, _ => function(), takesToken: false));
    }

    /// <param name="function">What to call, with a token that is cancelled with the task that waits: it may then end early, best by
    /// <see cref="CancellationToken.ThrowIfCancellationRequested"/>.</param>
    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public static Future<T> Run<T>(Func<CancellationToken, T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        AsyncDelegates.ThrowIfAsync<T>();
        return new Future<T>(new UnblockFrame<T>(Pool, function, takesToken: true));
    }

    /// <summary>Calls <paramref name="action"/> on a thread for what blocks.</summary>
    /// <param name="action">What to call.</param>
    /// <returns>Completes when it has returned; fails with what it throws. Otherwise as <see cref="Run{T}(Func{T})"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static Future Run(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAction(_ => action(), takesToken: false);
    }

    /// <param name="action">What to call, with a token that is cancelled with the task that waits: it may then end early, best by
    /// <see cref="CancellationToken.ThrowIfCancellationRequested"/>.</param>
    /// <inheritdoc cref="Run(Action)"/>
    public static Future Run(Action<CancellationToken> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAction(action, takesToken: true);
    }

    /// <summary>The limit that <paramref name="setting"/> says, a number or the text of one.</summary>
    internal static int FindMaxThreads(object? setting) =>
        int.TryParse(Convert.ToString(setting, System.Globalization.CultureInfo.InvariantCulture), out int threads) && threads > 0
            ? threads
            : DefaultMaxThreads;

    private static Future RunAction(Action<CancellationToken> action, bool takesToken) => new(new UnblockFrame<Unit>(
        Pool,
        cancellationToken =>
        {
            action(cancellationToken);
            return Unit.Value;
        },
        takesToken));
}
