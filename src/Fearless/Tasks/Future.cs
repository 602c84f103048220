using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A call of an <c>async</c> method without a result that has not begun: it runs when it is awaited or spawned, once, and ends with
/// whoever does.</summary>
/// <inheritdoc cref="Future{T}"/>
[AsyncMethodBuilder(typeof(FutureMethodBuilder))]
[DebuggerDisplay("{_future}")]
public readonly partial struct Future
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
