using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A call of an <c>async</c> method without a result that has not begun: it runs when it is awaited or spawned, once, and ends with
/// whoever does.</summary>
/// <inheritdoc cref="Future{T}"/>
[AsyncMethodBuilder(typeof(FutureMethodBuilder))]
[DebuggerDisplay("{_future}")]
public readonly partial struct Future : IPendingHandler
{
    private readonly Future<Unit> _future;

    internal Future(Frame<Unit> frame) => _future = new Future<Unit>(frame);

    internal Frame<Unit> Unclaimed => _future.Unclaimed;

    /// <inheritdoc cref="Future{T}.GetAwaiter"/>
    public Awaiter GetAwaiter() => new(_future.GetAwaiter());

    /// <inheritdoc cref="Future{T}.WithTimeout"/>
    public Future WithTimeout(TimeSpan timeout) => new(_future.WithTimeout(timeout).Unclaimed);

    /// <inheritdoc cref="Future{T}.Shield"/>
    public Future Shield() => new(_future.Shield().Unclaimed);

    /// <inheritdoc cref="Future{T}.RunOn"/>
    public Future RunOn(WorkerPool pool) => new(_future.RunOn(pool).Unclaimed);

    /// <inheritdoc cref="Future{T}.AsResult"/>
    public Future<Result<Unit, Exception>> AsResult() => _future.AsResult();

    /// <inheritdoc cref="Future{T}.AsTask"/>
    public Task AsTask() => _future.AsTask();

    /// <summary>Starts it now, as a task that nobody waits for: the only fire and forget, for what may be cut short when all else is done, such as a
    /// heartbeat.</summary>
    /// <remarks>
    /// <para>It lives as long as its executor at most. When the body of <see cref="Executor.BlockOn(Func{Future}, TimeProvider?, CancellationToken)"/>, or
    /// the future of <see cref="RunOn"/>, and all that it started has ended, what was detached in it is cancelled and waited for, its clean-up included.
    /// Something that is to be finished belongs into a <see cref="TaskScope"/>. A failure cancels nothing.</para>
    /// <para>A future with a result cannot be detached, since nobody would get that: await it in a method without one, which does something with
    /// it.</para>
    /// </remarks>
    /// <param name="name">What the task is called, for <paramref name="onError"/> and for <see cref="Executor.Dump"/>.</param>
    /// <param name="onError">Called in the executor, at the task's end, unless that is a success: with the name, and with what the task threw, or an
    /// <see cref="OperationCanceledException"/> if it was cancelled, also before it began. What this throws itself is a failure of
    /// the executor, like that of an <c>async void</c> method: everything is cancelled, and it is rethrown to whoever waits for the
    /// executor.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="InvalidOperationException">It was awaited or spawned before; it is <c>default</c>; no executor runs on this thread, or
    /// all of its tasks have ended, and only an <c>async void</c> method is left.</exception>
    /// <example><code>
    /// Executor.BlockOn(static async () =&gt;
    /// {
    ///     Beat().Detach("heartbeat", static (name, exception) =&gt; Console.Error.WriteLine($"{name} has ended: {exception.Message}"));
    ///     await Executor.Delay(TimeSpan.FromMilliseconds(50));
    /// });
    ///
    /// static async Future Beat()
    /// {
    ///     var interval = new Interval(TimeSpan.FromMilliseconds(10));
    ///     while (true)
    ///     {
    ///         await interval.NextAsync();
    ///         Console.WriteLine("beat");
    ///     }
    /// }
    /// </code></example>
    public void Detach(string name, Action<string, Exception> onError)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(onError);
        Frame<Unit> frame = Unclaimed;
        EventLoop loop = EventLoop.Required;
        loop.ThrowIfOnlyCallsAreLeft();
        _ = loop.Detached.Spawn(this, name);
        frame.AddWaiter(new DetachedEnd(frame, name, onError));
    }

    Future IPendingHandler.FinishAsync() => this;

    /// <summary>Awaits a future. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly Future<Unit>.Awaiter _awaiter;

        internal Awaiter(Future<Unit>.Awaiter awaiter) => _awaiter = awaiter;

        /// <summary>False: it has not begun.</summary>
        public bool IsCompleted => _awaiter.IsCompleted;

        /// <summary>Throws what the call threw.</summary>
        public void GetResult() => _awaiter.GetResult();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => _awaiter.OnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);

        void ILeafAwaiter.Suspend(Frame frame) => _awaiter.Suspend(frame);
    }
}
